import { REQUIREMENTS, type RequirementId } from '#rooms/readiness/index.ts';
import { asTheyAre, drawsOf, expandedInterval } from './bootstrap.ts';
import { correlationsOf, isKnown, outcomes, type Case, type Outcome } from './evidence.ts';

/** No pooled figure comes from fewer practices. */
export const fewestPractices = 5;
/** How many engagements a practice must have for a figure in order to contribute to it: one alone compares with nothing. */
const fewestOfAPractice = 2;
/** No practice may make up more of a figure's engagements than this: else the figure would be its own. */
const largestShare = 0.5;
/** Figures are rounded to this, and counts of engagements down to tens, so that no single one can be worked out. */
const correlationStep = 0.05;
const countStep = 10;

/** Of how many practices a figure comes, as far as it is told. */
export type Practices = '5+' | '10+' | '25+';
export type PooledFigure = {
  requirement: RequirementId;
  outcome: Outcome;
  practices: Practices;
  /** At least so many engagements. */
  engagements: number;
  correlation: number;
  low: number;
  high: number;
};

/**
 * The same evidence over many practices, figure by figure, so that a server can do something else between two.
 * Engagements are compared within their practice only, so that what differs between practices is not taken for an
 * effect of a requirement. A figure is left out where fewer than five practices contribute to it, or one of them makes
 * up more than half.
 */
export function* pooledEvidence(practices: readonly (readonly Case[])[]): Generator<PooledFigure | null> {
  for (const requirement of REQUIREMENTS)
    for (const outcome of outcomes) yield pooledFigure(practices, requirement, outcome);
}

function pooledFigure(
  practices: readonly (readonly Case[])[],
  requirement: RequirementId,
  outcome: Outcome,
): PooledFigure | null {
  const contributing = practices
    .map((cases) => cases.filter((one) => one.scores[requirement] !== null && isKnown(one, outcome)))
    .filter((cases) => cases.length >= fewestOfAPractice);
  const cases = contributing.flat();
  const largest = Math.max(0, ...contributing.map(({ length }) => length));
  if (contributing.length < fewestPractices || largest > cases.length * largestShare) return null;
  let next = 0;
  const strata = contributing.map(({ length }) => Array.from({ length }, () => next++));
  const scores = cases.map((one) => one.scores[requirement]);
  const correlations = correlationsOf(cases, scores, strata)(outcome);
  const correlation = correlations?.of(asTheyAre(strata, cases.length)) ?? null;
  if (!correlations || correlation === null) return null;
  const interval = expandedInterval(drawsOf(strata, cases.length).map(correlations.of), cases.length);
  if (!interval) return null;
  return {
    requirement,
    outcome,
    practices: practicesTold(contributing.length),
    engagements: Math.floor(cases.length / countStep) * countStep,
    correlation: rounded(correlation, Math.round),
    low: rounded(interval.low, Math.floor),
    high: rounded(interval.high, Math.ceil),
  };
}

function practicesTold(count: number): Practices {
  if (count >= 25) return '25+';
  return count >= 10 ? '10+' : '5+';
}

/** To a multiple of the step; the ends of an interval outwards, so that rounding claims nothing. */
function rounded(value: number, to: (value: number) => number): number {
  const steps = to(Number((value / correlationStep).toFixed(6)));
  return Number((steps * correlationStep).toFixed(2));
}
