import { isOverdue } from '#rooms/delegation/index.ts';
import type { Content, Delivery, Life, Question, Span } from './records.ts';
import { isWithin, type Window } from './windows.ts';
import type { WorkingClock } from './working-time.ts';

/** What is figured out of the records, in the order of the page. */
export const figures = [
  'complete',
  'rounds',
  'answered',
  'newWishes',
  'moved',
  'howFar',
  'blocked',
  'urgent',
  'notice',
  'quiet',
  'onlyQuiet',
  'replied',
  'late',
  'firstTime',
  'criterionUnmet',
] as const;
export type FigureId = (typeof figures)[number];

/** Where a figure stands: with a requirement that the client meets, or with what the assistant's side brings. */
export const subjectOf = {
  complete: 'R2',
  rounds: 'R2',
  answered: 'R2',
  newWishes: 'R2',
  moved: 'R2',
  howFar: 'R3',
  blocked: 'R5',
  urgent: 'R6',
  notice: 'R6',
  quiet: 'R7',
  onlyQuiet: 'R7',
  replied: 'assistant',
  late: 'assistant',
  firstTime: 'assistant',
  criterionUnmet: 'assistant',
} as const satisfies Record<FigureId, string>;

/** A share of events; a sum for each event, such as rounds for each request; a part of working time. */
export const kindOf = (figure: FigureId): 'share' | 'average' | 'time' =>
  figure === 'rounds' ? 'average' : figure === 'blocked' ? 'time' : 'share';

/** One event that a figure counts: of which request, and what it adds to numerator and denominator. */
export type Case = { readonly brief: string; readonly adds: number; readonly of: number };

/** What a figure comes to, with its sources. Shares count events, `blocked` counts minutes of working time. */
export type Tally = {
  readonly numerator: number;
  readonly denominator: number;
  /** How many events there were, to say how much the figure can tell. */
  readonly events: number;
  readonly sources: readonly { readonly brief: string; readonly counts: boolean }[];
  /** Working minutes that a reaction took, one for each event; empty where a figure isn't about that. */
  readonly minutes: readonly number[];
};

/** The notice that a request needs where no other is agreed: "at least two working days ahead" (question O1). */
const noticeDays = 2;
/** In how many working days a question wants an answer, and a request a first sign: "within one working day" (question C2). */
const replyDays = 1;
/** From this level on the assistant decides, and so must know what not to decide alone: as a brief's form asks. */
const decidesFrom = 3;
/** No notice is longer than this; further ahead nobody has to count. */
const countedAhead = { hours: 24 * 28 };

/** What a figure comes to in a window, from requests as they stood at some moment. Their order doesn't matter. */
export function tally(figure: FigureId, lives: readonly Life[], window: Window, clock: WorkingClock): Tally {
  const cases = lives.flatMap((life) => casesOf[figure](life, window, clock));
  const sources = new Map<string, boolean>();
  for (const { brief, adds } of cases) {
    sources.set(brief, (sources.get(brief) ?? false) || adds > (figure === 'rounds' ? 1 : 0));
  }
  return {
    numerator: sum(cases.map(({ adds }) => adds)),
    denominator: sum(cases.map(({ of }) => of)),
    events: cases.length,
    sources: [...sources].map(([brief, counts]) => ({ brief, counts })),
    minutes: minutesOf(figure, lives, window, clock),
  };
}

/** The value of a figure: a share or an average; null where there was nothing to count. */
export const valueOf = ({ numerator, denominator }: Pick<Tally, 'numerator' | 'denominator'>) =>
  denominator === 0 ? null : numerator / denominator;

type Cases = (life: Life, window: Window, clock: WorkingClock) => readonly Case[];

