import type { Answers, Form } from './answers.ts';
import { BASE_EDITION } from './edition.ts';
import type { Edition } from './edition.ts';
import { REQUIREMENTS } from './instrument.ts';
import type { ItemId, RequirementId } from './instrument.ts';
import { explainRequirement, weighedMost } from './explain.ts';
import type { Explanation } from './explain.ts';
import { alternativesOf, extrasOf, selectPlans } from './plans.ts';
import type { Alternative, Extra, SelectedPlan } from './plans.ts';
import { bandOf, scoreAspect, scoreRequirement } from './scoring.ts';
import type { Band, RaisedFlag, Score } from './scoring.ts';
import { causesOf, decide, factsOf, isBorderline } from './verdict.ts';
import type { Cause, Decision, Facts, RuleNumber, Verdict } from './verdict.ts';
import { WEIGHT_PRESETS, areRecommended } from './weights.ts';
import type { Weights } from './weights.ts';

export * from './activities.ts';
export * from './answers.ts';
export * from './edition.ts';
export * from './instrument.ts';
export * from './weights.ts';
export { smallestChanges } from './changes.ts';
export type { Change } from './changes.ts';
export { smallestSets } from './together.ts';
export type { ChangesTogether } from './together.ts';
export { PLANS } from './plans.ts';
export type { PlanId } from './plans.ts';
export type {
  Alternative,
  Band,
  Cause,
  Decision,
  Explanation,
  Extra,
  RaisedFlag,
  RuleNumber,
  Score,
  Verdict,
};
export type { SelectedPlan };

export interface RequirementResult {
  readonly requirement: RequirementId;
  readonly weight: number;
  readonly score: Score;
  readonly band: Band;
  /** Questions with a value, of those shown. */
  readonly answered: number;
  readonly shown: number;
  /** At most three answers, the heaviest first; none where the score is insufficient. */
  readonly explanations: readonly Explanation[];
}

/** A verdict with what one must know to read it. */
export interface Outcome extends Decision {
  /** Too close to a limit to call: prefer a conversation. */
  readonly isBorderline: boolean;
  /** 0..100, unrounded. */
  readonly index: Score;
}

/** Plain data: it can be stored and sent as JSON. */
export interface Assessment extends Outcome {
  readonly form: Form;
  readonly requirements: readonly RequirementResult[];
  readonly aspects: Readonly<Record<'client' | 'activity' | 'situation', Score>>;
  /** The middle of the range that was estimated. */
  readonly weeklyHours: number | null;
  readonly flags: readonly RaisedFlag[];
  readonly causes: readonly Cause[];
  readonly weighedMost: readonly ItemId[];
  readonly extras: readonly Extra[];
  readonly alternatives: readonly Alternative[];
  readonly plans: readonly SelectedPlan[];
  /** What the recommended weights would say, and why; null when these are the recommended ones. */
  readonly recommended: (Outcome & { readonly causes: readonly Cause[] }) | null;
}

/**
 * The result of the self-assessment: scores, flags, verdict, and the reasons for each. The same answers always give
 * the same result. Only the questions of the form count, as the edition asks them. How each number comes about is in docs/readiness.md.
 */
export function assess(
  answers: Answers,
  { form, weights, edition = BASE_EDITION }: { form: Form; weights: Weights; edition?: Edition },
): Assessment {
  const facts = factsOf(answers, form, weights, edition);
  const outcome = outcomeOf(facts);
  const causes = causesOf(facts);
  const requirements = REQUIREMENTS.map((requirement): RequirementResult => {
    const { score, answered, shown } = scoreRequirement(requirement, answers, form, edition);
    const explanations =
      score === 'insufficient' ? [] : explainRequirement(requirement, answers, form, edition).slice(0, 3);
    return {
      requirement,
      weight: weights[requirement],
      score,
      band: bandOf(score),
      answered,
      shown,
      explanations,
    };
  });
  // One entry a requirement, from the list above.
  const scores = Object.fromEntries(
    requirements.map(({ requirement, score }) => [requirement, score]),
  ) as Record<RequirementId, Score>;
  return {
    form,
    ...outcome,
    requirements,
    aspects: {
      client: outcome.index,
      activity: scoreAspect('activity', answers, edition),
      situation: scoreAspect('situation', answers, edition),
    },
    weeklyHours: facts.weeklyHours,
    flags: facts.flags,
    causes,
    weighedMost: weighedMost(facts, { rule: outcome.rule, causes }, form, edition),
    extras: extrasOf(facts.flags),
    alternatives: alternativesOf(facts, outcome),
    plans: selectPlans(facts, scores, weights, edition),
    recommended: areRecommended(weights) ? null : recommendedFor(answers, form, edition),
  };
}

function recommendedFor(answers: Answers, form: Form, edition: Edition): Assessment['recommended'] {
  const facts = factsOf(answers, form, WEIGHT_PRESETS.recommended, edition);
  return { ...outcomeOf(facts), causes: causesOf(facts) };
}

function outcomeOf(facts: Facts): Outcome {
  const hasAllScores = facts.missing.every(({ kind }) => kind !== 'insufficient');
  return {
    ...decide(facts),
    isBorderline: isBorderline(facts),
    index: hasAllScores ? facts.index : 'insufficient',
  };
}
