import { REQUIREMENTS, type RequirementId } from '#rooms/readiness/index.ts';
import { asTheyAre, drawsOf, expandedInterval, type Draw, type Interval } from './bootstrap.ts';
import {
  comparablePairs,
  concordance,
  levelsOf,
  meanOf,
  medianSplit,
  restrictedMean,
  spearman,
  type Duration,
  type Levels,
  type Strata,
} from './statistics.ts';

/** Nothing is said of fewer engagements than these. */
export const fewestCases = 12;
/** Nor of a side of the middle with fewer than these. */
const fewestOfASide = 3;

/** What became of an engagement, beside its length. Less is better where `lowIsGood` says so. */
export const outcomes = [
  'length',
  'renewed',
  'clientSatisfied',
  'practiceSatisfied',
  'acceptedFirst',
  'urgent',
  'endedEarly',
] as const;
export type Outcome = (typeof outcomes)[number];
type Valued = Exclude<Outcome, 'length'>;
export const lowIsGood: Readonly<Record<Outcome, boolean>> = {
  length: false,
  renewed: false,
  clientSatisfied: false,
  practiceSatisfied: false,
  acceptedFirst: false,
  urgent: true,
  endedEarly: true,
};

/** An engagement with what its client declared at the start and what became of it. */
export type Case = {
  scores: Readonly<Record<RequirementId, number | null>>;
  /** In days; of one that goes on, so far. */
  length: Duration;
  /** Null where it isn't known yet, or there was too little of it. */
  values: Readonly<Record<Valued, number | null>>;
};

export type Estimate = { value: number; interval: Interval };
/** What is found of a requirement and an outcome. */
export type Figure = {
  outcome: Outcome;
  /** Engagements of which both are known. */
  cases: number;
  /** Null below the fewest cases, or where they hardly differ. */
  found: {
    /** Of the engagements above and below the middle of the requirement: how many, and what became of them. */
    above: { cases: number; value: number };
    below: { cases: number; value: number };
    difference: Estimate;
    /** Rank correlation, turned so that more is better. */
    correlation: Estimate;
  } | null;
};
export type RequirementEvidence = {
  requirement: RequirementId;
  cases: number;
  /** The mean of the rank correlations with what became of them; null where nothing is said. */
  overall: (Estimate & { outcomes: number; error: number }) | null;
  figures: Figure[];
};

/**
 * Which requirements went with which outcomes. A correlation of the declared scores of the start with what became of
 * the engagement: it names no cause.
 */
export function evidenceOf(cases: readonly Case[]): RequirementEvidence[] {
  const all = cases.map((_, place) => place);
  const draws = drawsOf([all], cases.length);
  const whole = asTheyAre([all], cases.length);
  return REQUIREMENTS.map((requirement) => {
    const scores = cases.map((one) => one.scores[requirement]);
    const correlate = correlationsOf(cases, scores, [all]);
    const compared = outcomes.map((outcome) => {
      const correlations = correlate(outcome);
      const drawn = correlations && draws.map(correlations.of);
      const figure = figureOf(outcome, cases, scores, whole, draws, correlations, drawn);
      return { figure, drawn: figure.found && drawn };
    });
    return {
      requirement,
      cases: scores.filter((score) => score !== null).length,
      overall: overallOf(compared),
      figures: compared.map(({ figure }) => figure),
    };
  });
}

type Correlations = { cases: number; of: (draw: Draw) => number | null };

/** How to correlate a requirement's scores with each outcome, turned so that more is better. */
export function correlationsOf(
  cases: readonly Case[],
  scores: readonly (number | null)[],
  strata: Strata,
): (outcome: Outcome) => Correlations | null {
  const levels = levelsOf(scores);
  return (outcome) => {
    const known = strata.flat().filter((place) => scores[place] !== null && isKnown(cases[place]!, outcome));
    if (known.length < fewestCases) return null;
    const sign = lowIsGood[outcome] ? -1 : 1;
    const turned = (value: number | null) => value && sign * value;
    if (outcome === 'length') {
      const durations = cases.map(({ length }) => length);
      const pairs = comparablePairs(scores, durations, strata);
      return { cases: known.length, of: ({ times }) => concordance(pairs, times) };
    }
    const values: Levels = levelsOf(cases.map(({ values }) => values[outcome]));
    return { cases: known.length, of: (draw) => turned(spearman(levels, values, draw.strata)) };
  };
}

