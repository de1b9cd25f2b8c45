import { BASE_EDITION } from './edition.ts';
import type { Edition } from './edition.ts';
import { ASPECT_ITEMS, BAND_STRONG_FROM, REQUIREMENTS } from './instrument.ts';
import type { Flag, ItemId, RequirementId, StepId } from './instrument.ts';
import { scoreAspect } from './scoring.ts';
import type { RaisedFlag, Score } from './scoring.ts';
import { holdingRules } from './verdict.ts';
import type { Decision, Facts, RuleNumber } from './verdict.ts';
import type { Weights } from './weights.ts';

export type PlanId = RequirementId | 'ACTIVITY_SITUATION';

/** How long each preparation plan takes, and how many steps it has. */
export const PLANS: Readonly<Record<PlanId, { weeks: number; clientHours: number; steps: number }>> = {
  R1: { weeks: 2, clientHours: 3, steps: 4 },
  R2: { weeks: 3, clientHours: 4, steps: 5 },
  R3: { weeks: 4, clientHours: 5, steps: 5 },
  R4: { weeks: 4, clientHours: 4, steps: 5 },
  R5: { weeks: 4, clientHours: 3, steps: 5 },
  R6: { weeks: 6, clientHours: 8, steps: 5 },
  R7: { weeks: 4, clientHours: 2, steps: 5 },
  ACTIVITY_SITUATION: { weeks: 2, clientHours: 2, steps: 4 },
};

export interface SelectedPlan {
  readonly plan: PlanId;
  /** The flags that this plan answers to. */
  readonly flags: readonly Flag[];
  /** True for a requirement that weighs nothing: then the plan is an offer of help, not a condition. */
  readonly isOptional: boolean;
}

/**
 * Which preparation plans to propose, in order: of every requirement below strong (70), or with an answer that raised
 * a flag, the weakest score first; then the plan for the activity and the situation where one of them is below 70
 * or raised a flag; last, as an offer, the one of a requirement that weighs nothing. None while answers are missing.
 */
export function selectPlans(
  facts: Facts,
  scores: Readonly<Record<RequirementId, Score>>,
  weights: Weights,
  edition = BASE_EDITION,
): readonly SelectedPlan[] {
  if (facts.missing.length > 0) return [];
  const needed = REQUIREMENTS.map((requirement) => ({
    plan: requirement,
    flags: flagsRaisedIn(facts.flags, requirement, edition),
    isOptional: weights[requirement] <= 0,
    score: scores[requirement],
  }))
    .filter(({ score, flags }) => isBelowStrong(score) || flags.length > 0)
    .sort((one, other) => asNumber(one.score) - asNumber(other.score))
    .map(({ plan, flags, isOptional }) => ({ plan, flags, isOptional }));
  return [
    ...needed.filter(({ isOptional }) => !isOptional),
    ...activityAndSituationPlan(facts, edition),
    ...needed.filter(({ isOptional }) => isOptional),
  ];
}

function activityAndSituationPlan(facts: Facts, edition: Edition): readonly SelectedPlan[] {
  const flags = (['activity', 'situation'] as const).flatMap((step) =>
    flagsRaisedIn(facts.flags, step, edition),
  );
  const isWeak = (Object.keys(ASPECT_ITEMS) as (keyof typeof ASPECT_ITEMS)[]) // its keys and no others
    .some((aspect) => isBelowStrong(scoreAspect(aspect, facts.answers, edition)));
  if (!isWeak && flags.length === 0) return [];
  return [{ plan: 'ACTIVITY_SITUATION', flags: [...new Set(flags)], isOptional: false }];
}

/** What a step's answers raised that asks for doing something; INFO only informs. */
function flagsRaisedIn(raised: readonly RaisedFlag[], step: StepId, { steps }: Edition): readonly Flag[] {
  const items: readonly ItemId[] = steps.find(({ id }) => id === step)?.items.map(({ id }) => id) ?? [];
  return raised
    .filter(
      ({ flag, items: raisers }) => !flag.startsWith('INFO_') && raisers.some((id) => items.includes(id)),
    )
    .map(({ flag }) => flag);
}

const isBelowStrong = (score: Score) => score !== 'insufficient' && score < BAND_STRONG_FROM;

const asNumber = (score: Score) => (score === 'insufficient' ? 100 : score);

const EXTRAS = [
  'DP_AGREEMENT',
  'DP_SPECIAL',
  'SEC_PASSWORD_CHAT',
  'R_BLIND_TRUST',
  'INFO_PROJECT',
] as const satisfies readonly Flag[];
export type Extra = (typeof EXTRAS)[number];

/** What goes with any verdict, whatever the scores, when its flag is raised: each names the flag that asks for it. */
export function extrasOf(flags: readonly RaisedFlag[]): readonly Extra[] {
  return EXTRAS.filter((extra) => flags.some(({ flag }) => flag === extra));
}

const RULED_OUT = ['X_PRESENCE', 'X_LICENSED', 'X_BUDGET', 'X_NO_TRUST'] as const satisfies readonly Flag[];
export type Alternative =
  (typeof RULED_OUT)[number] | 'ONE_OFF' | 'NO_TASKS' | 'CONDUCT' | 'SHARED_SERVICE' | 'PREPARE_FIRST';

const ALTERNATIVE_OF_RULE: Readonly<Partial<Record<RuleNumber, Alternative>>> = {
  2: 'NO_TASKS',
  3: 'ONE_OFF',
  4: 'CONDUCT',
  7: 'SHARED_SERVICE',
};

/**
 * What somebody can do instead when the verdict is "not now": one for every reason that holds, that of the deciding
 * rule first. Rule 8 turns on numbers alone and nobody is turned away by a score alone: its alternative, when there
 * is no other reason, is to prepare first. Empty with any other verdict.
 */
export function alternativesOf(facts: Facts, { verdict }: Decision): readonly Alternative[] {
  if (verdict !== 'not_now') return [];
  const ruledOut = RULED_OUT.filter((reason) => facts.flags.some(({ flag }) => flag === reason));
  const others = holdingRules(facts, 'not_now').flatMap((rule) => ALTERNATIVE_OF_RULE[rule] ?? []);
  const alternatives = [...ruledOut, ...others];
  return alternatives.length > 0 ? alternatives : ['PREPARE_FIRST'];
}
