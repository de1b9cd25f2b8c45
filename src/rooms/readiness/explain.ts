import type { Answer, Answers, Form } from './answers.ts';
import { BASE_EDITION } from './edition.ts';
import { BAND_STRONG_FROM } from './instrument.ts';
import type { ItemId, RequirementId } from './instrument.ts';
import { requirementItems, valueOf, withoutNoise } from './scoring.ts';
import type { Cause, Facts, RuleNumber } from './verdict.ts';

/** One answer's part in a requirement's score. */
export interface Explanation {
  readonly item: ItemId;
  readonly answer: Answer;
  readonly effect: 'raised' | 'lowered';
  /**
   * Points of the requirement's score that this answer adds to, or takes from, the 70 at which strong begins. Over
   * all answers of a requirement they add up to its score minus 70.
   */
  readonly points: number;
}

/** Which answers explain a requirement's score: all of them, the heaviest first, in the form's order where equal. */
export function explainRequirement(
  requirement: RequirementId,
  answers: Answers,
  form: Form,
  edition = BASE_EDITION,
): readonly Explanation[] {
  const given = requirementItems(requirement, form, edition).flatMap((item) => {
    const answer = answers[item.id];
    const value = valueOf(item, answer);
    return answer === undefined || value === null ? [] : [{ item: item.id, answer, value }];
  });
  return given
    .map(({ item, answer, value }): Explanation => {
      const points = withoutNoise((25 * value - BAND_STRONG_FROM) / given.length);
      return { item, answer, effect: points > 0 ? 'raised' : 'lowered', points };
    })
    .sort((one, other) => Math.abs(other.points) - Math.abs(one.points));
}

/**
 * The three answers that weighed most in a verdict: first those that the deciding rule names (they raised its flags
 * or are its condition), then those of the requirements that it names, then any; among scores, those that moved the
 * index most in the verdict's direction. None while answers are missing.
 */
export function weighedMost(
  facts: Facts,
  decided: { readonly rule: RuleNumber; readonly causes: readonly Cause[] },
  form: Form,
  edition = BASE_EDITION,
): readonly ItemId[] {
  if (decided.rule === 0) return [];
  const { causes } = decided;
  const direction = decided.rule === 9 ? 'raised' : 'lowered';
  const total = facts.counted.reduce((sum, { weight }) => sum + weight, 0);
  const moved = facts.counted
    .flatMap(({ requirement, weight }) =>
      explainRequirement(requirement, facts.answers, form, edition)
        .filter(({ effect }) => effect === direction)
        .map(({ item, points }) => ({ item, requirement, indexPoints: Math.abs(points * weight) / total })),
    )
    .sort((one, other) => other.indexPoints - one.indexPoints);
  const namedRequirements = causes.flatMap((cause) =>
    cause.kind === 'requirement_below' ? [cause.requirement] : [],
  );
  const ofNamed = moved.filter(({ requirement }) => namedRequirements.includes(requirement));
  const ranked = [...causes.flatMap(itemsNamedBy), ...[...ofNamed, ...moved].map(({ item }) => item)];
  return [...new Set(ranked)].slice(0, 3);
}

function itemsNamedBy(cause: Cause): readonly ItemId[] {
  if (cause.kind === 'flag') return cause.items;
  if (cause.kind === 'answer') return [cause.item];
  return cause.kind === 'hours' ? ['A6'] : [];
}
