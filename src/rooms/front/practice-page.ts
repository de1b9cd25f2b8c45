import type { Locale } from '#kernel/text.ts';

/** How somebody can contract: so many hours a month, a pack of hours to use up, or a price for a piece of work. */
export const offerKinds = ['hours', 'pack', 'piece'] as const;
export type OfferKind = (typeof offerKinds)[number];

/** The languages that a practice can say it works in (ISO 639-1). */
export const spokenLanguages = [
  ...['es', 'en', 'pt', 'fr', 'de', 'it', 'ca', 'gl', 'eu', 'nl', 'pl', 'ro'],
  ...['sv', 'uk', 'ru', 'ar', 'tr', 'zh', 'ja', 'ko', 'hi', 'qu', 'gn', 'ay'],
] as const;
export type SpokenLanguage = (typeof spokenLanguages)[number];

/** What can stand on a page, in characters and in lines. */
export const pageSizes = {
  name: 80,
  headline: 120,
  prose: 2000,
  services: 12,
  offers: 8,
  tools: 30,
  tool: 40,
  lineChars: 120,
  noteChars: 300,
} as const;

export type Service = { readonly name: string; readonly text: string };
export type Offer = { readonly kind: OfferKind; readonly what: string; readonly price: string };

/** The texts of a page in one language. */
export type Edition = {
  readonly headline: string;
  readonly about: string;
  readonly services: readonly Service[];
  readonly offers: readonly Offer[];
  readonly how: string;
};
export type Editions = { readonly [Language in Locale]?: Edition };

/** What a page says, in all its languages. */
export interface PageContent {
  readonly address: string;
  readonly name: string;
  /** IANA. */
  readonly timeZone: string;
  readonly spoken: SpokenLanguage[];
  readonly tools: string[];
  /** 1 Monday to 7 Sunday. */
  readonly workDays: number[];
  /** "HH:MM". */
  readonly workFrom: string | null;
  readonly workUntil: string | null;
  /** `now`, a month such as `2027-03`, or null where it is not said. */
  readonly freeFrom: string | null;
  readonly editions: Editions;
  /** Whether it wants to be found: in the list of practices, and by search engines. */
  readonly isListed: boolean;
}

export const emptyEdition: Edition = { headline: '', about: '', services: [], offers: [], how: '' };

/** Whether an edition says anything: one that does not is not kept. */
export function isWritten({ headline, about, services, offers, how }: Edition): boolean {
  return [headline, about, how].some((text) => text !== '') || services.length + offers.length > 0;
}

/** Whether a visitor can make something of it: who it is, and what they do. */
export function isReadable(edition: Edition | undefined): edition is Edition {
  return edition !== undefined && edition.headline !== '' && edition.about !== '';
}

/** The languages in which a page can be read, Spanish first. */
export function languagesOf(editions: Editions): Locale[] {
  return (['es', 'en'] as const).filter((language) => isReadable(editions[language]));
}

/** What strangers get to see: the texts in which the page can be read, without those that are only begun. */
export function readableEditions(editions: Editions): Editions {
  return Object.fromEntries(languagesOf(editions).map((language) => [language, editions[language]]));
}

/** The edition for a reader: in their language, else the one there is. Null where none can be read. */
export function editionFor(editions: Editions, wished: Locale): Locale | null {
  const languages = languagesOf(editions);
  return languages.find((language) => language === wished) ?? languages[0] ?? null;
}

const shortest = 3;
export const longestAddress = 40;

/** Whether it can be the address of a page: Latin letters, digits and single hyphens between them. */
export function isAddressText(text: string): boolean {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && text.length >= shortest && text.length <= longestAddress;
}

/** The address that a name suggests: "Marta Ríos & Cía." becomes "marta-rios-cia". */
export function suggestedAddress(name: string): string {
  const text = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longestAddress)
    .replace(/^-+|-+$/g, '');
  return text.length >= shortest ? text : '';
}

/** When somebody can begin: now, from a month on (`2027-03`), or not said. A month that has come is now. */
export function freeFrom(stored: string | null, today: Temporal.PlainDate): 'now' | string | null {
  if (stored === null || stored === 'now') return stored;
  const begins = Temporal.PlainYearMonth.from(stored);
  return Temporal.PlainYearMonth.compare(begins, today.toPlainYearMonth()) <= 0 ? 'now' : stored;
}

/** The months that can be chosen for it: the twelve that come next. */
export function monthsAhead(today: Temporal.PlainDate): string[] {
  const month = today.toPlainYearMonth();
  return Array.from({ length: 12 }, (_, index) => month.add({ months: index + 1 }).toString());
}

/** Days of the week (1 Monday to 7 Sunday) as unbroken runs: 1, 2, 3, 5 are Monday to Wednesday, and Friday. */
export function runsOfDays(days: readonly number[]): readonly { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = [];
  for (const day of [...new Set(days)].sort((one, other) => one - other)) {
    const last = runs.at(-1);
    if (last && last.to === day - 1) last.to = day;
    else runs.push({ from: day, to: day });
  }
  return runs;
}
