/** The pages on which a practice words its self-assessment: what they show, and what their forms carry. */
import type { z } from 'zod';
import type { Locale } from '#kernel/text.ts';
import * as m from '#messages';
import { itemsOf, possibleAnswers, stepsOf } from './answers.ts';
import { BASE_EDITION, editionOf } from './edition.ts';
import type { AddedItem, Edition, EditionContent } from './edition.ts';
import { EDITION_BOUNDS, addedTo, maySwitchOff, missingLanguages } from './edition-rules.ts';
import type { Difference } from './edition-rules.ts';
import type { getEditionDraft, listEditions } from './edition.operations.server.ts';
import { REQUIREMENTS, STEPS } from './instrument.ts';
import type { BaseItemId, Item, ItemId, RequirementId, StepId } from './instrument.ts';
import * as texts from './texts.server.ts';
import { stepView } from './views.server.ts';

const languages = ['es', 'en'] as const;
const languageName = (language: 'es' | 'en', locale: Locale) =>
  language === 'es'
    ? m.readiness_edition_spanish({}, { locale })
    : m.readiness_edition_english({}, { locale });

type Draft = z.output<(typeof getEditionDraft)['output']>;

/** The page with one step's questions, of which one may be open for changes; `new` opens a question to add. */
export function editionView(
  { content, published, differences }: Draft,
  wished: { step: string | null; item: string | null },
  locale: Locale,
) {
  const edition = editionOf(content);
  const step = STEPS.find(({ id }) => id === wished.step) ?? STEPS[0]!; // there are nine
  const requirement = requirementOf(step.id);
  const added = requirement ? addedTo(content, requirement) : [];
  return {
    version: versionName(published, locale),
    differences: differenceTexts(differences, locale),
    missing: missingTexts(content, locale),
    steps: STEPS.map(({ id }) => ({ id, name: texts.stepName(id, locale), isCurrent: id === step.id })),
    step: { id: step.id, name: texts.stepName(step.id, locale), requirement },
    questions: step.items.map((item) => baseQuestion(item, edition, wished.item, locale)),
    added: added.map((question, at) => ({
      ...addedQuestion(question, wished.item, locale),
      isFirst: at === 0,
      isLast: at === added.length - 1,
    })),
    mayAdd: requirement !== null && added.length < EDITION_BOUNDS.added,
    adding: wished.item === 'new' && requirement ? addedFields(null) : null,
  };
}
export type EditionView = ReturnType<typeof editionView>;

/** The version's name: what is asked without one of the practice's own is the recommended. */
const versionName = (number: number, locale: Locale) =>
  number === 0
    ? m.readiness_edition_base({}, { locale })
    : m.readiness_edition_version({ number }, { locale });

const requirementOf = (step: StepId): RequirementId | null => REQUIREMENTS.find((id) => id === step) ?? null;

function baseQuestion(item: Item, edition: Edition, open: string | null, locale: Locale) {
  // The instrument's own questions are of the base.
  const id = item.id as BaseItemId;
  const { off, wording } = edition.content;
  return {
    id,
    text: texts.itemText(id, locale, edition),
    answers: item.type === 'choice' ? optionTexts(item, locale, edition) : [],
    isShort: item.core,
    isOff: off.includes(id),
    isReworded: wording[id] !== undefined,
    maySwitchOff: maySwitchOff(id),
    form: open === id ? wordFields(item, edition) : null,
  };
}

const optionTexts = (item: Item, locale: Locale, edition: Edition) =>
  possibleAnswers(item).map((answer) => texts.answerText(item.id, answer, locale, edition));

/** A field for each text in each language, with the recommended words, which stand in it until others do. */
function wordFields(item: Item, edition: Edition) {
  const field = (name: string, max: number, own: (of: Edition, language: Locale) => string) =>
    languages.map((language) => {
      const [value, recommended] = [own(edition, language), own(BASE_EDITION, language)];
      return { name: `${name}.${language}`, language, value, max, recommended };
    });
  const question = {
    label: null,
    fields: field('text', EDITION_BOUNDS.question, (of, language) => texts.itemText(item.id, language, of)),
  };
  if (item.type !== 'choice') return [question];
  return [
    question,
    ...possibleAnswers(item).map((answer) => ({
      label: String(answer).toUpperCase(),
      fields: field(`options.${answer}`, EDITION_BOUNDS.option, (of, language) =>
        texts.answerText(item.id, answer, language, of),
      ),
    })),
  ];
}
export type WordFields = ReturnType<typeof wordFields>;

