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

/** The questions that were open in the pause which the close of the last of them ended at `end`. */
export function answeredInPause<Question extends QuestionSpan>(
  questions: readonly Question[],
  end: Temporal.Instant,
): readonly Question[] {
  const pauses = mergedPauses(Temporal.Instant.fromEpochMilliseconds(0), questions, end);
  const from = pauses.at(-1)?.from ?? end.epochMilliseconds;
  return questions.filter(
    ({ closedAt }) =>
      closedAt !== null &&
      closedAt.epochMilliseconds >= from &&
      closedAt.epochMilliseconds <= end.epochMilliseconds,
  );
}

/**
 * The clock as a brief keeps it: due at `dueAt` while it runs; while it stands, `dueAt` is what was due at
 * the moment it stopped. Kept step by step, so that no list has to read every question ever asked.
 */
export type KeptClock = { readonly dueAt: Temporal.Instant; readonly stoppedAt: Temporal.Instant | null };

/** The clock of a promise given now. An open question stops it from the start. */
export const startedClock = (
  by: Temporal.Instant,
  openQuestions: number,
  now: Temporal.Instant,
): KeptClock => ({ dueAt: by, stoppedAt: openQuestions > 0 ? now : null });

/** A question was asked: the clock stands, if it didn't already. */
export const stoppedClock = (clock: KeptClock, now: Temporal.Instant): KeptClock =>
  clock.stoppedAt === null ? { ...clock, stoppedAt: now } : clock;

/** The last open question was answered or withdrawn: the time it stood is given back. */
export const resumedClock = (clock: KeptClock, now: Temporal.Instant): KeptClock =>
  clock.stoppedAt === null ? clock : { dueAt: clock.dueAt.add(since(clock.stoppedAt, now)), stoppedAt: null };

/** What both sides read of a kept clock now: the same as `promiseClock` finds from all questions. */
export function readClock({ dueAt, stoppedAt }: KeptClock, now: Temporal.Instant): PromiseClock {
  if (stoppedAt === null) return { running: true, dueAt };
  return { running: false, stoppedSince: stoppedAt, dueIfAnsweredNow: dueAt.add(since(stoppedAt, now)) };
}

/** Whether a kept clock is past its moment: the same as `isOverdue` finds from all questions. */
export const isPastDue = ({ dueAt, stoppedAt }: KeptClock, now: Temporal.Instant): boolean =>
  Temporal.Instant.compare(dueAt, stoppedAt ?? now) < 0;

const since = (from: Temporal.Instant, to: Temporal.Instant) => ({
  milliseconds: Math.max(0, to.epochMilliseconds - from.epochMilliseconds),
});

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
