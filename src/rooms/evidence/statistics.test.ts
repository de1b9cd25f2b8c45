import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asTheyAre, drawsOf, expandedInterval, normalShare, studentQuantile } from './bootstrap.ts';
import { seededRandom } from './random.ts';
import {
  comparablePairs,
  concordance,
  levelsOf,
  meanOf,
  median,
  medianSplit,
  outlasts,
  restrictedMean,
  spearman,
  type Duration,
} from './statistics.ts';

const places = (of: readonly unknown[]) => of.map((_, place) => place);
const once = (of: readonly unknown[]) => asTheyAre([places(of)], of.length).times;
const rho = (xs: readonly (number | null)[], ys: readonly (number | null)[]) =>
  spearman(levelsOf(xs), levelsOf(ys), [places(xs)]);
const D = (scores: readonly number[], durations: readonly Duration[]) =>
  concordance(comparablePairs(scores, durations, [places(scores)]), once(scores));
const meanWithin = (durations: readonly Duration[], horizon: number) => {
  const shortestFirst = places(durations).sort((a, b) => durations[a]!.length - durations[b]!.length);
  return restrictedMean(durations, shortestFirst, once(durations), horizon);
};
const over = (length: number): Duration => ({ length, isOver: true });
const goesOn = (length: number): Duration => ({ length, isOver: false });

/** Few different values, so that there are ties. */
const value = fc.integer({ min: -5, max: 5 });
const pairs = fc.array(fc.tuple(value, value), { minLength: 3, maxLength: 30 });
const lasting = fc.record({ length: fc.integer({ min: 0, max: 9 }), isOver: fc.boolean() });
const lives = fc.array(fc.tuple(value, lasting), { minLength: 3, maxLength: 20 });

describe('the rank correlation', () => {
  test('of values in the same order is 1, in the opposite order −1, and none where one side is all the same', () => {
    expect(rho([1, 2, 3, 4], [10, 20, 30, 1000])).toBe(1);
    expect(rho([1, 2, 3, 4], [9, 7, 5, 1])).toBe(-1);
    expect(rho([1, 2, 3], [5, 5, 5])).toBeNull();
  });

  test('takes average ranks for ties, as worked out by hand', () => {
    // Ranks 1, 2.5, 2.5, 4 and 1, 2, 3, 4: covariance 4.5 over the root of 4.5 · 5.
    expect(rho([1, 2, 2, 3], [1, 2, 3, 4])).toBeCloseTo(4.5 / Math.sqrt(4.5 * 5), 12);
  });

  test('leaves out cases of which one side is not known', () => {
    expect(rho([1, 2, null, 3], [1, 2, 9, 3])).toBe(1);
  });

  test('compares within strata only: what differs between them adds nothing', () => {
    const strata = [
      [0, 1, 2],
      [3, 4, 5],
    ];
    // Within each practice the order is opposite, though the second has more of both.
    const [xs, ys] = [levelsOf([1, 2, 3, 11, 12, 13]), levelsOf([3, 2, 1, 13, 12, 11])];
    expect(spearman(xs, ys, strata)).toBe(-1);
    expect(spearman(xs, ys, [strata.flat()])).toBeGreaterThan(0);
  });

  test('lies between −1 and 1, is the same both ways, and turns its sign with a side', () => {
    fc.assert(
      fc.property(pairs, (given) => {
        const [xs, ys] = [given.map(([x]) => x), given.map(([, y]) => y)];
        const found = rho(xs, ys);
        expect(rho(ys, xs)).toBe(found);
        if (found === null) return;
        expect(Math.abs(found)).toBeLessThanOrEqual(1);
        expect(
          rho(
            xs,
            ys.map((y) => -y),
          ),
        ).toBeCloseTo(-found, 12);
      }),
    );
  });

  test('goes by order alone, and not by the order of the cases', () => {
    fc.assert(
      fc.property(pairs, fc.infiniteStream(fc.nat()), (given, keys) => {
        const [xs, ys] = [given.map(([x]) => x), given.map(([, y]) => y)];
        const found = rho(xs, ys);
        expect(
          rho(
            xs.map((x) => Math.exp(x) + x ** 3),
            ys,
          ),
        ).toBe(found);
        const mixed = given.map((pair) => ({ pair, key: keys.next().value })).sort((a, b) => a.key - b.key);
        const again = rho(
          mixed.map(({ pair }) => pair[0]),
          mixed.map(({ pair }) => pair[1]),
        );
        if (found === null) expect(again).toBeNull();
        else expect(again).toBeCloseTo(found, 12);
      }),
    );
  });
});

describe('of two engagements, which lasted longer', () => {
  test('is known where the shorter one is over', () => {
    expect(outlasts(over(5), over(3))).toBe(1);
    expect(outlasts(goesOn(5), over(3))).toBe(1);
    expect(outlasts(goesOn(3), over(3))).toBe(1);
  });
  test('is not known where the shorter one goes on, or both ended alike', () => {
    expect(outlasts(over(5), goesOn(3))).toBe(0);
    expect(outlasts(goesOn(5), goesOn(3))).toBe(0);
    expect(outlasts(over(3), over(3))).toBe(0);
  });
  test('is the opposite the other way round', () => {
    fc.assert(
      fc.property(lasting, lasting, (one, other) => {
        expect(outlasts(one, other) + outlasts(other, one)).toBe(0);
      }),
    );
  });
});