function addedQuestion(question: AddedItem, open: string | null, locale: Locale) {
  return {
    id: question.id,
    text: question.text[locale] ?? question.text.es ?? question.text.en ?? '',
    isShort: question.core,
    form: open === question.id ? addedFields(question) : null,
  };
}

function addedFields(question: AddedItem | null) {
  return {
    fields: languages.map((language) => ({
      name: `text.${language}`,
      language,
      value: question?.text[language] ?? '',
      max: EDITION_BOUNDS.question,
    })),
    type: question?.type ?? 'freq5',
    reverse: question?.reverse ?? false,
    core: question?.core ?? false,
  };
}
export type AddedFields = ReturnType<typeof addedFields>;

/** What a form of a question of the base carries, for `editQuestion`. */
export function questionInput(posted: FormData) {
  const words = (name: string) =>
    Object.fromEntries(languages.map((language) => [language, posted.get(`${name}.${language}`) ?? '']));
  const options = ['a', 'b', 'c', 'd', 'e'].filter((key) => posted.has(`options.${key}.es`));
  return {
    item: posted.get('item'),
    isOff: posted.has('isOff'),
    text: words('text'),
    options: Object.fromEntries(options.map((key) => [key, words(`options.${key}`)])),
  };
}

/** What a form of an added question carries, for `addQuestion` and `changeAddedQuestion`. */
export function addedInput(posted: FormData) {
  const { item, text } = questionInput(posted);
  return {
    ...(item ? { item } : {}),
    requirement: posted.get('requirement') ?? undefined,
    text,
    type: posted.get('type') ?? undefined,
    reverse: posted.has('reverse'),
    core: posted.has('core'),
  };
}

/** The versions, each with what it changed. */
export function versionViews({ editions }: z.output<(typeof listEditions)['output']>, locale: Locale) {
  return editions.map(({ number, publishedAt, by, differences }) => ({
    number,
    name: versionName(number, locale),
    publishedAt,
    by,
    differences: differenceTexts(differences, locale),
  }));
}

/** The whole test as whoever takes it is asked, step by step. */
export function previewView(content: EditionContent, form: 'short' | 'full', locale: Locale) {
  const edition = editionOf(content);
  return {
    count: itemsOf(form, edition).length,
    steps: stepsOf(form, edition).flatMap((_, at) => stepView(at + 1, form, {}, locale, edition) ?? []),
  };
}

function missingTexts(content: EditionContent, locale: Locale): readonly string[] {
  const missing = missingLanguages(content);
  return languages.flatMap((language) => {
    const questions = missing.filter((one) => one.language === language);
    if (questions.length === 0) return [];
    const names = questions.map(({ item }) => `«${texts.itemText(item, locale, editionOf(content))}»`);
    return [
      m.readiness_edition_missing(
        { language: languageName(language, locale), questions: names.join(', ') },
        { locale },
      ),
    ];
  });
}

/** Differences as sentences. What was written stands in them as it is. */
function differenceTexts(differences: readonly Difference[], locale: Locale): readonly string[] {
  return differences.map((one) => differenceText(one, locale));
}

function differenceText(difference: Difference, locale: Locale): string {
  const said = { locale };
  switch (difference.kind) {
    case 'switched_off':
      return m.readiness_edition_diff_off({ question: baseText(difference.item, locale) }, said);
    case 'switched_on':
      return m.readiness_edition_diff_on({ question: baseText(difference.item, locale) }, said);
    case 'added':
      return m.readiness_edition_diff_added({ question: ownText(difference.question, locale) }, said);
    case 'removed':
      return m.readiness_edition_diff_removed({ question: ownText(difference.question, locale) }, said);
    case 'changed':
      return m.readiness_edition_diff_changed({ question: ownText(difference.question, locale) }, said);
    case 'moved':
      return m.readiness_edition_diff_moved({ name: texts.stepName(difference.requirement, locale) }, said);
    case 'reworded': {
      const { item, option, language, to } = difference;
      const before = difference.from ?? baseWords(item, option, language);
      const after = to ?? baseWords(item, option, language);
      const words = { language: languageName(language, locale), from: before, to: after };
      return m.readiness_edition_diff_reworded(words, said);
    }
  }
}

const baseText = (item: BaseItemId, locale: Locale) => texts.itemText(item, locale);
const ownText = ({ text }: AddedItem, locale: Locale) => text[locale] ?? text.es ?? text.en ?? '';

function baseWords(item: ItemId, option: 'a' | 'b' | 'c' | 'd' | 'e' | null, language: Locale): string {
  if (item.startsWith('N')) return '…';
  return option ? texts.answerText(item, option, language) : texts.itemText(item, language);
}
