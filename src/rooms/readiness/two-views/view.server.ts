/** What the pages of both sides' views show, in the reader's language: texts and pictures are made here. */
import type { z } from 'zod';
import * as m from '#messages';
import { formatDate } from '#ui/dates.ts';
import { REQUIREMENTS, type Answers, type RequirementId, type Score } from '../rules.ts';
import { requirementItems } from '../scoring.ts';
import { answerText, requirementWhy, stepName, type Locale } from '../texts.server.ts';
import { pointsOf } from './chart.ts';
import { changedMost, differencesBetween, itemsApart, type Difference } from './compare.ts';
import type { compareViews } from './operations.server.ts';
import * as texts from './texts.server.ts';

type Compared = z.output<(typeof compareViews)['output']>;
type Reading = { locale: Locale; timeZone: string };

/** The questions about the client, by requirement, with what was answered before where it is put right. */
export function viewForm(answers: Answers | null, locale: Locale) {
  return REQUIREMENTS.map((requirement) => ({
    id: requirement,
    name: stepName(requirement, locale),
    why: requirementWhy(requirement, locale),
    items: requirementItems(requirement, 'short').map((item) => ({
      id: item.id,
      text: texts.viewItemText(item.id, locale),
      isScale: item.type !== 'choice',
      choices: texts.viewChoices(item, locale),
      answer: answers?.[item.id] === undefined ? null : String(answers[item.id]),
    })),
  }));
}

/** Both sides' answers as their page shows them: what to do first, the picture, what to talk about, the history. */
export function sideBySideView(compared: Compared, reading: Reading) {
  const { client, view, side, contact, assistant } = compared;
  const name = (somebody: Compared['contact']) =>
    somebody ? (somebody.isSelf ? m.readiness_views_you({}, reading) : somebody.name) : '';
  const names = { client: name(contact), assistant: name(assistant) };
  return {
    side,
    isArchived: compared.isArchived,
    stand: standOf(compared),
    mayAnswerAgain:
      side === 'practice' && !compared.isArchived && compared.answeredAt !== null && !compared.waits,
    mayCorrect: compared.correctable !== null,
    maySkip: compared.waits !== null,
    isHidden: compared.isHidden && compared.answeredAt !== null,
    contacts: optionsOf(compared.contacts, reading),
    assistants: optionsOf(compared.assistants, reading),
    chosen: { contact: contact?.person ?? null, assistant: assistant?.person ?? null },
    pair: client && view && pairView({ ...compared, client, view }, names, reading),
    history: historyView(compared, names, reading),
    own: side === 'client' ? ownCopies(compared, reading) : [],
  };
}
export type SideBySide = ReturnType<typeof sideBySideView>;

/** What the reader is to do, or waits for, before there is something to see. */
function standOf({ side, answeredAt, waits, isArchived, client, view }: Compared) {
  if (!isArchived && waits && answeredAt !== null) return 'again';
  if (!isArchived && answeredAt === null && !(client && view)) return 'first';
  if (client && view) return 'both';
  return answeredAt === null ? 'neither' : side === 'practice' ? 'waits_for_client' : 'waits_for_assistant';
}

const optionsOf = (people: Compared['contacts'], { locale }: Reading) =>
  people.map(({ person, name, isSelf }) => ({
    value: person,
    label: isSelf ? `${name} (${m.readiness_views_you({}, { locale }).toLowerCase()})` : name,
  }));

type Names = { client: string; assistant: string };
type Pair = Compared & { client: NonNullable<Compared['client']>; view: NonNullable<Compared['view']> };

function pairView(compared: Pair, names: Names, { locale, timeZone }: Reading) {
  const { client, view, side } = compared;
  const differences = differencesBetween(client.scores, view.scores);
  const based = (name: string, at: string) => ({ name, date: formatDate(at, timeZone, locale) });
  const notable = differences.filter(({ isNotable }) => isNotable);
  const isComparable = differences.some(({ points }) => points !== null);
  return {
    names,
    client: m.readiness_views_based_on(based(names.client, client.at), { locale }),
    assistant: view.correctedAt
      ? m.readiness_views_based_on_corrected(based(names.assistant, view.at), { locale })
      : m.readiness_views_based_on(based(names.assistant, view.at), { locale }),
    isFullForm: client.form === 'full',
    rows: differences.map((difference) => ({
      id: difference.requirement,
      name: stepName(difference.requirement, locale),
      client: shown(difference.client),
      assistant: shown(difference.assistant),
      difference: differenceText(difference, locale),
      isNotable: difference.isNotable,
    })),
    talk: notable.map((difference) => ({
      id: difference.requirement,
      name: stepName(difference.requirement, locale),
      seen: seenText(difference, compared, names, locale),
      question: texts.talkText(difference.requirement, locale),
      items: client.answers
        ? itemsView(difference.requirement, { ...compared, answers: client.answers }, locale)
        : [],
    })),
    quiet:
      notable.length > 0
        ? null
        : isComparable
          ? m.readiness_views_talk_none({}, { locale })
          : m.readiness_views_talk_unclear({}, { locale }),
    unshared:
      client.answers || notable.length === 0
        ? null
        : side === 'practice'
          ? m.readiness_views_items_unshared_practice({}, { locale })
          : m.readiness_views_items_unshared_client({}, { locale }),
  };
}
export type PairView = ReturnType<typeof pairView>;

