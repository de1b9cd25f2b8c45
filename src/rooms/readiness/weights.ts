import { REQUIREMENTS } from './instrument.ts';
import type { RequirementId } from './instrument.ts';
import { outOfHundred, weightTyped } from './shares.ts';

declare const checked: unique symbol;
/** How much each requirement counts. Made by parseWeights or taken from the presets, so always within the bounds. */
export type Weights = Readonly<Record<RequirementId, number>> & { readonly [checked]: true };

export const WEIGHT_MAX = 30;
/** The least that a requirement may weigh. Only technology may be switched off: the other six are the idea itself. */
export const WEIGHT_FLOORS: Readonly<Record<RequirementId, number>> = {
  R1: 0,
  R2: 5,
  R3: 5,
  R4: 5,
  R5: 5,
  R6: 5,
  R7: 5,
};

export const WEIGHT_PRESET_NAMES = ['recommended', 'withoutTechnology', 'equal'] as const;
export type WeightPreset = (typeof WEIGHT_PRESET_NAMES)[number];
export const WEIGHT_PRESETS: Readonly<Record<WeightPreset, Weights>> = {
  recommended: withinBounds({ R1: 10, R2: 15, R3: 15, R4: 15, R5: 15, R6: 20, R7: 10 }),
  withoutTechnology: withinBounds({ R1: 0, R2: 17, R3: 17, R4: 17, R5: 17, R6: 21, R7: 11 }),
  equal: withinBounds({ R1: 14.29, R2: 14.29, R3: 14.29, R4: 14.29, R5: 14.28, R6: 14.28, R7: 14.28 }),
};

export interface WeightProblem {
  readonly requirement: RequirementId;
  readonly problem: 'not_a_number' | 'below_floor' | 'above_max';
  /** The bound that was passed, or null when there was no number at all. */
  readonly bound: number | null;
}
export type ParsedWeights =
  | { readonly ok: true; readonly weights: Weights }
  | { readonly ok: false; readonly problems: readonly WeightProblem[] };

/**
 * Reads weights from outside and holds them to the bounds: 0 to 30 for technology, 5 to 30 for the others.
 * They need not add up to 100: only their proportion counts. Numbers may come as strings, from a form.
 */
export function parseWeights(given: unknown): ParsedWeights {
  const weights: Partial<Record<RequirementId, number>> = {};
  const problems: WeightProblem[] = [];
  for (const requirement of REQUIREMENTS) {
    const weight = numberAt(given, requirement);
    const floor = WEIGHT_FLOORS[requirement];
    if (weight === null) problems.push({ requirement, problem: 'not_a_number', bound: null });
    else if (weight < floor) problems.push({ requirement, problem: 'below_floor', bound: floor });
    else if (weight > WEIGHT_MAX) problems.push({ requirement, problem: 'above_max', bound: WEIGHT_MAX });
    else weights[requirement] = weight;
  }
  if (problems.length > 0) return { ok: false, problems };
  // Without problems every requirement has its number.
  return { ok: true, weights: withinBounds(weights as Record<RequirementId, number>) };
}

// The one place that gives the brand: the callers above have looked at the bounds.
function withinBounds(weights: Readonly<Record<RequirementId, number>>): Weights {
  return weights as Weights;
}

function numberAt(given: unknown, requirement: RequirementId): number | null {
  if (typeof given !== 'object' || given === null || !Object.hasOwn(given, requirement)) return null;
  const value: unknown = Reflect.get(given, requirement);
  const weight = typeof value === 'string' ? weightTyped(value) : value;
  return typeof weight === 'number' && Number.isFinite(weight) ? weight : null;
}

/** What each requirement weighs out of 100, unrounded. */
export function sharesOf(weights: Weights): Readonly<Record<RequirementId, number>> {
  const shares = outOfHundred(REQUIREMENTS.map((requirement) => weights[requirement]));
  // One entry a requirement, see above.
  return Object.fromEntries(REQUIREMENTS.map((requirement, at) => [requirement, shares[at]])) as Record<
    RequirementId,
    number
  >;
}

/** Whether weights say the same as the recommended ones, whatever they add up to. */
export function areRecommended(weights: Weights): boolean {
  return presetOf(weights) === 'recommended';
}

/** The preset that weights say the same as, whatever they add up to; null for weights of one's own. */
export function presetOf(weights: Weights): WeightPreset | null {
  const shares = sharesOf(weights);
  const isSame = (preset: WeightPreset) => {
    const others = sharesOf(WEIGHT_PRESETS[preset]);
    return REQUIREMENTS.every((requirement) => Math.abs(shares[requirement] - others[requirement]) < 1e-9);
  };
  return WEIGHT_PRESET_NAMES.find(isSame) ?? null;
}
