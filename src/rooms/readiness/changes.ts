import { itemsOf, possibleAnswers } from './answers.ts';
import type { Answer, Answers, Form } from './answers.ts';
import { BASE_EDITION } from './edition.ts';
import type { Edition } from './edition.ts';
import type { Item, ItemId } from './instrument.ts';
import { decide, factsOf, rankOf } from './verdict.ts';
import type { RuleNumber, Verdict } from './verdict.ts';
import type { Weights } from './weights.ts';

/** An answer given differently. */
export interface OtherAnswer {
  readonly item: ItemId;
  readonly from: Answer;
  readonly to: Answer;
  /** How many answers further down or up the list. */
  readonly steps: number;
}

/** One answer that, given differently, would have led to another verdict. */
export interface Change extends OtherAnswer {
  readonly verdict: Verdict;
  readonly rule: RuleNumber;
  /** 'alters': between employment and not now, of which neither is better for a virtual assistant. */
  readonly effect: 'improves' | 'alters' | 'worsens';
}

const EFFECTS: readonly Change['effect'][] = ['improves', 'alters', 'worsens'];

/**
 * Which single answers, given differently, would alter the verdict: found by trying every other answer to every
 * answered question. Improvements only, where there is one; else those that alter, else those that worsen. The
 * fewest steps first, then the better verdict, then the form's order; each question once. Empty when no single
 * answer would, and while answers are missing (then there is no verdict to alter).
 */
export function smallestChanges(
  answers: Answers,
  {
    form,
    weights,
    edition = BASE_EDITION,
    limit = 3,
  }: { form: Form; weights: Weights; edition?: Edition; limit?: number },
): readonly Change[] {
  const now = decide(factsOf(answers, form, weights, edition)).verdict;
  if (now === 'insufficient') return [];
  const changes = itemsOf(form, edition).flatMap((item) =>
    changesOf(item, answers, now, { form, weights, edition }),
  );
  const best = EFFECTS.find((effect) => changes.some((change) => change.effect === effect));
  const seen = new Set<ItemId>();
  return changes
    .filter(({ effect }) => effect === best)
    .sort((one, other) => one.steps - other.steps || rankOf(other.verdict) - rankOf(one.verdict))
    .filter(({ item }) => !seen.has(item) && seen.add(item))
    .slice(0, limit);
}

function changesOf(
  item: Item,
  answers: Answers,
  now: Verdict,
  { form, weights, edition }: { form: Form; weights: Weights; edition: Edition },
): readonly Change[] {
  const from = answers[item.id];
  const offered = possibleAnswers(item);
  const position = offered.findIndex((answer) => answer === from);
  if (from === undefined || position < 0) return [];
  return offered.flatMap((to, index): Change[] => {
    if (to === from) return [];
    const { verdict, rule } = decide(factsOf({ ...answers, [item.id]: to }, form, weights, edition));
    if (verdict === now) return [];
    const gain = rankOf(verdict) - rankOf(now);
    const effect = gain > 0 ? 'improves' : gain < 0 ? 'worsens' : 'alters';
    return [{ item: item.id, from, to, steps: Math.abs(index - position), verdict, rule, effect }];
  });
}
