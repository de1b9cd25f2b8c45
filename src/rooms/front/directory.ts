import type { Locale } from '#kernel/text.ts';
import { editionFor, freeFrom, languagesOf, type PageContent, type SpokenLanguage } from './practice-page.ts';

/** What of a practice's page is looked at to find it. */
export type Listed = Pick<
  PageContent,
  'address' | 'name' | 'timeZone' | 'spoken' | 'tools' | 'freeFrom' | 'editions'
>;

/** What somebody looks for; what is left out does not matter to them. */
export interface Wanted {
  /** Words, each of which has to stand somewhere on the page: a service, a tool, a name. */
  readonly words?: string | undefined;
  /** A language that the practice works in (ISO 639-1). */
  readonly spoken?: SpokenLanguage | undefined;
  /** The first part of the practice's time zone: `Europe`, `America`. */
  readonly region?: string | undefined;
  /** Has capacity now, or within three months. */
  readonly free?: 'now' | 'soon' | undefined;
}

/**
 * The practices that fit, those with capacity soonest first; among equals by a lot that is drawn anew every day, so that
 * nobody is first for long. There is no other way up: none is for sale.
 *
 * @param today in the reader's zone; it decides what is free, and the lot
 */
export function find<Page extends Listed>(
  pages: readonly Page[],
  wanted: Wanted,
  today: Temporal.PlainDate,
): Page[] {
  const words = plain(wanted.words ?? '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const soon = today.toPlainYearMonth().add({ months: 3 }).toString();
  const fits = (page: Page) => {
    const free = whenFree(page, today);
    return (
      languagesOf(page.editions).length > 0 &&
      (!wanted.spoken || page.spoken.includes(wanted.spoken)) &&
      (!wanted.region || regionOf(page.timeZone) === wanted.region) &&
      (!wanted.free || (free !== '' && free <= (wanted.free === 'now' ? now : soon))) &&
      (words.length === 0 || saysAll(page, words))
    );
  };
  return pages
    .filter(fits)
    .map((page) => ({ page, free: whenFree(page, today) || never, lot: lotOf(page.address, today) }))
    .sort((one, other) => compare(one.free, other.free) || one.lot - other.lot)
    .map(({ page }) => page);
}

/** The first part of a time zone: what a reader knows a place by. */
export const regionOf = (timeZone: string): string => timeZone.split('/', 1)[0] ?? timeZone;

/** The edition that a reader of the list is shown; pages that have none are not listed. */
export const shownTo = (page: Listed, locale: Locale) => {
  const language = editionFor(page.editions, locale);
  return language && { language, edition: page.editions[language]! };
};

/** As text that sorts by time: before every month, and after. */
const now = '0000-00';
const never = '9999-99';

function whenFree(page: Listed, today: Temporal.PlainDate): string {
  const free = freeFrom(page.freeFrom, today);
  return free === 'now' ? now : (free ?? '');
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

/** Without accents and capitals, since people type neither. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function saysAll({ name, tools, editions }: Listed, words: readonly string[]): boolean {
  const texts = Object.values(editions).flatMap(({ headline, about, how, services, offers }) => [
    ...[headline, about, how],
    ...services.flatMap((service) => [service.name, service.text]),
    ...offers.map(({ what }) => what),
  ]);
  const all = plain([name, ...tools, ...texts].join('\n'));
  return words.every((word) => all.includes(word));
}

/** A number that differs from day to day and cannot be chosen with the address (FNV-1a, 32 bits). */
function lotOf(address: string, today: Temporal.PlainDate): number {
  let hash = 0x811c9dc5;
  for (const character of `${today.toString()} ${address}`) {
    hash ^= character.charCodeAt(0);
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  // The last characters move the low bits only.
  hash ^= hash >>> 16;
  return Math.imul(hash, 0x85ebca6b) >>> 0;
}
