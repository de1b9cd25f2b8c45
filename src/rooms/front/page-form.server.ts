import { getLocale } from '#paraglide/runtime.js';
import type { Locale } from '#kernel/text.ts';
import { formatMonth } from '#ui/dates.ts';
import {
  emptyEdition,
  monthsAhead,
  pageSizes,
  spokenLanguages,
  suggestedAddress,
  type Edition,
  type PageContent,
} from './practice-page.ts';
import { dayName, languageName } from './page-view.server.ts';

/** What the form of the page shows: as its fields are written, so that what was refused comes back the same way. */
export type PageFields = Record<string, string | string[]>;

/** The fields as saved, or as a new page begins: with what the practice's settings say. */
export function pageFields(
  saved: PageContent | null,
  language: Locale,
  practice: { name: string; timeZone: string; language: Locale },
): PageFields {
  const page = saved ?? {
    address: suggestedAddress(practice.name),
    name: practice.name,
    timeZone: practice.timeZone,
    spoken: [practice.language],
    tools: [],
    workDays: [1, 2, 3, 4, 5],
    ...{ workFrom: null, workUntil: null, freeFrom: null, editions: {}, isListed: true },
  };
  const edition: Edition = page.editions[language] ?? emptyEdition;
  return {
    address: page.address,
    name: page.name,
    timeZone: page.timeZone,
    'spoken[]': [...page.spoken],
    tools: page.tools.join('\n'),
    'workDays[]': page.workDays.map(String),
    workFrom: page.workFrom ?? '',
    workUntil: page.workUntil ?? '',
    freeFrom: page.freeFrom ?? '',
    isListed: page.isListed ? 'true' : '',
    headline: edition.headline,
    about: edition.about,
    how: edition.how,
    'serviceName[]': edition.services.map(({ name }) => name),
    'serviceText[]': edition.services.map(({ text }) => text),
    'offerKind[]': edition.offers.map(({ kind }) => kind),
    'offerWhat[]': edition.offers.map(({ what }) => what),
    'offerPrice[]': edition.offers.map(({ price }) => price),
  };
}

/** What the operation is given, from what the form sent. Lines that were left empty are no lines. */
export function pageInput(posted: FormData) {
  const text = (name: string) => String(posted.get(name) ?? '');
  const all = (name: string) => posted.getAll(name).map(String);
  return {
    address: text('address'),
    name: text('name'),
    timeZone: text('timeZone'),
    spoken: all('spoken[]'),
    tools: text('tools')
      .split('\n')
      .filter((line) => line.trim() !== ''),
    workDays: all('workDays[]').map(Number),
    workFrom: text('workFrom') || null,
    workUntil: text('workUntil') || null,
    freeFrom: text('freeFrom') || null,
    isListed: text('isListed') === 'true',
    language: text('language'),
    edition: {
      headline: text('headline'),
      about: text('about'),
      how: text('how'),
      services: rowsOf({ name: all('serviceName[]'), text: all('serviceText[]') }),
      offers: rowsOf({ kind: all('offerKind[]'), what: all('offerWhat[]'), price: all('offerPrice[]') }),
    },
  };
}

/** Columns of a form as rows, without those in which nothing was written. */
export function rowsOf<Name extends string>(columns: Record<Name, string[]>): Record<Name, string>[] {
  const names = Object.keys(columns) as Name[];
  const length = Math.max(...names.map((name) => columns[name].length));
  return Array.from(
    { length },
    (_, index) =>
      // Every name of the columns is there.
      Object.fromEntries(names.map((name) => [name, columns[name][index] ?? ''])) as Record<Name, string>,
  ).filter((row) => names.some((name) => row[name].trim() !== ''));
}

/** What can be chosen in the form, in the reader's language. */
export function pageChoices(now: Temporal.Instant, timeZone: string) {
  const locale = getLocale();
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
  return {
    spoken: spokenLanguages.map((value) => ({ value, label: languageName(value, locale) })),
    days: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: dayName(day, locale) })),
    months: monthsAhead(today).map((value) => ({ value, label: formatMonth(value, locale) })),
    sizes: pageSizes,
  };
}
