import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { figures, tally } from './figures.ts';
import { gapOf } from './gap.ts';
import { fullContent, madrid, on } from './records.fixtures.ts';
import { lifeAt, livesAt, reachesInto, type Life, type Moment, type RequestRecord } from './records.ts';
import { relationshipOf } from './rules.ts';
import { isFew, medianOf, wilsonInterval } from './uncertainty.ts';
import { evaluationsUpTo, horizonOf, weeksToPicture, windowAt } from './windows.ts';
import { workingClock } from './working-time.ts';

const now = on('2026-11-27 12:00');
const start = on('2026-09-01 09:00').epochMilliseconds;
const instants = fc
  .integer({ min: start, max: now.epochMilliseconds + 1000 })
  .map((at) => Temporal.Instant.fromEpochMilliseconds(at));

/** Anything at all, in any order: the log is not trusted to make sense. */
const moment: fc.Arbitrary<Moment> = fc
  .record({
    id: fc.uuid(),
    at: instants,
    by: instants,
    question: fc.constantFrom('a', 'b'),
    namesCriterion: fc.boolean(),
    kind: fc.constantFrom(
      ...([
        'sent',
        'takenBack',
        'asked',
        'answered',
        'unasked',
        'saidBack',
        'corrected',
        'confirmed',
      ] as const),
      ...([
        'promised',
        'dateAgreed',
        'declined',
        'delivered',
        'accepted',
        'changesRequested',
        'withdrawn',
      ] as const),
    ),
  })
  // One of each kind's facts is there; the others are of no kind and do no harm.
  .map(({ by, ...told }) => ({ ...told, by, wishedBy: by }) as unknown as Moment);
const record = (brief: string): fc.Arbitrary<RequestRecord> =>
  fc.array(moment, { maxLength: 14 }).map((moments) => {
    const last = moments
      .filter(({ kind }) => kind === 'sent')
      .toSorted((one, other) => Temporal.Instant.compare(one.at, other.at))
      .at(-1);
    return { brief, asSent: last ? { ...fullContent, at: last.at } : null, moments };
  });
const records = fc
  .integer({ min: 0, max: 12 })
  .chain((many) => fc.tuple(...Array.from({ length: many }, (_, index) => record(`brief-${index}`))));

const read = (given: readonly RequestRecord[], zone = madrid.timeZone) =>
  relationshipOf(given, { now, hours: { ...madrid, timeZone: zone }, firstSentAt: on('2026-09-01 09:00') });

