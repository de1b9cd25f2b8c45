import type { EditionContent } from './edition.ts';
import type { Answers, Assessment, Band, PlanId, RequirementId, Score, Verdict, Weights } from './rules.ts';
import { WEIGHT_PRESETS, parseWeights } from './rules.ts';

/** What somebody shares with the assistants of an engagement: the result alone, or their answers too. */
export type SharedPart = 'verdict' | 'answers';

/** The part of a result from which no single answer can be read: verdict, scores and plans. */
export interface SharedResult {
  readonly verdict: Verdict;
  readonly isBorderline: boolean;
  readonly index: Score;
  readonly requirements: readonly {
    readonly requirement: RequirementId;
    readonly weight: number;
    readonly score: Score;
    readonly band: Band;
  }[];
  readonly aspects: Assessment['aspects'];
  readonly plans: readonly { readonly plan: PlanId; readonly isOptional: boolean }[];
  /** What the recommended weights would say, where others were taken; without the causes, which quote answers. */
  readonly recommended: {
    readonly verdict: Verdict;
    readonly isBorderline: boolean;
    readonly index: Score;
  } | null;
}

export interface SharedCopy {
  readonly what: SharedPart;
  readonly result: SharedResult;
  readonly answers: Answers | null;
}

/**
 * The copy that an engagement's assistants get. Reasons, flags and cautions quote answers, so they go only with the
 * answers: whoever has those can work the rest out by the rules.
 */
export function copyToShare(assessment: Assessment, answers: Answers, what: SharedPart): SharedCopy {
  const { verdict, isBorderline, index, aspects, recommended } = assessment;
  const requirements = assessment.requirements.map(({ requirement, weight, score, band }) => ({
    requirement,
    weight,
    score,
    band,
  }));
  const plans = assessment.plans.map(({ plan, isOptional }) => ({ plan, isOptional }));
  return {
    what,
    result: {
      ...{ verdict, isBorderline, index, requirements, aspects, plans },
      recommended: recommended && {
        verdict: recommended.verdict,
        isBorderline: recommended.isBorderline,
        index: recommended.index,
      },
    },
    answers: what === 'answers' ? answers : null,
  };
}

/** The weights that a copy was judged by: those of the practice at that time. */
export function weightsOfCopy({ requirements }: Pick<SharedResult, 'requirements'>): Weights {
  const kept = Object.fromEntries(requirements.map(({ requirement, weight }) => [requirement, weight]));
  const parsed = parseWeights(kept);
  return parsed.ok ? parsed.weights : WEIGHT_PRESETS.recommended;
}

/**
 * What a copy keeps of the test that was taken, where it was a practice's: for that practice its name and the version,
 * for another the words alone. Whom somebody asked besides is nobody's to know.
 */
export function editionInCopy<Content extends EditionContent>(
  taken: { practice: string; workspace: string; number: number; content: Content } | null,
  workspace: string,
): { practice: string | null; number: number | null; content: Content } | null {
  if (!taken) return null;
  const { practice, number, content } = taken;
  return taken.workspace === workspace
    ? { practice, number, content }
    : { practice: null, number: null, content };
}
