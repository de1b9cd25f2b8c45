import * as m from '#messages';
import type { Locale } from '#kernel/text.ts';
import { formatMonth } from '#ui/dates.ts';
import { zoneName } from '#ui/zones.ts';
import {
  emptyEdition,
  freeFrom,
  languagesOf,
  runsOfDays,
  type OfferKind,
  type PageContent,
} from './practice-page.ts';

/** The page of a practice, put into words for its reader. */
export type PageView = {
  language: Locale;
  name: string;
  headline: string;
  about: string;
  services: readonly { name: string; text: string }[];
  offers: readonly { kind: string; what: string; price: string }[];
  how: string;
  facts: readonly { label: string; values: readonly string[] }[];
  /** The other languages it can be read in. */
  others: readonly Locale[];
};

/** An address and the wish to be found are not shown on the page itself. */
type Page = Omit<PageContent, 'address' | 'isListed'>;

/** All of it in the language of that edition, so that nothing is mixed: also the words around what was written. */
export function pageView(page: Page, language: Locale, now: Temporal.Instant): PageView {
  const written = page.editions[language] ?? emptyEdition;
  const said = { locale: language };
  return {
    language,
    name: page.name,
    headline: written.headline,
    about: written.about,
    services: written.services,
    offers: written.offers.map(({ kind, ...offer }) => ({ ...offer, kind: offerName(kind, language) })),
    how: written.how,
    facts: [
      {
        label: m.front_public_spoken({}, said),
        values: page.spoken.map((code) => languageName(code, language)),
      },
      { label: m.front_public_tools({}, said), values: page.tools },
      { label: m.front_public_hours({}, said), values: hours(page, language) },
      { label: m.front_public_free({}, said), values: free(page, language, now) },
    ].filter(({ values }) => values.length > 0),
    others: languagesOf(page.editions).filter((other) => other !== language),
  };
}

/** A language's own name in a language, as a list begins it: "Español", "English". */
export function languageName(code: string, locale: Locale): string {
  const name = new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code;
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
}

/** A day of the week, 1 Monday to 7 Sunday: "lunes". */
export function dayName(day: number, locale: Locale): string {
  // The first of January 2024 was a Monday.
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, day));
}

export function offerName(kind: OfferKind, locale: Locale): string {
  const names = {
    hours: m.front_page_offer_hours,
    pack: m.front_page_offer_pack,
    piece: m.front_page_offer_piece,
  };
  return names[kind]({}, { locale });
}

function hours({ workDays, workFrom, workUntil, timeZone }: Page, locale: Locale): string[] {
  if (workDays.length === 0) return [];
  const runs = runsOfDays(workDays).map(({ from, to }) =>
    from === to
      ? dayName(from, locale)
      : m.front_public_days_run({ from: dayName(from, locale), to: dayName(to, locale) }, { locale }),
  );
  const list = new Intl.ListFormat(locale, { type: 'conjunction' }).format(runs);
  const days = list.charAt(0).toLocaleUpperCase(locale) + list.slice(1);
  const zone = m.front_public_zone({ city: zoneName(timeZone, locale) }, { locale });
  if (!workFrom || !workUntil) return [`${days} (${zone})`];
  const between = { days, from: workFrom, until: workUntil };
  return [`${m.front_public_hours_from_to(between, { locale })} (${zone})`];
}

function free({ freeFrom: stored, timeZone }: Page, locale: Locale, now: Temporal.Instant): string[] {
  const from = freeFrom(stored, now.toZonedDateTimeISO(timeZone).toPlainDate());
  if (from === null) return [];
  return [
    from === 'now'
      ? m.front_public_free_now({}, { locale })
      : m.front_public_free_month({ month: formatMonth(from, locale) }, { locale }),
  ];
}
