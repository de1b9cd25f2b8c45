import { timeZone as timeZoneText } from '#kernel/text.ts';
import type { DraftFields, Row } from './draft-fields.ts';
import { hoursAndMinutes, minutesOf, readAmount, writeAmount } from './measures.ts';
import { clockAt, instantOnClock } from './planned-dates.ts';
import type { BriefContentView } from './views.ts';

const textOf = (form: FormData, name: string): string | undefined => {
  const value = form.get(name);
  return typeof value === 'string' ? value : undefined;
};
const textsOf = (form: FormData, name: string): string[] =>
  form.getAll(name).filter((value) => typeof value === 'string');

/**
 * A date of the form as an instant (ISO 8601, UTC), on the clock of the zone that the form names beside it, else of the
 * reader's. What is no date goes on as it is, for the operation to refuse with `invalid_date`.
 */
export function instantIn(form: FormData, name: string, readersZone: string): string | undefined {
  const local = textOf(form, name);
  const zone = timeZoneText.safeParse(form.get(`${name}_zone`));
  return local && (instantOnClock(local, zone.success ? zone.data : readersZone) ?? local);
}

/** The content that a form of a brief names, as the operations take it; a field that it does not name is left out. */
export function contentIn(form: FormData, readersZone: string): Record<string, unknown> {
  const named = <Value>(name: string, value: (text: string) => Value): Value | undefined => {
    const text = textOf(form, name);
    return text === undefined ? undefined : value(text);
  };
  const text = (name: string) => named(name, (written) => written);
  const ids = textsOf(form, 'doneCriteriaId[]');
  return {
    title: text('title'),
    outcome: text('outcome'),
    context: text('context'),
    doneCriteria: form.has('doneCriteria[]')
      ? textsOf(form, 'doneCriteria[]').map((written, index) => ({ id: ids[index] ?? '', text: written }))
      : undefined,
    wishedBy: named('wishedBy', (local) => (local === '' ? null : instantIn(form, 'wishedBy', readersZone))),
    wishedWhy: text('wishedWhy'),
    effortMinutes: named('effortHours', (hours) => minutesOf(hours, textOf(form, 'effortMinutes') ?? '')),
    autonomyLevel: named('autonomyLevel', (level) => (level === '' ? null : Number(level))),
    limitMinutes: named('limitHours', (hours) => minutesOf(hours, textOf(form, 'limitMinutes') ?? '')),
    limitMoney: named('limitAmount', (amount) => moneyOf(amount, textOf(form, 'limitCurrency') ?? '')),
    notToDo: text('notToDo'),
    toConsult: text('toConsult'),
    accessNeeded: text('accessNeeded'),
    examples: text('examples'),
    links: form.has('links[]') ? textsOf(form, 'links[]').map(withScheme) : undefined,
  };
}

/** What the form shows of a saved brief. `currency` stands ready where no limit of money was set yet. */
export function draftFieldsOf(content: BriefContentView, timeZone: string, currency: string): DraftFields {
  const { limitMoney, wishedBy, autonomyLevel } = content;
  return {
    title: content.title,
    outcome: content.outcome,
    context: content.context,
    doneCriteria: content.doneCriteria.map(({ id, text }) => ({ id, text })),
    wishedBy: wishedBy === null ? '' : clockAt(wishedBy, timeZone),
    wishedWhy: content.wishedWhy,
    effort: hoursAndMinutes(content.effortMinutes),
    autonomyLevel: autonomyLevel === null ? '' : String(autonomyLevel),
    limitTime: hoursAndMinutes(content.limitMinutes),
    limitMoney: limitMoney
      ? { amount: writeAmount(limitMoney.amountMinor, limitMoney.currency), currency: limitMoney.currency }
      : { amount: '', currency },
    notToDo: content.notToDo,
    toConsult: content.toConsult,
    accessNeeded: content.accessNeeded,
    examples: content.examples,
    links: content.links.map(rowOf),
  };
}

const blankContent: BriefContentView = {
  ...{ title: '', outcome: '', context: '', doneCriteria: [], wishedBy: null, wishedWhy: '' },
  ...{ effortMinutes: null, autonomyLevel: null, limitMinutes: null, limitMoney: null },
  ...{ notToDo: '', toConsult: '', accessNeeded: '', examples: '', links: [] },
};

/** The form before anything was written. */
export const blankDraft = (currency: string): DraftFields => draftFieldsOf(blankContent, 'UTC', currency);

/** The form as it was sent, for a page that comes back refused and without JavaScript. */
export function draftFieldsIn(form: FormData): DraftFields {
  const text = (name: string) => textOf(form, name) ?? '';
  const rows = (name: string, ids: string[] = []): Row[] =>
    textsOf(form, name).map((written, index) => ({ id: ids[index] || `new-sent-${index}`, text: written }));
  return {
    title: text('title'),
    outcome: text('outcome'),
    context: text('context'),
    doneCriteria: rows('doneCriteria[]', textsOf(form, 'doneCriteriaId[]')),
    wishedBy: text('wishedBy'),
    wishedWhy: text('wishedWhy'),
    effort: {
      hours: text('effortHours'),
      minutes: text('effortMinutes'),
    },
    autonomyLevel: text('autonomyLevel'),
    limitTime: {
      hours: text('limitHours'),
      minutes: text('limitMinutes'),
    },
    limitMoney: {
      amount: text('limitAmount'),
      currency: text('limitCurrency'),
    },
    notToDo: text('notToDo'),
    toConsult: text('toConsult'),
    accessNeeded: text('accessNeeded'),
    examples: text('examples'),
    links: rows('links[]'),
  };
}

const rowOf = (text: string, index: number): Row => ({ id: `link-${index}`, text });

function moneyOf(amount: string, currency: string) {
  const amountMinor = readAmount(amount, currency);
  return amountMinor === null ? null : { amountMinor, currency };
}

/** People write "ejemplo.org/lista"; the browser means https. */
function withScheme(link: string): string {
  const typed = link.trim();
  return typed === '' || /^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`;
}
