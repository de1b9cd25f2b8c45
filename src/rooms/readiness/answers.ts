import { BASE_EDITION } from './edition.ts';
import type { Item, ItemId, OptionKey, ScaleValue, StepId } from './instrument.ts';

/** The short form asks only the core questions. */
export type Form = 'short' | 'full';

/** A scale value, an option, or 'na' for "does not apply / I do not know". */
export type Answer = ScaleValue | OptionKey | 'na';
export type Answers = Readonly<Partial<Record<ItemId, Answer>>>;

export interface ParsedAnswers {
  readonly answers: Answers;
  /** Questions that exist, with what was given and cannot be an answer to them. */
  readonly invalid: readonly { readonly item: ItemId; readonly given: unknown }[];
}

/**
 * Reads answers from outside: a form (values as strings) or JSON. Ids that are no question are dropped, an
 * empty string or null means "not answered", what cannot be an answer is reported and left out. Never throws.
 */
export function parseAnswers(given: unknown, { items } = BASE_EDITION): ParsedAnswers {
  const answers: Partial<Record<ItemId, Answer>> = {};
  const invalid: { item: ItemId; given: unknown }[] = [];
  if (typeof given !== 'object' || given === null) return { answers, invalid };
  for (const item of items) {
    if (!Object.hasOwn(given, item.id)) continue;
    const value: unknown = Reflect.get(given, item.id);
    if (value === undefined || value === null || value === '') continue;
    const answer = parseAnswer(item, value);
    if (answer === null) invalid.push({ item: item.id, given: value });
    else answers[item.id] = answer;
  }
  return { answers, invalid };
}

function parseAnswer(item: Item, value: unknown): Answer | null {
  const offered: readonly Answer[] = [...possibleAnswers(item), 'na'];
  return (
    offered.find((answer) => answer === value || (typeof value === 'string' && String(answer) === value)) ??
    null
  );
}

/** Which answers a question offers, besides "does not apply", in the order shown. */
export function possibleAnswers(item: Item): readonly (ScaleValue | OptionKey)[] {
  if (item.type !== 'choice') return [0, 1, 2, 3, 4];
  // Object.keys loses the type of the keys; the instrument's type allows no others.
  return Object.keys(item.options) as OptionKey[];
}

/** Which questions a form asks, in order. */
export function itemsOf(form: Form, { items } = BASE_EDITION): readonly Item[] {
  return items.filter((item) => form === 'full' || item.core);
}

export interface Step {
  readonly id: StepId;
  /** The step's name in an address. */
  readonly slug: string;
  readonly items: readonly Item[];
}

/** The nine steps of a form: R1 to R7, the activity, the situation, each with the questions that the form asks. */
export function stepsOf(form: Form, { steps } = BASE_EDITION): readonly Step[] {
  return steps.map((step) => ({
    ...step,
    items: step.items.filter((item) => form === 'full' || item.core),
  }));
}

export interface StepProgress {
  readonly id: StepId;
  readonly slug: string;
  readonly answered: number;
  readonly shown: number;
  readonly isComplete: boolean;
}

export interface Progress {
  readonly steps: readonly StepProgress[];
  readonly answered: number;
  readonly shown: number;
  /** The first step with a question left, or null when every question was answered. */
  readonly nextStep: StepId | null;
}

/** How far somebody got. "Does not apply" counts as answered here: the person has dealt with the question. */
export function progressOf(answers: Answers, form: Form, edition = BASE_EDITION): Progress {
  const steps = stepsOf(form, edition).map(({ id, slug, items }) => {
    const answered = items.filter((item) => answers[item.id] !== undefined).length;
    return { id, slug, answered, shown: items.length, isComplete: answered === items.length };
  });
  return {
    steps,
    answered: steps.reduce((sum, step) => sum + step.answered, 0),
    shown: steps.reduce((sum, step) => sum + step.shown, 0),
    nextStep: steps.find((step) => !step.isComplete)?.id ?? null,
  };
}
