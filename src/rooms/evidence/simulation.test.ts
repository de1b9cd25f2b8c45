import { describe, expect, test, vi } from 'vitest';
import { asTheyAre, drawsOf, expandedInterval, confidence } from './bootstrap.ts';
import { evidenceOf, fewestCases, findingOf } from './evidence.ts';
import { weightsFrom } from './offer.ts';
import { seededRandom } from './random.ts';
import { comparablePairs, concordance, levelsOf, spearman, type Duration } from './statistics.ts';
import { casesIn, normal, sixMatter } from './worlds.fixtures.ts';

// Ten seconds of processor time in all, on a machine that may be busy with other things.
vi.setConfig({ testTimeout: 120_000 });

const worlds = 200;
/** Three standard errors of a share that is `confidence` in that many worlds: 0.046 with 200. */
const tolerance = 3 * Math.sqrt((confidence * (1 - confidence)) / worlds);

describe('in a world in which technology is irrelevant and the other six matter', () => {
  const found = evidenceOf(casesIn({ engagements: 250, seed: 1, effect: sixMatter }));
  const overall = Object.fromEntries(found.map(({ requirement, overall }) => [requirement, overall!]));

  test('technology is found irrelevant with enough engagements: its interval is narrow and holds 0', () => {
    expect(findingOf(overall['R1']!)).toBe('irrelevant');
    expect(overall['R1']!.interval.high - overall['R1']!.interval.low).toBeLessThan(0.3);
    expect(Math.abs(overall['R1']!.value)).toBeLessThan(0.12);
  });

  test('each of the other six is found to go with success', () => {
    for (const name of ['R2', 'R3', 'R4', 'R5', 'R6', 'R7'])
      expect(findingOf(overall[name]!), name).toBe('with');
  });

  test('the weights that are offered count technology far less than the others', () => {
    const { weights, kept } = weightsFrom(found)!;
    expect(kept).toBeGreaterThan(0.3);
    for (const name of ['R2', 'R3', 'R4', 'R5', 'R6', 'R7'] as const)
      expect(weights[name], name).toBeGreaterThan(weights.R1 + 4);
  });
});

test('in a world in which nothing matters, hardly any requirement is found to matter, and weights stay near equal', () => {
  const silent = Array.from({ length: 6 }, (_, at) =>
    evidenceOf(casesIn({ engagements: 30, seed: 100 + at, effect: {} })),
  );
  const claims = silent
    .flat()
    .filter(({ overall }) => overall && ['with', 'against'].includes(findingOf(overall)));
  // 42 intervals, of which 1 in 20 misses by chance: 2.1, and three standard errors of that are 4.2.
  expect(claims.length).toBeLessThanOrEqual(6);
  const offers = silent.map((evidence) => weightsFrom(evidence)!);
  const keptOnAverage = offers.reduce((sum, { kept }) => sum + kept, 0) / offers.length;
  expect(keptOnAverage).toBeLessThan(0.35);
});

test(`nothing is claimed below ${fewestCases} engagements, whatever they show`, () => {
  const found = evidenceOf(casesIn({ engagements: fewestCases - 1, seed: 3, effect: sixMatter }));
  for (const { overall, figures } of found) {
    expect(overall).toBeNull();
    expect(figures.every((figure) => figure.found === null)).toBe(true);
  }
  expect(weightsFrom(found)).toBeNull();
});

describe(`intervals hold the truth in about ${100 * confidence} of 100 worlds`, () => {
  /** How many of the worlds have an interval that holds the truth. */
  const covered = (seed: number, hold: (random: () => number) => boolean) => {
    const random = seededRandom(seed);
    return Array.from({ length: worlds }, () => hold(random)).filter(Boolean).length / worlds;
  };

  test.each([
    [12, 0],
    [20, 0.6],
    [30, 0.3],
  ])('of a rank correlation, with %i engagements and a true correlation from %f', (cases, linear) => {
    // Spearman's of a bivariate normal distribution (Pearson 1907).
    const truth = (6 / Math.PI) * Math.asin(linear / 2);
    const places = Array.from({ length: cases }, (_, place) => place);
    const draws = drawsOf([places], cases);
    const share = covered(cases, (random) => {
      const xs = places.map(() => normal(random));
      const ys = xs.map((x) => linear * x + Math.sqrt(1 - linear ** 2) * normal(random));
      const [one, other] = [levelsOf(xs), levelsOf(ys)];
      const { low, high } = expandedInterval(
        draws.map(({ strata }) => spearman(one, other, strata)),
        cases,
      )!;
      return low <= truth && truth <= high;
    });
    expect(share).toBeGreaterThanOrEqual(confidence - tolerance);
    // With the fewest cases it is wider than it need be, which errs on the side of saying nothing.
    expect(share).toBeLessThanOrEqual(Math.min(1, confidence + tolerance + (cases < 20 ? 0.02 : 0)));
  });

  test.each([
    [15, 0],
    [30, 0.8],
  ])('of a concordance with %i lengths of which about half go on, and an effect of %f', (cases, effect) => {
    const durationOf = (x: number, random: () => number): Duration => {
      const lasting = Math.exp(effect * x + normal(random));
      const followed = 0.3 + 2.2 * random();
      return { length: Math.min(lasting, followed), isOver: lasting <= followed };
    };
    const world = (size: number, random: () => number) => {
      const xs = Array.from({ length: size }, () => normal(random));
      const places = xs.map((_, place) => place);
      return comparablePairs(
        xs,
        xs.map((x) => durationOf(x, random)),
        [places],
      );
    };
    // The truth of what is measured: what very many engagements of this world give.
    const many = 1500;
    const everybody = asTheyAre([Array.from({ length: many }, (_, place) => place)], many);
    const truth = effect === 0 ? 0 : concordance(world(many, seededRandom(9)), everybody.times)!;
    const draws = drawsOf([Array.from({ length: cases }, (_, place) => place)], cases);
    const share = covered(cases, (random) => {
      const pairs = world(cases, random);
      const interval = expandedInterval(
        draws.map(({ times }) => concordance(pairs, times)),
        cases,
      )!;
      return interval.low <= truth && truth <= interval.high;
    });
    expect(share).toBeGreaterThanOrEqual(confidence - tolerance);
    expect(share).toBeLessThanOrEqual(1);
  });
});
