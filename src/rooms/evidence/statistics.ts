/** Statistics for few cases. Own code, each formula with its source; see docs/evidence.md. */

/** The middle: of an even number of values the mean of the two middle ones; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  if (sorted.length === 0) return Number.NaN;
  // Both places lie within the list.
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** The mean of some cases' values, each as often as it was drawn; null where none was. */
export function meanOf(
  values: readonly (number | null)[],
  places: readonly number[],
  times: Int32Array,
): number | null {
  let [sum, count] = [0, 0];
  for (const place of places) {
    sum += values[place]! * times[place]!;
    count += times[place]!;
  }
  return count > 0 ? sum / count : null;
}

/** Cases by their places in the list, parted into strata: only cases of one stratum are compared with each other. */
export type Strata = readonly (readonly number[])[];

/** Values as the place of each among the different ones, from 0; −1 for one that is not known. */
export type Levels = { of: Int32Array; count: number };

export function levelsOf(values: readonly (number | null)[]): Levels {
  const known = [...new Set(values.filter((value) => value !== null))].sort((a, b) => a - b);
  const level = new Map(known.map((value, at) => [value, at]));
  return {
    of: Int32Array.from(values, (value) => (value === null ? -1 : level.get(value)!)),
    count: known.length,
  };
}

/**
 * Spearman's rank correlation, −1 to 1: the product-moment correlation of ranks, where equal values share the average of
 * the ranks they take up (Spearman 1904; Kendall, Rank Correlation Methods, 1948, chapter 3). With several strata, ranks
 * are taken within each, divided by its size plus one, and their products summed. Cases of which one value is not known
 * are left out. Null where all values on a side are the same: there is no order to compare.
 */
export function spearman(xs: Levels, ys: Levels, strata: Strata): number | null {
  let [both, spreadX, spreadY] = [0, 0, 0];
  for (const stratum of strata) {
    const [countsX, countsY] = [new Int32Array(xs.count), new Int32Array(ys.count)];
    let cases = 0;
    for (const place of stratum) {
      const [x, y] = [xs.of[place]!, ys.of[place]!];
      if (x < 0 || y < 0) continue;
      countsX[x]! += 1;
      countsY[y]! += 1;
      cases += 1;
    }
    const [ranksX, ranksY] = [centredRanks(countsX, cases), centredRanks(countsY, cases)];
    const scale = (cases + 1) ** 2;
    let products = 0;
    for (const place of stratum) {
      const [x, y] = [xs.of[place]!, ys.of[place]!];
      if (x >= 0 && y >= 0) products += ranksX[x]! * ranksY[y]!;
    }
    both += products / scale;
    spreadX += squares(ranksX, countsX) / scale;
    spreadY += squares(ranksY, countsY) / scale;
  }
  if (!(spreadX > 0 && spreadY > 0)) return null;
  return Math.max(-1, Math.min(1, both / Math.sqrt(spreadX * spreadY)));
}

function squares(ranks: Float64Array, counts: Int32Array): number {
  let sum = 0;
  for (let level = 0; level < ranks.length; level += 1) sum += counts[level]! * ranks[level]! ** 2;
  return sum;
}

/** The average rank of each level, less the middle rank, of how many cases there are on each level. */
function centredRanks(counts: Int32Array, cases: number): Float64Array {
  const ranks = new Float64Array(counts.length);
  let before = 0;
  for (let level = 0; level < counts.length; level += 1) {
    const count = counts[level]!;
    ranks[level] = before + (count + 1) / 2 - (cases + 1) / 2;
    before += count;
  }
  return ranks;
}

/** How long something lasted so far, and whether it is over: of what goes on only a lower bound is known. */
export type Duration = { length: number; isOver: boolean };

/**
 * Whether one lasted longer than another, as far as it can be known: 1, −1, or 0 where it can't. It can where the
 * shorter one is over: what still goes on may yet outlast the other (Harrell et al., JAMA 247, 1982).
 */
export function outlasts(one: Duration, other: Duration): -1 | 0 | 1 {
  if (other.isOver && (one.length > other.length || (one.length === other.length && !one.isOver))) return 1;
  if (one.isOver && (other.length > one.length || (one.length === other.length && !other.isOver))) return -1;
  return 0;
}

/** The pairs of cases whose durations can be compared, and whether their scores stand in the same order. */
export type Pairs = { one: number[]; other: number[]; agreement: number[] };

export function comparablePairs(
  scores: readonly (number | null)[],
  durations: readonly Duration[],
  strata: Strata,
): Pairs {
  const pairs: Pairs = { one: [], other: [], agreement: [] };
  for (const stratum of strata) {
    const known = stratum.filter((place) => scores[place] !== null);
    known.forEach((one, at) => {
      for (const other of known.slice(0, at)) {
        const order = outlasts(durations[one]!, durations[other]!);
        if (order === 0) continue;
        pairs.one.push(one);
        pairs.other.push(other);
        pairs.agreement.push(order * Math.sign(scores[one]! - scores[other]!));
      }
    });
  }
  return pairs;
}

/**
 * Rank correlation of a score with durations of which some go on, −1 to 1: Somers' D of the comparable pairs, that is
 * 2C − 1 of Harrell's concordance C, where pairs of equal score count half (Harrell, Lee & Mark, Statistics in Medicine
 * 15, 1996). Null without a comparable pair, or where all scores are the same.
 *
 * @param times how often each case counts: once each, or as often as it was drawn
 */
export function concordance({ one, other, agreement }: Pairs, times: Int32Array): number | null {
  let [comparable, agreeing, differing] = [0, 0, 0];
  for (let at = 0; at < agreement.length; at += 1) {
    const weight = times[one[at]!]! * times[other[at]!]!;
    comparable += weight;
    agreeing += weight * agreement[at]!;
    if (agreement[at] !== 0) differing += weight;
  }
  return differing > 0 ? agreeing / comparable : null;
}

/**
 * The mean length within a horizon: the area under the Kaplan–Meier curve up to there. What goes on counts for as long
 * as it was seen (Kaplan & Meier, JASA 53, 1958; Royston & Parmar, BMC Med. Res. Methodol. 13, 2013). Null of none.
 *
 * @param places the cases that are asked about, those of the shortest duration first
 */
export function restrictedMean(
  durations: readonly Duration[],
  places: readonly number[],
  times: Int32Array,
  horizon: number,
): number | null {
  let atRisk = places.reduce((sum, place) => sum + times[place]!, 0);
  if (atRisk === 0) return null;
  let [survival, from, area] = [1, 0, 0];
  for (let at = 0; at < places.length && survival > 0;) {
    const { length } = durations[places[at]!]!;
    if (length >= horizon) break;
    let [leaving, ending] = [0, 0];
    for (; at < places.length && durations[places[at]!]!.length === length; at += 1) {
      const count = times[places[at]!]!;
      leaving += count;
      if (durations[places[at]!]!.isOver) ending += count;
    }
    area += survival * (length - from);
    from = length;
    if (ending > 0) survival *= 1 - ending / atRisk;
    atRisk -= leaving;
  }
  return area + survival * (horizon - from);
}

/** Which cases lie above the middle of their scores and which below. Those at the middle itself are on neither side. */
export function medianSplit(scores: readonly (number | null)[], places: readonly number[]) {
  const known = places.flatMap((place) => {
    const score = scores[place];
    return score == null ? [] : [{ place, score }];
  });
  const middle = median(known.map(({ score }) => score));
  return {
    above: known.filter(({ score }) => score > middle).map(({ place }) => place),
    below: known.filter(({ score }) => score < middle).map(({ place }) => place),
  };
}
