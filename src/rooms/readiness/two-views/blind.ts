/** What decides whether somebody may look at both answers. Instants in ISO 8601. */
export interface Looking {
  /** When the reader answered last and has not taken it back; null where they have not. */
  readonly ownAnsweredAt: string | null;
  /** When what they would look at was answered. */
  readonly theirsAnsweredAt: string;
  /** When the round opened in which the reader is asked and has neither answered nor declined; null where nothing waits for them. */
  readonly waitsSince: string | null;
}

/**
 * Neither side looks at the other's answer before giving its own, so that nobody leans on it: not the first time, and
 * not in a round that still waits for them. What was answered before that round stays in sight.
 */
export function mayLook({ ownAnsweredAt, theirsAnsweredAt, waitsSince }: Looking): boolean {
  if (ownAnsweredAt === null) return false;
  return waitsSince === null || Temporal.Instant.compare(theirsAnsweredAt, waitsSince) < 0;
}

/** For how long an answer may be put right, in hours; what comes later is another one, which stands beside it. */
const CORRECTED_WITHIN_HOURS = 24;

/** Whether what is answered now puts the answer before right. Nobody changes their mind about the past: only slips. */
export function isCorrection(answeredBefore: string | null, now: string): boolean {
  if (answeredBefore === null) return false;
  const until = Temporal.Instant.from(answeredBefore).add({ hours: CORRECTED_WITHIN_HOURS });
  return Temporal.Instant.compare(now, until) < 0;
}

/** What becomes of a copy when its owner shares another. */
export type Former = 'kept' | 'erased';

/**
 * A copy of earlier answers stays as history, with its scores. One of the same answers, or of ones that were put right,
 * goes: it would be the same point twice, and maybe what somebody does not want to be read any longer.
 */
export function formerBecomes(former: { finishedAt: string }, next: { finishedAt: string }): Former {
  return isCorrection(former.finishedAt, next.finishedAt) ? 'erased' : 'kept';
}
