import { REQUIREMENTS, type RequirementId } from '#rooms/readiness/index.ts';
import type { Case } from './evidence.ts';

/** What the practice's records say of an engagement. */
export type EngagementRecord = {
  engagement: string;
  began: string;
  /** The last day; null while it goes on. */
  endedOn: string | null;
  isEarly: boolean | null;
  reason: string | null;
  /** The scores that the client's side declared at the start; null where nothing was shared. */
  declared: readonly { requirement: string; score: number | null }[] | null;
  renewedAt: string | null;
  clientSatisfaction: number | null;
  practiceSatisfaction: number | null;
};
export type WorkRecord = {
  engagement: string;
  sent: number;
  urgent: number;
  judged: number;
  acceptedFirst: number;
};

const msADay = 86_400_000;
/** What can only be told after a while is asked of the first year alone, the same for those that go on and those that ended. */
const yearInDays = 365;
/** A share of fewer briefs than these says little. */
const fewestBriefs = 3;

/** An engagement as a case: only with declared scores, since without them there is nothing to compare by. */
export function caseOf(
  record: EngagementRecord,
  work: WorkRecord | undefined,
  now: Temporal.Instant,
): (Case & { reason: string | null }) | null {
  if (!record.declared) return null;
  const declared = new Map(record.declared.map(({ requirement, score }) => [requirement, score]));
  const began = Date.parse(record.began);
  // The last day counts to its end.
  const until = record.endedOn ? Date.parse(`${record.endedOn}T24:00:00Z`) : now.epochMilliseconds;
  const days = Math.max(0, (until - began) / msADay);
  const isOver = record.endedOn !== null;
  const isYearKnown = isOver || days >= yearInDays;
  const isRenewed = record.renewedAt !== null && Date.parse(record.renewedAt) - began <= yearInDays * msADay;
  const endedEarly = isOver && record.isEarly === true && days < yearInDays;
  return {
    // One entry a requirement.
    scores: Object.fromEntries(REQUIREMENTS.map((name) => [name, declared.get(name) ?? null])) as Record<
      RequirementId,
      number | null
    >,
    length: { length: days, isOver },
    values: {
      renewed: isYearKnown ? Number(isRenewed) : null,
      clientSatisfied: record.clientSatisfaction,
      practiceSatisfied: record.practiceSatisfaction,
      acceptedFirst: work && work.judged >= fewestBriefs ? work.acceptedFirst / work.judged : null,
      urgent: work && work.sent >= fewestBriefs ? work.urgent / work.sent : null,
      endedEarly: isYearKnown ? Number(endedEarly) : null,
    },
    reason: isOver ? record.reason : null,
  };
}

/** The engagements of a practice that count, in the order of their records. */
export function casesOf(
  records: readonly EngagementRecord[],
  work: readonly WorkRecord[],
  now: Temporal.Instant,
): (Case & { reason: string | null })[] {
  const workOf = new Map(work.map((one) => [one.engagement, one]));
  return records.flatMap((record) => caseOf(record, workOf.get(record.engagement), now) ?? []);
}