/** Cut to whole numbers, as everywhere: none reads as a limit that it does not reach. */
const shown = (score: Score) => (score === 'insufficient' ? null : Math.floor(score));

function differenceText({ points }: Difference, locale: Locale): string {
  if (points === null) return m.readiness_views_no_score({}, { locale });
  if (Math.abs(points) < 2) return m.readiness_views_none_apart({}, { locale });
  return m.readiness_views_points({ points: String(Math.abs(points)) }, { locale });
}

/** Who sees more strength, said to the reader. */
function seenText(
  { points }: Difference,
  { contact, assistant }: Compared,
  names: Names,
  locale: Locale,
): string {
  const isHigher = (points ?? 0) > 0;
  if (contact?.isSelf)
    return isHigher
      ? m.readiness_views_assistant_higher_to_you(names, { locale })
      : m.readiness_views_client_higher_by_you(names, { locale });
  if (assistant?.isSelf)
    return isHigher
      ? m.readiness_views_assistant_higher_by_you(names, { locale })
      : m.readiness_views_client_higher_to_you(names, { locale });
  return isHigher
    ? m.readiness_views_assistant_higher(names, { locale })
    : m.readiness_views_client_higher(names, { locale });
}

function itemsView(
  requirement: RequirementId,
  { answers, view, side }: Pair & { answers: Answers },
  locale: Locale,
) {
  return itemsApart(requirement, answers, view.answers).map(({ item, client, assistant }) => ({
    id: item,
    question: texts.questionFor(side, item, locale),
    client: answerText(item, client, locale),
    assistant: texts.viewAnswerText(item, assistant, locale),
  }));
}

function historyView(
  { history, contact, assistant, client, view }: Compared,
  names: Names,
  reading: Reading,
) {
  const { locale, timeZone } = reading;
  const answers = [
    ...history.client.map(({ at, scores }) => ({ at, scores, who: 'client' as const })),
    ...history.assistant.map(({ at, scores }) => ({ at, scores, who: 'assistant' as const })),
  ].toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
  if (!client && !view) return null;
  if (history.client.length < 2 && history.assistant.length < 2) return { names, pictures: null };
  const requirements = REQUIREMENTS.map((id) => ({ id, name: stepName(id, locale) }));
  const shift = changedMost(history);
  const isOwn = shift && (shift.who === 'client' ? contact : assistant)?.isSelf;
  const changed = shift && {
    ...{ requirement: stepName(shift.requirement, locale), name: names[shift.who] },
    ...{ from: String(Math.floor(shift.from)), to: String(Math.floor(shift.to)) },
    date: formatDate(shift.since, timeZone, locale),
  };
  return {
    names,
    changed: !changed
      ? m.readiness_views_changed_nothing({}, { locale })
      : isOwn
        ? m.readiness_views_changed_you(changed, { locale })
        : m.readiness_views_changed_client(changed, { locale }),
    pictures: requirements.map(({ id, name }) => ({ id, name, points: pointsOf(id, history) })),
    columns: requirements,
    rows: answers.map(({ at, scores, who }, index) => ({
      id: index,
      label: m.readiness_views_based_on(
        { name: names[who], date: formatDate(at, timeZone, locale) },
        { locale },
      ),
      scores: REQUIREMENTS.map((id) => shown(scores[id])),
    })),
  };
}
export type HistoryView = NonNullable<ReturnType<typeof historyView>>;

/** A contact's own copies, the latest first: each can be taken back. */
function ownCopies({ history }: Compared, { locale, timeZone }: Reading) {
  return history.client
    .map(({ shared, at }) => ({ shared, date: formatDate(at, timeZone, locale) }))
    .toReversed();
}
