/** The words of an assistant's view. Looked up by the ids of the rules: only here, on the server. */
import * as messages from '#messages';
import { possibleAnswers, type Answer } from '../answers.ts';
import type { Item, ItemId, RequirementId } from '../instrument.ts';
import { answerText, itemText, type Locale } from '../texts.server.ts';

/** A question about the client, as the assistant is asked it. */
export function viewItemText(item: ItemId, locale: Locale): string {
  return say(`item_${item}`, locale);
}

/** What an assistant answered about the client, in words. */
export function viewAnswerText(item: ItemId, answer: Answer, locale: Locale): string {
  if (answer === 'na') return say('not_yet', locale);
  return typeof answer === 'string'
    ? say(`option_${item}_${answer}`, locale)
    : answerText(item, answer, locale);
}

/** The answers that a question about the client offers, "I can't say yet" last. */
export function viewChoices(item: Item, locale: Locale): readonly { value: string; label: string }[] {
  return [...possibleAnswers(item), 'na' as const].map((answer) => ({
    value: String(answer),
    label: viewAnswerText(item.id, answer, locale),
  }));
}

/** The question as its reader was asked it: a contact about themselves, an assistant about the client. */
export function questionFor(side: 'practice' | 'client', item: ItemId, locale: Locale): string {
  return side === 'practice' ? viewItemText(item, locale) : itemText(item, locale);
}

/** What two people who see a requirement differently could ask each other. */
export function talkText(requirement: RequirementId, locale: Locale): string {
  return say(`talk_${requirement}`, locale);
}

type Message = (inputs: object, options: { locale: Locale }) => string;
const byKey = messages as unknown as Readonly<Record<string, Message | undefined>>;

function say(key: string, locale: Locale): string {
  const message = byKey[`readiness_view_${key.toLowerCase()}`];
  if (!message) throw new Error(`There is no text readiness_view_${key.toLowerCase()}`);
  return message({}, { locale });
}
