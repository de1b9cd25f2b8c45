import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answeredInPause,
  isOverdue,
  isPastDue,
  promiseClock,
  readClock,
  resumedClock,
  startedClock,
  stoppedClock,
  type QuestionSpan,
} from './clock.ts';

const at = (time: string) => Temporal.Instant.from(`2026-11-24T${time}:00Z`);
const span = (asked: string, closed: string | null): QuestionSpan => ({
  askedAt: at(asked),
  closedAt: closed === null ? null : at(closed),
});
const promise = { promisedAt: at('09:00'), by: at('17:00') };

describe("the promise's clock", () => {
  it('runs to the promised moment when nothing was asked', () => {
    expect(promiseClock(promise, [], at('10:00'))).toEqual({ running: true, dueAt: at('17:00') });
  });

  it('gives back the time that an answer took', () => {
    expect(promiseClock(promise, [span('10:00', '12:30')], at('13:00'))).toEqual({
      running: true,
      dueAt: at('19:30'),
    });
  });

  it('stands still while a question is open', () => {
    expect(promiseClock(promise, [span('10:00', null)], at('11:00'))).toEqual({
      running: false,
      stoppedSince: at('10:00'),
      dueIfAnsweredNow: at('18:00'),
    });
  });

  it('counts two questions at the same time once, and stands since the first of them', () => {
    const questions = [span('11:00', null), span('10:00', '11:30')];
    expect(promiseClock(promise, questions, at('12:00'))).toEqual({
      running: false,
      stoppedSince: at('10:00'),
      dueIfAnsweredNow: at('19:00'),
    });
  });

  it('stands from the promise on when a question was open before it', () => {
    expect(promiseClock(promise, [span('07:00', null)], at('10:00'))).toEqual({
      running: false,
      stoppedSince: at('09:00'),
      dueIfAnsweredNow: at('18:00'),
    });
  });

  it('forgets what was asked and answered before the promise', () => {
    expect(promiseClock(promise, [span('07:00', '08:59')], at('10:00'))).toEqual({
      running: true,
      dueAt: at('17:00'),
    });
  });

  it('starts anew with an agreed date', () => {
    const agreed = { promisedAt: at('14:00'), by: at('20:00') };
    expect(promiseClock(agreed, [span('10:00', '12:30')], at('15:00'))).toEqual({
      running: true,
      dueAt: at('20:00'),
    });
  });

  it('makes a brief overdue only after the moved moment, to the millisecond', () => {
    const questions = [span('10:00', '11:00')];
    expect(isOverdue(promise, questions, at('18:00'))).toBe(false);
    expect(isOverdue(promise, questions, at('18:00').add({ milliseconds: 1 }))).toBe(true);
  });

  it('never becomes overdue while it stands', () => {
    expect(isOverdue(promise, [span('16:59', null)], at('23:59'))).toBe(false);
  });

  it('is not saved by a question that comes too late', () => {
    expect(isOverdue(promise, [span('17:30', null)], at('23:00'))).toBe(true);
  });
});

it('the last answer ends a pause, and tells of all that were answered in it', () => {
  const [early, first, second] = [span('07:00', '08:00'), span('10:00', '11:00'), span('10:30', '12:00')];
  expect(answeredInPause([early, first, second, span('13:00', null)], at('12:00'))).toEqual([first, second]);
});