const casesOf: Record<FigureId, Cases> = {
  complete: ofContent(isComplete),
  rounds: ({ brief, understood }, window) =>
    understood && isWithin(understood.at, window) ? [{ brief, adds: understood.rounds, of: 1 }] : [],
  answered: (life, window, clock) =>
    dueQuestions(life, window, clock).map(({ isInTime }) => yesOrNo(life, isInTime)),
  newWishes: ofReviews(({ verdict }) => verdict === 'newWishes'),
  moved: (life, window) => {
    const { ended, isPromised, moved } = life;
    if (!ended || !isPromised || !isWithin(ended.at, window)) return [];
    const hasMoved = moved.dates + moved.criteria + moved.newWishes > 0 || ended.how === 'withdrawn';
    return [yesOrNo(life, hasMoved)];
  },
  howFar: ofContent(saysHowFar),
  blocked: (life, window, clock) => {
    const inHand = workedIn(life.inHand, window, clock);
    if (inHand === 0) return [];
    const standing = life.questions.flatMap((question) => overlaps(question, life.inHand, window));
    return [{ brief: life.brief, adds: workedIn(merged(standing, window), window, clock), of: inHand }];
  },
  urgent: ofRequests((sent, clock) => noticeOf(sent, clock) < clock.minutesADay),
  notice: ofRequests((sent, clock) => noticeOf(sent, clock) >= noticeDays * clock.minutesADay),
  quiet: ofRequests(({ at }, clock) => !clock.isWorkingTime(at)),
  onlyQuiet: ofRequests((sent, clock) => !clock.isWorkingTime(sent.at) && noticeOf(sent, clock) === 0),
  replied: (life, window, clock) => {
    if (!life.sent || !isWithin(life.sent.at, window)) return [];
    const { at } = life.sent;
    const until = life.repliedAt ?? life.ended?.at ?? window.until;
    const isInTime = clock.minutesBetween(at, until) <= replyDays * clock.minutesADay;
    // It may still come in time.
    return life.repliedAt === null && isInTime ? [] : [yesOrNo(life, isInTime)];
  },
  late: (life, window, clock) =>
    life.deliveries
      .filter(({ at, promise }) => promise !== null && isWithin(at, window))
      .map((delivery) => yesOrNo(life, isLateByItself(delivery, life, clock))),
  firstTime: (life, window) => {
    const { ended, deliveries } = life;
    if (ended?.how !== 'accepted' || !isWithin(ended.at, window)) return [];
    return [yesOrNo(life, deliveries.length === 1)];
  },
  criterionUnmet: ofReviews(({ verdict }) => verdict === 'criterionUnmet'),
};

/**
 * The six things that a complete request says: result, how we will know that it is right, and date, without which it
 * can't be sent, and what it is for, its size in time or money, and an example (the first step of the plan for R2).
 */
export function isComplete({ hasPurpose, hasSize, hasExample }: Content): boolean {
  return hasPurpose && hasSize && hasExample;
}

/** Whether the assistant knows how far to decide: a level of autonomy, and from level 3 on what to ask about first. */
export function saysHowFar({ autonomyLevel, saysWhatToConsult }: Content): boolean {
  return autonomyLevel !== null && (autonomyLevel < decidesFrom || saysWhatToConsult);
}

type Sent = NonNullable<Life['sent']>;

/** The working minutes between sending and the wished date; what lies four weeks ahead counts as four weeks. */
function noticeOf({ at, wishedBy }: Sent, clock: WorkingClock): number {
  const enough = at.add(countedAhead);
  const until = wishedBy === null || isBefore(enough, wishedBy) ? enough : wishedBy;
  return clock.minutesBetween(at, until);
}

function ofRequests(counts: (sent: Sent, clock: WorkingClock) => boolean): Cases {
  return (life, window, clock) =>
    life.sent && isWithin(life.sent.at, window) ? [yesOrNo(life, counts(life.sent, clock))] : [];
}

function ofContent(counts: (content: Content) => boolean): Cases {
  return (life, window) =>
    life.sent?.content && isWithin(life.sent.at, window) ? [yesOrNo(life, counts(life.sent.content))] : [];
}