describe('the concordance of scores with lengths', () => {
  test('does not take what goes on for over', () => {
    // The best has only just begun: taken for over, it would speak against the score.
    expect(D([1, 2, 3], [over(10), over(20), goesOn(1)])).toBe(1);
    expect(D([1, 2, 3], [over(10), over(20), over(1)])).toBeLessThan(0);
  });
  test('counts equal scores half, and is none where nothing can be compared', () => {
    expect(D([1, 1, 2], [over(1), over(2), over(3)])).toBeCloseTo(2 / 3, 12);
    expect(D([1, 2, 3], [goesOn(1), goesOn(2), goesOn(3)])).toBeNull();
  });
  test('lies between −1 and 1, goes by order alone, and turns its sign with the score', () => {
    fc.assert(
      fc.property(lives, (given) => {
        const [scores, durations] = [given.map(([x]) => x), given.map(([, life]) => life)];
        const found = D(scores, durations);
        expect(
          D(
            scores.map((x) => Math.exp(x)),
            durations.map((d) => ({ ...d, length: d.length ** 2 })),
          ),
        ).toBe(found);
        if (found === null) return;
        expect(Math.abs(found)).toBeLessThanOrEqual(1);
        expect(
          D(
            scores.map((x) => -x),
            durations,
          ),
        ).toBeCloseTo(-found, 12);
      }),
    );
  });
});

describe('the mean length within a horizon', () => {
  test('is the plain mean where all are over before it', () => {
    expect(meanWithin([over(2), over(4), over(6)], 6)).toBeCloseTo(4, 12);
  });
  test('is that of the Kaplan–Meier curve where some go on, as worked out by hand', () => {
    // Until 2 all four; then 3 in 4; one leaves unseen at 3; at 4 one of two ends: 2 + 0.75·2 + 0.375·2.
    expect(meanWithin([over(2), goesOn(3), over(4), goesOn(6)], 6)).toBeCloseTo(2 + 1.5 + 0.75, 12);
  });
  test('never exceeds the horizon and never falls when something lasts longer', () => {
    fc.assert(
      fc.property(fc.array(lasting, { minLength: 1, maxLength: 15 }), (given) => {
        const found = meanWithin(given, 8)!;
        expect(found).toBeLessThanOrEqual(8 + 1e-9);
        const ended = given.map(({ length }) => over(length));
        const longer = ended.map(({ length }) => over(length + 1));
        expect(meanWithin(longer, 8)!).toBeGreaterThanOrEqual(meanWithin(ended, 8)! - 1e-9);
      }),
    );
  });
});

test('the middle parts those above from those below; who stands on it is on neither side', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  const scores = [10, 50, 50, 90, null, 70];
  expect(medianSplit(scores, places(scores))).toEqual({ above: [3, 5], below: [0] });
});

test('a mean counts each case as often as it was drawn', () => {
  expect(meanOf([1, 2, 9], [0, 1], Int32Array.of(3, 1, 1))).toBe(1.25);
  expect(meanOf([1, 2], [0], Int32Array.of(0, 1))).toBeNull();
});

describe('drawing anew', () => {
  test('is the same for the same cases, keeps to the strata, and draws as many as there are', () => {
    const strata = [
      [0, 1, 2],
      [3, 4],
    ];
    const draws = drawsOf(strata, 5);
    expect(drawsOf(strata, 5)).toEqual(draws);
    for (const { strata: drawn, times } of draws.slice(0, 50)) {
      expect(drawn.map(({ length }) => length)).toEqual([3, 2]);
      expect(drawn[1]!.every((place) => place >= 3)).toBe(true);
      expect(times.reduce((sum, count) => sum + count, 0)).toBe(5);
    }
  });

  test('gives no interval where hardly any draw has a value', () => {
    expect(
      expandedInterval(
        Array.from({ length: 100 }, (_, at) => (at < 20 ? null : at)),
        12,
      ),
    ).toBeNull();
  });

  test('the interval grows narrower towards the plain one with more cases', () => {
    const values = Array.from({ length: 1001 }, (_, at) => at);
    const few = expandedInterval(values, 12)!;
    const many = expandedInterval(values, 10_000)!;
    expect(few.low).toBeLessThan(many.low);
    expect(many.low).toBeCloseTo(25, 0);
    expect(many.high).toBeCloseTo(975, 0);
  });

  test('the quantiles are those of the tables', () => {
    expect(normalShare(1.959964)).toBeCloseTo(0.975, 6);
    expect(studentQuantile(0.975, 11)).toBeCloseTo(2.201, 3);
    expect(studentQuantile(0.975, 29)).toBeCloseTo(2.0452, 3);
  });

  test('the generator is even: each tenth comes about as often', () => {
    const random = seededRandom(5);
    const tenths = new Int32Array(10);
    for (let at = 0; at < 20_000; at += 1) tenths[Math.floor(random() * 10)]! += 1;
    // 2,000 each; four standard deviations are 170.
    for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(170);
  });
});
