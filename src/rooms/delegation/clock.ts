import type { DeliveryPromise } from './brief.ts';

/** A question's life: `closedAt` is the moment of the answer or of its withdrawal, null while it is open. */
export type QuestionSpan = {
  readonly askedAt: Temporal.Instant;
  readonly closedAt: Temporal.Instant | null;
};

/** What both sides read: a due moment, or since when the clock stands and what an answer now would make of it. */
export type PromiseClock =
  | { readonly running: true; readonly dueAt: Temporal.Instant }
  | {
      readonly running: false;
      readonly stoppedSince: Temporal.Instant;
      readonly dueIfAnsweredNow: Temporal.Instant;
    };

/**
 * The promise's clock: while at least one question is open after the promise was given, it stands still.
 *
 * The due moment is `by` plus the length of the union of all question spans, clipped to the time from
 * `promisedAt` to `now`. A question asked before the promise stops it from the promise on. A new promise or
 * an agreed date is a new `DeliveryPromise`: pauses count from it alone. Time is elapsed time in UTC to the
 * millisecond, not working time: nights and weekends count.
 */
export function promiseClock(
  promise: DeliveryPromise,
  questions: readonly QuestionSpan[],
  now: Temporal.Instant,
): PromiseClock {
  const pauses = mergedPauses(promise.promisedAt, questions, now);
  const pausedMilliseconds = pauses.reduce((sum, { from, to }) => sum + (to - from), 0);
  const due = promise.by.add({ milliseconds: pausedMilliseconds });
  const open = questions.some((question) => isOpenAt(question, now));
  if (!open) return { running: true, dueAt: due };
  const lastPause = pauses.at(-1);
  const stoppedSince = lastPause ? Temporal.Instant.fromEpochMilliseconds(lastPause.from) : now;
  return { running: false, stoppedSince, dueIfAnsweredNow: due };
}

/**
 * Whether the promised moment, moved by the pauses, has passed. A clock that stands does not become overdue,
 * and a question asked after the moment has passed does not undo it.
 */
export function isOverdue(
  promise: DeliveryPromise,
  questions: readonly QuestionSpan[],
  now: Temporal.Instant,
): boolean {
  const clock = promiseClock(promise, questions, now);
  return Temporal.Instant.compare(clock.running ? clock.dueAt : clock.dueIfAnsweredNow, now) < 0;
}

type Pause = { from: number; to: number };

const isOpenAt = ({ askedAt, closedAt }: QuestionSpan, now: Temporal.Instant): boolean =>
  askedAt.epochMilliseconds <= now.epochMilliseconds &&
  (closedAt === null || closedAt.epochMilliseconds > now.epochMilliseconds);

/** The stretches in which the clock stood, in order and without overlap, in epoch milliseconds. */
function mergedPauses(
  promisedAt: Temporal.Instant,
  questions: readonly QuestionSpan[],
  now: Temporal.Instant,
): readonly Pause[] {
  const clipped = questions
    .map(({ askedAt, closedAt }) => ({
      from: Math.max(askedAt.epochMilliseconds, promisedAt.epochMilliseconds),
      to: Math.min(closedAt?.epochMilliseconds ?? Infinity, now.epochMilliseconds),
    }))
    .filter(({ from, to }) => from <= to)
    .toSorted((one, other) => one.from - other.from);

  const merged: Pause[] = [];
  for (const pause of clipped) {
    const last = merged.at(-1);
    if (last && pause.from <= last.to) last.to = Math.max(last.to, pause.to);
    else merged.push({ ...pause });
  }
  return merged;
}
