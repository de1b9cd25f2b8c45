import * as m from '#messages';
import type { EndingReason } from './course.ts';

/** Why an engagement ended, in the reader's words. */
export const endingReasonNames = {
  work_done: m.engagements_course_reason_work_done,
  need_changed: m.engagements_course_reason_need_changed,
  budget: m.engagements_course_reason_budget,
  availability: m.engagements_course_reason_availability,
  ways_of_working: m.engagements_course_reason_ways_of_working,
  results: m.engagements_course_reason_results,
  employed_instead: m.engagements_course_reason_employed_instead,
  other: m.engagements_course_reason_other,
} satisfies Record<EndingReason, unknown>;
