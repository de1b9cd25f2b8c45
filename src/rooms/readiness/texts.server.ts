/**
 * The words for what the rules say. The ids come from the rules at run time, so the messages are looked up by key:
 * only here, on the server, where all texts are loaded anyway.
 */
import * as messages from '#messages';
import type { ActivityId, ActivityOutcome, Criterion } from './activities.ts';
import { possibleAnswers } from './answers.ts';
import type { Answer } from './answers.ts';
import type { Change, OtherAnswer } from './changes.ts';
import type { ChangeSet } from './together.ts';
import { BASE_EDITION } from './edition.ts';
import type { Edition, ItemWording, Words } from './edition.ts';
import { ITEM_BY_ID } from './instrument.ts';
import type { BaseItemId, Flag, Item, ItemId, RequirementId, StepId } from './instrument.ts';
import { PLANS } from './plans.ts';
import type { Alternative, Extra, PlanId } from './plans.ts';
import type { Band } from './scoring.ts';
import type { Cause, RuleNumber, Verdict } from './verdict.ts';
import type { WeightPreset } from './weights.ts';

export type Locale = 'es' | 'en';

/**
 * The question as asked: in the edition's words, else the base's. A question that a practice added, in one language
 * only, is asked in that one.
 */
export function itemText(item: ItemId, locale: Locale, { content } = BASE_EDITION): string {
  if (!isBaseItem(item)) {
    const text = content.added.find(({ id }) => id === item)?.text;
    return text?.[locale] ?? text?.es ?? text?.en ?? '';
  }
  return content.wording[item]?.text?.[locale] ?? say(`item_${item}`, locale);
}

/** An answer in words; that of another question's option is a bug and throws. */
export function answerText(item: ItemId, answer: Answer, locale: Locale, edition = BASE_EDITION): string {
  if (answer === 'na') return say('not_applicable', locale);
  if (typeof answer === 'number') {
    return say(`scale_${(edition.itemById.get(item) ?? ITEM_BY_ID.get(item))?.type}_${answer}`, locale);
  }
  const own = isBaseItem(item) && edition.content.wording[item]?.options?.[answer]?.[locale];
  return own || say(`option_${item}_${answer}`, locale);
}

const isBaseItem = (item: ItemId): item is BaseItemId => ITEM_BY_ID.has(item);

/** The answers that a question offers, in the order shown, "does not apply" last: a form's values and labels. */
export function answerChoices(
  item: Item,
  locale: Locale,
  edition = BASE_EDITION,
): readonly { value: string; text: string }[] {
  return [...possibleAnswers(item), 'na' as const].map((answer) => ({
    value: String(answer),
    text: answerText(item.id, answer, locale, edition),
  }));
}

/** What an activity of the list is called. */
export const activityName = (id: ActivityId, locale: Locale): string => say(`activity_${id}`, locale);
export const activityGroupName = (id: string, locale: Locale): string =>
  say(`activities_group_${id}`, locale);

/** What of one activity a criterion asks. */
export const criterionName = (criterion: Criterion, locale: Locale): string =>
  say(`criterion_${criterion}`, locale);

export const activityOutcomeName = (outcome: ActivityOutcome, locale: Locale): string =>
  say(`activities_${outcome}`, locale);

/** Why an activity doesn't suit, or not yet; why it does, where no flag is against it. */
export const activityReason = (why: Flag | ActivityOutcome, locale: Locale): string =>
  say(`activities_why_${why}`, locale);

/** A step's heading: the requirement's name, the activity or the situation. */
export function stepName(step: StepId, locale: Locale): string {
  return step === 'activity' || step === 'situation'
    ? say(`aspect_${step}`, locale)
    : say(`requirement_${step}_name`, locale);
}

/** Why a requirement matters, in one or two sentences. */
export function requirementWhy(requirement: RequirementId, locale: Locale): string {
  return say(`requirement_${requirement}_why`, locale);
}

/** The name of one of the three aspects: the client, the activity, the situation. */
export function aspectName(aspect: 'client' | 'activity' | 'situation', locale: Locale): string {
  return say(`aspect_${aspect}`, locale);
}

/** What a flag observes, as a sentence to the person who answered. */
export function flagText(flag: Flag, locale: Locale): string {
  return say(`flag_${flag}`, locale);
}

/** What to do because a flag is raised, whatever the verdict. */
export function extraText(extra: Extra, locale: Locale): string {
  return say(`extra_${extra}`, locale);
}

/** The name of a band of scores. */
export function bandName(band: Band, locale: Locale): string {
  return say(`band_${band}`, locale);
}

/** A verdict's label and the paragraph under it. */
export function verdictTexts(verdict: Verdict, locale: Locale): { label: string; text: string } {
  return { label: say(`verdict_${verdict}_label`, locale), text: say(`verdict_${verdict}_text`, locale) };
}

/** What a rule asks, in plain words: the reason for the verdict that it gave. */
export function ruleReason(rule: RuleNumber, locale: Locale): string {
  return say(`rule_${rule}`, locale);
}

/** What to do instead. */
export function alternativeText(alternative: Alternative, locale: Locale): string {
  return say(`alternative_${alternative}`, locale);
}

/** The label of a set of weights, and why one would take it. */
export function presetTexts(preset: WeightPreset, locale: Locale): { label: string; why: string } {
  const key = preset === 'withoutTechnology' ? 'without_technology' : preset;
  return { label: say(`weights_${key}_label`, locale), why: say(`weights_${key}_why`, locale) };
}

