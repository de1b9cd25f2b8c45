import {
  REQUIREMENTS,
  WEIGHT_FLOORS,
  WEIGHT_MAX,
  parseWeights,
  type RequirementId,
  type Weights,
} from '#rooms/readiness/index.ts';
import type { RequirementEvidence } from './evidence.ts';

/** Where the correlations are smaller than this on average, what differs between them is measured against this. */
const leastScale = 0.2;

export type WeightOffer = {
  weights: Weights;
  /** How much of what differs between the requirements is taken for real: 0 gives equal weights, 1 the evidence alone. */
  kept: number;
};

/**
 * Weights from the evidence, shrunk towards equal ones by the positive-part James–Stein rule (Efron & Morris, JASA 70,
 * 1975): of what the seven correlations differ, the share 1 − 4·ē²/S is kept, with ē² the mean square of their standard
 * errors and S the sum of their squared distances from their mean r̄. Where chance alone could make such differences,
 * nothing is kept. Each weight is 100/7 · (1 + kept · (r − r̄)/max(r̄, 0.2)), held to the bounds of the settings and
 * rounded to a tenth. Null where a requirement has no evidence: the others could not be weighed against it.
 */
export function weightsFrom(
  evidence: readonly Pick<RequirementEvidence, 'requirement' | 'overall'>[],
): WeightOffer | null {
  const told = evidence.flatMap(({ requirement, overall }) => (overall ? [{ requirement, ...overall }] : []));
  if (told.length < REQUIREMENTS.length) return null;
  const middle = told.reduce((sum, { value }) => sum + value, 0) / told.length;
  const noise = told.reduce((sum, { error }) => sum + error ** 2, 0) / told.length;
  const spread = told.reduce((sum, { value }) => sum + (value - middle) ** 2, 0);
  const kept = spread > 0 ? Math.max(0, 1 - ((told.length - 3) * noise) / spread) : 0;
  const weights = Object.fromEntries(
    told.map(({ requirement, value }) => {
      const share = 1 + (kept * (value - middle)) / Math.max(middle, leastScale);
      return [requirement, withinBounds(requirement, (100 / told.length) * share)];
    }),
  );
  const parsed = parseWeights(weights);
  return parsed.ok ? { weights: parsed.weights, kept } : null;
}

function withinBounds(requirement: RequirementId, weight: number): number {
  const bounded = Math.min(WEIGHT_MAX, Math.max(WEIGHT_FLOORS[requirement], weight));
  return Math.round(bounded * 10) / 10;
}
