import type { Answer, Answers, Form } from './answers.ts';
import { BASE_EDITION } from './edition.ts';
import { ASPECT_ITEMS, BAND_DEVELOPING_FROM, BAND_STRONG_FROM, FLAGS, WEEKLY_HOURS } from './instrument.ts';
import type { Flag, Item, ItemId, OptionKey, RequirementId } from './instrument.ts';
import { itemsOf } from './answers.ts';

/** 0..100, or 'insufficient' where too few questions were answered to say anything. */
export type Score = number | 'insufficient';
export type Band = 'strong' | 'developing' | 'weak' | 'insufficient';

/**
 * What an answer is worth, 0..4, or null for none. Reversed questions count 4 minus the answer; a choice has its
 * option's value; "does not apply" is skipped.
 */
export function valueOf(item: Item, answer: Answer | undefined): number | null {
  if (answer === undefined || answer === 'na') return null;
  if (item.type === 'choice') return typeof answer === 'string' ? (item.options[answer] ?? null) : null;
  if (typeof answer !== 'number') return null;
  return item.reverse ? 4 - answer : answer;
}

/** Which flags an answer raises. Scales look at the raw answer, before it is reversed. */
export function flagsOf(item: Item, answer: Answer | undefined): readonly Flag[] {
  if (answer === undefined || answer === 'na' || !item.raises) return [];
  if (item.type === 'choice') return typeof answer === 'string' ? (item.raises[answer] ?? []) : [];
  if (typeof answer !== 'number') return [];
  const { rawAtLeast = 5, rawAtMost = -1, flags } = item.raises;
  return answer >= rawAtLeast || answer <= rawAtMost ? flags : [];
}

export interface RaisedFlag {
  readonly flag: Flag;
  /** The questions whose answers raised it. */
  readonly items: readonly ItemId[];
}

/** The flags that the answers to a form's questions raise, gravest first, each with the questions that raised it. */
export function raisedFlags(answers: Answers, form: Form, edition = BASE_EDITION): readonly RaisedFlag[] {
  const raised = new Map<Flag, ItemId[]>();
  for (const item of itemsOf(form, edition)) {
    for (const flag of flagsOf(item, answers[item.id])) {
      raised.set(flag, [...(raised.get(flag) ?? []), item.id]);
    }
  }
  return FLAGS.flatMap((flag) => {
    const items = raised.get(flag);
    return items ? [{ flag, items }] : [];
  });
}

export interface RequirementScore {
  readonly score: Score;
  /** Questions with a value; "does not apply" is none. */
  readonly answered: number;
  readonly shown: number;
  /** How many of the shown ones must have a value: six in ten, rounded up. */
  readonly needed: number;
}

/**
 * A requirement's score: 100 × the mean of the answers' values ÷ 4, over the answered questions. At least 60 % of
 * the questions that the form shows must be answered (exactly 60 % is enough), else it is insufficient.
 */
export function scoreRequirement(
  requirement: RequirementId,
  answers: Answers,
  form: Form,
  edition = BASE_EDITION,
): RequirementScore {
  const items = requirementItems(requirement, form, edition);
  const values = items.map((item) => valueOf(item, answers[item.id])).filter((value) => value !== null);
  const needed = Math.ceil((items.length * 6) / 10);
  const score = values.length >= needed ? percentOf(sumOf(values), values.length) : 'insufficient';
  return { score, answered: values.length, shown: items.length, needed };
}

/** The questions of a requirement that a form asks. */
export function requirementItems(
  requirement: RequirementId,
  form: Form,
  { steps } = BASE_EDITION,
): readonly Item[] {
  const items = steps.find((step) => step.id === requirement)?.items ?? [];
  return items.filter((item) => form === 'full' || item.core);
}

/** strong from 70, developing from 50, else weak. */
export function bandOf(score: Score): Band {
  if (score === 'insufficient') return 'insufficient';
  if (score >= BAND_STRONG_FROM) return 'strong';
  return score >= BAND_DEVELOPING_FROM ? 'developing' : 'weak';
}

/** The weighted mean of scores, 0..100; requirements that weigh nothing are left out before. 0 for none. */
export function indexOf(counted: readonly { readonly score: number; readonly weight: number }[]): number {
  const total = counted.reduce((sum, { weight }) => sum + weight, 0);
  const weighted = counted.reduce((sum, { score, weight }) => sum + weight * score, 0);
  return total === 0 ? 0 : withoutNoise(weighted / total);
}

/**
 * The activity's or the situation's score: 100 × the mean of its scored answers ÷ 4, over those given. It shows
 * where to look and decides nothing, so it asks for no minimum of answers.
 */
export function scoreAspect(
  aspect: 'activity' | 'situation',
  answers: Answers,
  { itemById } = BASE_EDITION,
): Score {
  const values = ASPECT_ITEMS[aspect]
    .map((id) => {
      const item = itemById.get(id);
      return item ? valueOf(item, answers[id]) : null;
    })
    .filter((value) => value !== null);
  return values.length === 0 ? 'insufficient' : percentOf(sumOf(values), values.length);
}

/** The hours a week that were estimated: the middle of the range chosen, or null when not answered. */
export function weeklyHoursOf(answers: Answers): number | null {
  const answer = answers.A6;
  return typeof answer === 'string' && answer !== 'na' ? WEEKLY_HOURS[answer satisfies OptionKey] : null;
}

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** A score from the values of so many answers. One division of whole numbers, so that one that is exactly 50, 60 or 70 compares as such. */
export function percentOf(sum: number, answered: number): number {
  return (100 * sum) / (4 * answered);
}

/** Cuts the noise of binary fractions, which would put seven scores of 70 at 69.99999999999999. */
export function withoutNoise(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}