export interface PlanTexts {
  readonly name: string;
  readonly goal: string;
  readonly steps: readonly string[];
  /** How one knows that it is done. */
  readonly exit: string;
  /** When to stop trying, where the plan has such a point. */
  readonly stopRule: string | null;
  /** What to say of the plan when its requirement weighs nothing, where it may. */
  readonly ifWeightZero: string | null;
}

/** A preparation plan in words; how long it takes is in PLANS. */
export function planTexts(plan: PlanId, locale: Locale): PlanTexts {
  return {
    name: plan === 'ACTIVITY_SITUATION' ? say(`plan_${plan}_name`, locale) : stepName(plan, locale),
    goal: say(`plan_${plan}_goal`, locale),
    steps: Array.from({ length: PLANS[plan].steps }, (_, at) => say(`plan_${plan}_step_${at + 1}`, locale)),
    exit: say(`plan_${plan}_exit`, locale),
    stopRule: plan === 'R6' ? say('plan_r6_stop_rule', locale) : null,
    ifWeightZero: plan === 'R1' ? say('plan_r1_if_weight_zero', locale) : null,
  };
}

/** A score, an index or hours as shown: one decimal at most, rounded down so that it never reads as a limit not met. */
export function numberText(value: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 1, roundingMode: 'floor' }).format(value);
}

/** A weight out of 100 as shown. */
export function shareText(share: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(share);
}

/** One reason for a verdict, as a sentence. */
export function causeText(cause: Cause, locale: Locale, edition = BASE_EDITION): string {
  switch (cause.kind) {
    case 'flag':
      return flagText(cause.flag, locale);
    case 'unanswered':
      return say('cause_unanswered', locale, { question: itemText(cause.item, locale, edition) });
    case 'answer': {
      const question = itemText(cause.item, locale, edition);
      const answer = answerText(cause.item, cause.answer, locale, edition);
      return say('cause_answer', locale, { question, answer });
    }
    case 'insufficient': {
      const { answered, shown, needed } = cause;
      return say('cause_insufficient', locale, {
        requirement: stepName(cause.requirement, locale),
        ...inNumbers({ answered, shown, needed }, locale),
      });
    }
    case 'requirement_below':
    case 'requirement_reached': {
      const { score, limit } = cause;
      return say(`cause_${cause.kind}`, locale, {
        requirement: stepName(cause.requirement, locale),
        ...inNumbers({ score, limit }, locale),
      });
    }
    case 'index_below':
    case 'index_reached': {
      const { index, limit } = cause;
      return say(`cause_${cause.kind}`, locale, inNumbers({ index, limit }, locale));
    }
    case 'hours': {
      const { hours, limit } = cause;
      return say('cause_hours', locale, inNumbers({ hours, limit }, locale));
    }
  }
}

/** What another answer would have led to, as a sentence. */
export function changeText(
  { item, from, to, verdict }: Change,
  locale: Locale,
  edition = BASE_EDITION,
): string {
  return say('change_text', locale, {
    question: itemText(item, locale, edition),
    from: quotable(answerText(item, from, locale, edition)),
    to: quotable(answerText(item, to, locale, edition)),
    verdict: verdictTexts(verdict, locale).label,
  });
}

/** What several other answers would have led to together: a sentence, and the answers one by one. */
export function changeSetTexts(
  { changes, verdict }: ChangeSet,
  isFurther: boolean,
  locale: Locale,
  edition = BASE_EDITION,
): { lead: string; answers: readonly string[] } {
  const { label } = verdictTexts(verdict, locale);
  const count = numberText(changes.length, locale);
  return {
    lead: say(isFurther ? 'changes_other_set' : 'changes_set', locale, { count, verdict: label }),
    answers: changes.map((change) => otherAnswerText(change, locale, edition)),
  };
}

function otherAnswerText({ item, from, to }: OtherAnswer, locale: Locale, edition: Edition): string {
  return say('changes_answer', locale, {
    question: itemText(item, locale, edition),
    from: quotable(answerText(item, from, locale, edition)),
    to: quotable(answerText(item, to, locale, edition)),
  });
}

// Without its own quotation marks and full stop, since the sentence around it brings marks.
const quotable = (text: string) => text.replace(/^[«“]/, '').replace(/[.»”]+$/, '');

function inNumbers(values: Readonly<Record<string, number>>, locale: Locale): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, numberText(value, locale)]));
}

type Message = (inputs: Readonly<Record<string, string>>, options: { locale: Locale }) => string;

// The compiled messages are typed one by one; by key they are all functions of this shape.
const byKey = messages as unknown as Readonly<Record<string, Message>>;

function say(key: string, locale: Locale, inputs: Readonly<Record<string, string>> = {}): string {
  const message = byKey[`readiness_${key.toLowerCase()}`];
  if (!message) throw new Error(`There is no text readiness_${key.toLowerCase()}`);
  return message(inputs, { locale });
}

/** A practice's words without those that say the same as the base's: they are no words of its own. */
export function withoutBaseWords(item: BaseItemId, { text, options = {} }: ItemWording): ItemWording {
  const own = (words: Words = {}, base: (language: Locale) => string): Words =>
    Object.fromEntries(
      (['es', 'en'] as const).flatMap((language) =>
        words[language] && words[language] !== base(language) ? [[language, words[language]]] : [],
      ),
    );
  const keys = possibleAnswers(ITEM_BY_ID.get(item)!).filter((key) => typeof key === 'string'); // a base question is there
  return {
    text: own(text, (language) => itemText(item, language)),
    options: Object.fromEntries(
      keys.map((key) => [key, own(options[key], (language) => answerText(item, key, language))]),
    ),
  };
}