function ofReviews(counts: (judged: NonNullable<Delivery['judged']>) => boolean): Cases {
  return (life, window) =>
    life.deliveries.flatMap(({ judged }) =>
      judged && isWithin(judged.at, window) ? [yesOrNo(life, counts(judged))] : [],
    );
}

/**
 * Later than promised, where the client had no part in it. The promise's clock has given back all time that an answer was
 * waited for; what was urgent, or is new wishes after a delivery, is never late by itself.
 */
function isLateByItself(
  { at, promise, followsNewWishes }: Delivery,
  life: Life,
  clock: WorkingClock,
): boolean {
  if (!promise || followsNewWishes) return false;
  if (life.sent && noticeOf(life.sent, clock) < clock.minutesADay) return false;
  const questions = life.questions.map(({ from, until }) => ({ askedAt: from, closedAt: until }));
  return isOverdue(promise, questions, at);
}

/** The questions of a window that were answered, or have waited too long; one that may still be answered in time is none. */
function dueQuestions(life: Life, window: Window, clock: WorkingClock) {
  return life.questions
    .filter(({ from }) => isWithin(from, window))
    .map((question) => ({ question, minutes: waited(question, window, clock) }))
    .map(({ question, minutes }) => ({
      isAnswered: question.reactedAt !== null,
      minutes,
      isInTime: minutes <= replyDays * clock.minutesADay,
    }))
    .filter(({ isAnswered, isInTime }) => isAnswered || !isInTime);
}

const waited = ({ from, until, reactedAt }: Question, window: Window, clock: WorkingClock): number =>
  clock.minutesBetween(from, reactedAt ?? until ?? window.until);

function minutesOf(
  figure: FigureId,
  lives: readonly Life[],
  window: Window,
  clock: WorkingClock,
): readonly number[] {
  if (figure === 'answered') {
    return lives.flatMap((life) =>
      dueQuestions(life, window, clock)
        .filter(({ isAnswered }) => isAnswered)
        .map(({ minutes }) => minutes),
    );
  }
  if (figure !== 'replied') return [];
  return lives.flatMap(({ sent, repliedAt }) =>
    sent && repliedAt && isWithin(sent.at, window) ? [clock.minutesBetween(sent.at, repliedAt)] : [],
  );
}

const yesOrNo = ({ brief }: Life, counts: boolean): Case => ({ brief, adds: counts ? 1 : 0, of: 1 });

/** Whole minutes, so that sums are the same in any order. */
const workedIn = (spans: readonly Span[], window: Window, clock: WorkingClock): number =>
  Math.round(
    sum(
      spans
        .map((span) => clipped(span, window))
        .map(({ from, until }) => (isBefore(from, until) ? clock.minutesBetween(from, until) : 0)),
    ),
  );

const clipped = ({ from, until }: Span, window: Window): Window => ({
  from: later(from, window.from),
  until: earlier(until ?? window.until, window.until),
});

/** Where a stretch of time lies within others. */
function overlaps(one: Span, others: readonly Span[], window: Window): readonly Window[] {
  const inner = clipped(one, window);
  return others.map((other) => clipped(inner, clipped(other, window)));
}

/** Stretches of time in order, those that overlap as one. */
function merged(spans: readonly Window[], window: Window): readonly Window[] {
  const whole: { from: Temporal.Instant; until: Temporal.Instant }[] = [];
  const inOrder = spans
    .map((span) => clipped(span, window))
    .filter(({ from, until }) => isBefore(from, until))
    .toSorted((one, other) => Temporal.Instant.compare(one.from, other.from));
  for (const span of inOrder) {
    const last = whole.at(-1);
    if (last && !isBefore(last.until, span.from)) last.until = later(last.until, span.until);
    else whole.push({ ...span });
  }
  return whole;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const isBefore = (one: Temporal.Instant, other: Temporal.Instant) => Temporal.Instant.compare(one, other) < 0;
const later = (one: Temporal.Instant, other: Temporal.Instant) => (isBefore(one, other) ? other : one);
const earlier = (one: Temporal.Instant, other: Temporal.Instant) => (isBefore(one, other) ? one : other);
