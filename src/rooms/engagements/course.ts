/** The course of an engagement: how long it goes, until when it was renewed, and how it came to an end. */

/** Why an engagement ended, in words that blame nobody. What they leave out stands in the words beside. */
export const endingReasons = [
  'work_done',
  'need_changed',
  'budget',
  'availability',
  'ways_of_working',
  'results',
  'employed_instead',
  'other',
] as const;
export type EndingReason = (typeof endingReasons)[number];

export const endedByWhom = ['practice', 'client', 'both'] as const;
export type EndedBy = (typeof endedByWhom)[number];

/** How long the words about an ending may be, in characters. */
export const endingWordsMax = 500;

/**
 * Whether an engagement can have ended on a day: not before it began, and not in the future. Days are those of the
 * clock of whoever notes it.
 */
export function canHaveEndedOn(
  day: string,
  { began, now, timeZone }: { began: string; now: Temporal.Instant; timeZone: string },
): boolean {
  const first = Temporal.Instant.from(began).toZonedDateTimeISO(timeZone).toPlainDate().toString();
  return day >= first && day <= todayOf(now, timeZone);
}

/** Whether an engagement can be renewed until a day: one that is still to come, within ten years. */
export function canBeRenewedUntil(
  day: string,
  { now, timeZone }: { now: Temporal.Instant; timeZone: string },
): boolean {
  const today = Temporal.PlainDate.from(todayOf(now, timeZone));
  return day > today.toString() && day <= today.add({ years: 10 }).toString();
}

function todayOf(now: Temporal.Instant, timeZone: string): string {
  return now.toZonedDateTimeISO(timeZone).toPlainDate().toString();
}