describe('for any questions', () => {
  const start = at('00:00');
  const after = (milliseconds: number) => start.add({ milliseconds });
  const moment = fc.integer({ min: 0, max: 10_000 });
  const question = fc.tuple(moment, fc.option(moment)).map(([asked, length]): QuestionSpan => ({
    askedAt: after(asked),
    closedAt: length === null ? null : after(asked + length),
  }));
  const questions = fc.array(question, { maxLength: 8 });
  const promised = fc
    .tuple(moment, fc.integer({ min: 1, max: 10_000 }))
    .map(([given, length]) => ({ promisedAt: after(given), by: after(given + length) }));
  /** The reading is made after the promise was given. */
  const situation = fc
    .tuple(promised, moment)
    .map(([promise, later]) => ({ promise, now: promise.promisedAt.add({ milliseconds: later }) }));

  const due = (clock: ReturnType<typeof promiseClock>) =>
    (clock.running ? clock.dueAt : clock.dueIfAnsweredNow).epochMilliseconds;

  it('one question more never makes the due moment earlier', () => {
    fc.assert(
      fc.property(situation, questions, question, ({ promise, now }, some, more) => {
        expect(due(promiseClock(promise, [...some, more], now))).toBeGreaterThanOrEqual(
          due(promiseClock(promise, some, now)),
        );
      }),
    );
  });

  it('their order does not matter, nor that one is counted twice', () => {
    fc.assert(
      fc.property(situation, questions, ({ promise, now }, some) => {
        const shuffled = [...some].reverse().concat(some.slice(0, 2));
        expect(promiseClock(promise, shuffled, now)).toEqual(promiseClock(promise, some, now));
      }),
    );
  });

  it('one that ends where the next begins equals a single long one', () => {
    fc.assert(
      fc.property(situation, questions, question, fc.double({ min: 0, max: 1, noNaN: true }), (...drawn) => {
        const [{ promise, now }, others, whole, share] = drawn;
        const asked = whole.askedAt.epochMilliseconds;
        const end = whole.closedAt?.epochMilliseconds ?? asked + 5_000;
        const cut = Temporal.Instant.fromEpochMilliseconds(Math.floor(asked + (end - asked) * share));
        const parts = [
          { askedAt: whole.askedAt, closedAt: cut },
          { askedAt: cut, closedAt: whole.closedAt },
        ];
        expect(promiseClock(promise, [...others, ...parts], now)).toEqual(
          promiseClock(promise, [...others, whole], now),
        );
      }),
    );
  });

  it('the pause equals the moments, counted one by one, at which something was open', () => {
    const short = fc.integer({ min: 0, max: 60 });
    const shortQuestions = fc.array(
      fc.tuple(short, fc.option(short)).map(([asked, length]): QuestionSpan => ({
        askedAt: after(asked),
        closedAt: length === null ? null : after(asked + length),
      })),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(short, short, shortQuestions, (given, later, some) => {
        const promise = { promisedAt: after(given), by: after(given + 100) };
        let stood = 0;
        for (let tick = given; tick < given + later; tick++) {
          const isOpen = ({ askedAt, closedAt }: QuestionSpan) =>
            askedAt.epochMilliseconds <= after(tick).epochMilliseconds &&
            (closedAt === null || closedAt.epochMilliseconds > after(tick).epochMilliseconds);
          if (some.some(isOpen)) stood++;
        }
        const clock = promiseClock(promise, some, after(given + later));
        expect(due(clock) - promise.by.epochMilliseconds).toBe(stood);
      }),
    );
  });

  it('an overdue brief stays overdue, whatever is asked from then on', () => {
    fc.assert(
      fc.property(situation, questions, question, moment, ({ promise, now }, some, late, later) => {
        const known = some.map((one) => ({ ...one, closedAt: one.closedAt ?? now }));
        fc.pre(known.every(({ closedAt }) => closedAt.epochMilliseconds <= now.epochMilliseconds));
        fc.pre(isOverdue(promise, known, now));
        const closedAt = late.closedAt === null ? null : now.add({ milliseconds: later });
        const asked = { askedAt: now, closedAt };
        expect(isOverdue(promise, [...known, asked], now.add({ milliseconds: later }))).toBe(true);
      }),
    );
  });

  it('the clock kept step by step reads the same as the one found from all of them', () => {
    fc.assert(
      fc.property(situation, questions, ({ promise, now }, some) => {
        const past = (at: Temporal.Instant | null): at is Temporal.Instant =>
          at !== null && at.epochMilliseconds <= now.epochMilliseconds;
        const steps = some
          .filter(({ askedAt }) => past(askedAt))
          .flatMap(({ askedAt, closedAt }) => [
            { at: askedAt, opens: 1 },
            ...(past(closedAt) ? [{ at: closedAt, opens: -1 }] : []),
          ])
          .toSorted((a, b) => Temporal.Instant.compare(a.at, b.at) || b.opens - a.opens);
        const isBefore = (at: Temporal.Instant) => Temporal.Instant.compare(at, promise.promisedAt) < 0;
        let open = steps.filter(({ at }) => isBefore(at)).reduce((sum, { opens }) => sum + opens, 0);
        let clock = startedClock(promise.by, open, promise.promisedAt);
        for (const { at, opens } of steps.filter(({ at }) => !isBefore(at))) {
          open += opens;
          clock = open > 0 ? stoppedClock(clock, at) : resumedClock(clock, at);
        }
        expect(readClock(clock, now)).toEqual(promiseClock(promise, some, now));
        expect(isPastDue(clock, now)).toBe(isOverdue(promise, some, now));
      }),
    );
  });
});
