import { drawBelow, seededRandom } from './random.ts';
import type { Strata } from './statistics.ts';

export type Interval = { low: number; high: number };
/** Of 100 intervals made this way, about this many hold the true value: see docs/evidence.md for what was measured. */
export const confidence = 0.95;
/** How often cases are drawn anew: less often where there are very many, whose intervals are narrow anyway. */
const roundsFor = (cases: number): number => Math.max(200, Math.round(1000 * Math.min(1, 150 / cases)));
const seed = 20261127;

/** Cases drawn anew: by stratum, and how often each was drawn. */
export type Draw = { strata: Strata; times: Int32Array };

/** All cases, each once. */
export function asTheyAre(strata: Strata, cases: number): Draw {
  const times = new Int32Array(cases);
  for (const place of strata.flat()) times[place] = 1;
  return { strata, times };
}

/**
 * Cases drawn anew with replacement, within each stratum, as many as there are in it (Efron, Annals of Statistics 7,
 * 1979). The same cases in the same order give the same draws.
 */
export function drawsOf(strata: Strata, cases: number): Draw[] {
  const random = seededRandom(seed);
  return Array.from({ length: roundsFor(cases) }, () => {
    const drawn = strata.map((stratum) => stratum.map(() => stratum[drawBelow(random, stratum.length)]!));
    const times = new Int32Array(cases);
    for (const places of drawn) for (const place of places) times[place]! += 1;
    return { strata: drawn, times };
  });
}

/**
 * The interval between two quantiles of the draws, a little wider than the plain percentile interval, which is too
 * narrow with few cases: the quantiles are those of Student's t for n cases, times √(n/(n−1)) (Hesterberg, "What
 * Teachers Should Know About the Bootstrap", The American Statistician 69, 2015, section 5.2). Null where fewer than
 * nine in ten draws had a value: then the cases hardly differ, and nothing can be said.
 */
export function expandedInterval(values: readonly (number | null)[], cases: number): Interval | null {
  const known = values.filter((value) => value !== null);
  if (cases < 3 || known.length < values.length * 0.9) return null;
  const tail = normalShare(
    -Math.sqrt(cases / (cases - 1)) * studentQuantile(1 - (1 - confidence) / 2, cases - 1),
  );
  const sorted = known.sort((a, b) => a - b);
  return { low: quantile(sorted, tail), high: quantile(sorted, 1 - tail) };
}

/** The quantile of sorted values, between two of them by proportion (definition 7 of Hyndman & Fan 1996). */
function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const [under, over] = [Math.floor(place), Math.ceil(place)];
  return sorted[under]! + (place - under) * (sorted[over]! - sorted[under]!);
}

/** The share of the standard normal distribution below z (Abramowitz & Stegun 26.2.17; error below 7.5e-8). */
export function normalShare(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const series =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
  return z > 0 ? 1 - tail : tail;
}

/**
 * The quantile of Student's t, from that of the normal distribution by the Cornish–Fisher series (Abramowitz & Stegun
 * 26.7.5); off by less than 0.002 from 10 degrees of freedom on.
 */
export function studentQuantile(share: number, degrees: number): number {
  const z = normalQuantile(share);
  const [z3, z5, z7, z9] = [z ** 3, z ** 5, z ** 7, z ** 9];
  return (
    z +
    (z3 + z) / (4 * degrees) +
    (5 * z5 + 16 * z3 + 3 * z) / (96 * degrees ** 2) +
    (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * degrees ** 3) +
    (79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * z) / (92160 * degrees ** 4)
  );
}

/** The z below which that share of the standard normal distribution lies, by halving the range in which it must be. */
function normalQuantile(share: number): number {
  let [low, high] = [-10, 10];
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (normalShare(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