describe('whatever the log says', () => {
  test('a share lies between nothing and all, and within its interval', () => {
    fc.assert(
      fc.property(records, (given) => {
        for (const { kind, value, numerator, denominator, interval } of read(given).figures) {
          expect(numerator).toBeGreaterThanOrEqual(0);
          if (value === null) expect(denominator).toBe(0);
          else if (kind === 'average') expect(value).toBeGreaterThanOrEqual(1);
          else {
            expect(value).toBeGreaterThanOrEqual(0);
            expect(value).toBeLessThanOrEqual(1 + 1e-9);
          }
          if (!interval || value === null) continue;
          expect(interval.low).toBeLessThanOrEqual(value + 1e-9);
          expect(interval.high).toBeGreaterThanOrEqual(value - 1e-9);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('the order of requests and of what happened on them does not matter', () => {
    fc.assert(
      fc.property(records, (given) => {
        const turned = given.toReversed().map((one) => ({ ...one, moments: one.moments.toReversed() }));
        const plain = (all: readonly RequestRecord[]) =>
          JSON.stringify(read(all), (key, value: unknown) =>
            key === 'sources' || key === 'minutes'
              ? JSON.stringify((value as unknown[]).map((one) => JSON.stringify(one)).toSorted())
              : value,
          );
        expect(plain(turned)).toBe(plain(given));
      }),
      { numRuns: 40 },
    );
  });

  test('one request more adds what it has alone, and alters nothing of the others', () => {
    fc.assert(
      fc.property(records, record('another'), (given, another) => {
        const [without, alone, together] = [read(given), read([another]), read([...given, another])];
        together.figures.forEach(({ denominator, numerator, sources }, index) => {
          const [before, more] = [without.figures[index]!, alone.figures[index]!];
          expect(denominator).toBeCloseTo(before.denominator + more.denominator, 6);
          expect(numerator).toBeCloseTo(before.numerator + more.numerator, 6);
          expect(sources.filter(({ brief }) => brief !== 'another')).toEqual(before.sources);
        });
      }),
      { numRuns: 40 },
    );
  });

  test('every figure has its sources, and names none that it did not count', () => {
    fc.assert(
      fc.property(records, (given) => {
        for (const { events, sources, numerator } of read(given).figures) {
          expect(sources.length).toBeLessThanOrEqual(events);
          expect(sources.length === 0).toBe(events === 0);
          if (sources.some(({ counts }) => counts)) expect(numerator).toBeGreaterThan(0);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('what is told once for many weeks', () => {
  const plain = (life: Life) =>
    JSON.stringify({ ...life, stretch: life.stretch, asSent: life.sent?.content ?? null });

  test('a request at each of several moments is the request at each alone', () => {
    fc.assert(
      fc.property(record('brief'), fc.array(instants, { maxLength: 8 }), (given, some) => {
        const inOrder = some.toSorted((one, other) => Temporal.Instant.compare(one, other));
        expect(livesAt(given, inOrder).map(plain)).toEqual(inOrder.map((at) => plain(lifeAt(given, at))));
      }),
    );
  });

  test('a request that does not reach into a week counts for nothing there', () => {
    const clock = workingClock(madrid, { from: horizonOf(now, madrid.timeZone), until: now });
    fc.assert(
      fc.property(record('brief'), instants, (given, from) => {
        const life = lifeAt(given, now);
        const week = { from, until: from.add({ hours: 24 * 7 }) };
        fc.pre(!reachesInto(life, week));
        for (const figure of figures) expect(tally(figure, [life], week, clock).events).toBe(0);
      }),
    );
  });
});

describe('weeks', () => {
  const zones = ['Europe/Madrid', 'America/Santiago', 'America/Bogota', 'Africa/Cairo', 'Pacific/Chatham'];
  const aMoment = fc
    .integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 })
    .map((at) => Temporal.Instant.fromEpochMilliseconds(at));

  test('they follow each other without a gap, through every change of the clock', () => {
    fc.assert(
      fc.property(aMoment, fc.constantFrom(...zones), (at, zone) => {
        const weeks = weeksToPicture(at, zone);
        weeks.slice(1).forEach((week, index) => expect(week.from.equals(weeks[index]!.until)).toBe(true));
        expect(weeks.at(-1)!.until.equals(at)).toBe(true);
        for (const { from } of weeks) expect(from.toZonedDateTimeISO(zone).dayOfWeek).toBe(1);
        const evaluations = evaluationsUpTo(at, zone);
        expect(Temporal.Instant.compare(evaluations.at(-1)!, at)).toBeLessThanOrEqual(0);
        const oldest = windowAt(evaluations[0]!, zone).from;
        expect(Temporal.Instant.compare(horizonOf(at, zone), oldest)).toBeLessThanOrEqual(0);
      }),
    );
  });

  test('four weeks begin at the same time of day, also where the clock was put back between', () => {
    const { from } = windowAt(on('2026-11-20 12:00'), 'Europe/Madrid');
    expect(from.toString()).toBe('2026-10-23T10:00:00Z');
  });
});

describe('how much a figure can tell', () => {
  test("Wilson's interval, against values worked out by hand", () => {
    // None of n ends at z² ÷ (n + z²), all of n begin at n ÷ (n + z²).
    expect(wilsonInterval(0, 10)).toMatchObject({ low: 0, high: expect.closeTo(0.2775, 4) });
    expect(wilsonInterval(15, 50)).toMatchObject({
      low: expect.closeTo(0.191, 3),
      high: expect.closeTo(0.4375, 3),
    });
    expect(wilsonInterval(10, 10)).toMatchObject({
      low: expect.closeTo(0.7225, 4),
      high: expect.closeTo(1, 9),
    });
    expect(wilsonInterval(0, 0)).toBeNull();
  });

  test('more events of the same share make it narrower', () => {
    const width = (n: number) => wilsonInterval(n, 4 * n)!.high - wilsonInterval(n, 4 * n)!.low;
    expect(width(10)).toBeLessThan(width(2));
    expect([isFew(7), isFew(8)]).toEqual([true, false]);
  });

  test('the median is the middle one, or between the two', () => {
    expect(medianOf([])).toBeNull();
    expect(medianOf([60, 5, 10])).toBe(10);
    expect(medianOf([10, 60, 20, 5])).toBe(15);
  });
});

describe('what was said and what happened', () => {
  const observed = (figure: 'urgent' | 'notice', value: number | null, isFew = false) => ({
    figure,
    value,
    numerator: 4,
    isFew,
  });

  test('they part where a requirement was called strong and a figure speaks against it', () => {
    const seen = [observed('urgent', 0.4), observed('notice', 0.8)];
    expect(gapOf('R6', 80, seen)).toEqual({ kind: 'worse', figures: ['urgent'] });
    expect(gapOf('R6', 60, seen)).toBeNull();
    expect(gapOf('R5', 80, seen)).toBeNull();
  });

  test('or where it was called weak and everything speaks for it', () => {
    expect(gapOf('R6', 40, [observed('urgent', 0.1), observed('notice', 0.8)])).toEqual({
      kind: 'better',
      figures: ['urgent', 'notice'],
    });
    expect(gapOf('R6', 40, [observed('urgent', 0.1), observed('notice', 0.6)])).toBeNull();
  });

  test('few events, or nothing declared, are no reason to ask', () => {
    expect(gapOf('R6', 80, [observed('urgent', 0.4, true)])).toBeNull();
    expect(gapOf('R6', null, [observed('urgent', 0.4)])).toBeNull();
    expect(gapOf('R6', 80, [observed('urgent', null)])).toBeNull();
  });
});