export const isKnown = ({ values }: Case, outcome: Outcome) =>
  outcome === 'length' || values[outcome] !== null;

function figureOf(
  outcome: Outcome,
  cases: readonly Case[],
  scores: readonly (number | null)[],
  whole: Draw,
  draws: readonly Draw[],
  correlations: Correlations | null,
  drawn: readonly (number | null)[] | null,
): Figure {
  const places = cases.flatMap((one, place) =>
    scores[place] !== null && isKnown(one, outcome) ? [place] : [],
  );
  const nothing: Figure = { outcome, cases: places.length, found: null };
  if (!correlations || !drawn) return nothing;
  const { above, below } = medianSplit(scores, places);
  if (Math.min(above.length, below.length) < fewestOfASide) return nothing;
  const sides = sidesOf(outcome, cases, above, below);
  const [high, low] = [sides.above(whole), sides.below(whole)];
  const differences = draws.map((draw) => {
    const [one, other] = [sides.above(draw), sides.below(draw)];
    return one === null || other === null ? null : one - other;
  });
  const difference = expandedInterval(differences, above.length + below.length);
  const correlation = correlations.of(whole);
  const interval = expandedInterval(drawn, correlations.cases);
  if (high === null || low === null || !difference || correlation === null || !interval) return nothing;
  return {
    outcome,
    cases: places.length,
    found: {
      above: { cases: above.length, value: high },
      below: { cases: below.length, value: low },
      difference: { value: high - low, interval: difference },
      correlation: { value: correlation, interval },
    },
  };
}

/** The mean outcome on each side of the middle; of lengths that within the time for which both sides were seen. */
function sidesOf(
  outcome: Outcome,
  cases: readonly Case[],
  above: readonly number[],
  below: readonly number[],
) {
  if (outcome !== 'length') {
    const values = cases.map((one) => one.values[outcome]);
    const side = (places: readonly number[]) => (draw: Draw) => meanOf(values, places, draw.times);
    return { above: side(above), below: side(below) };
  }
  const durations = cases.map(({ length }) => length);
  const shortestFirst = (places: readonly number[]) =>
    [...places].sort((one, other) => durations[one]!.length - durations[other]!.length);
  const longest = (places: readonly number[]) => Math.max(...places.map((place) => durations[place]!.length));
  const horizon = Math.min(longest(above), longest(below));
  const side = (places: readonly number[]) => {
    const sorted = shortestFirst(places);
    return ({ times }: Draw) => restrictedMean(durations, sorted, times, horizon);
  };
  return { above: side(above), below: side(below) };
}

/** The mean of a requirement's correlations, each outcome counting the same, and its interval from the same draws. */
function overallOf(compared: readonly { figure: Figure; drawn: readonly (number | null)[] | null }[]) {
  const told = compared.flatMap(({ figure, drawn }) =>
    figure.found && drawn ? [{ cases: figure.cases, value: figure.found.correlation.value, drawn }] : [],
  );
  if (told.length === 0) return null;
  const meanAt = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const draws = told[0]!.drawn.map((_, round) => {
    const values = told.map(({ drawn }) => drawn[round] ?? null);
    return values.includes(null) ? null : meanAt(values as number[]);
  });
  const interval = expandedInterval(draws, Math.min(...told.map(({ cases }) => cases)));
  if (!interval) return null;
  return {
    value: meanAt(told.map(({ value }) => value)),
    interval,
    outcomes: told.length,
    error: spreadOf(draws.filter((value) => value !== null)),
  };
}

/** The standard deviation of the draws: the standard error of what they are drawn of. */
function spreadOf(values: readonly number[]): number {
  const middle = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
}

/** A correlation smaller than this, either way, makes no difference that anybody would notice. */
const negligible = 0.2;
export type Finding = 'with' | 'against' | 'irrelevant' | 'unclear';

/**
 * What an interval lets one say: it went with success, or against it; or it made hardly any difference, where the whole
 * interval is small; or none of these can be told.
 */
export function findingOf({ interval }: Pick<Estimate, 'interval'>): Finding {
  if (interval.low > 0) return 'with';
  if (interval.high < 0) return 'against';
  return interval.low > -negligible && interval.high < negligible ? 'irrelevant' : 'unclear';
}
