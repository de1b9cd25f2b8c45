import type { ClarityField } from '#rooms/delegation/index.ts';
import { dateInWords } from './dates-in-words.ts';

type Reading = { now: Temporal.Instant; timeZone: string; language: 'es' | 'en' };

/** The most that the product takes of one text; the whole is in the original. */
const longestText = 10_000;
const longest = (text: string, characters: number) => [...text].slice(0, characters).join('').trim();

/** What a field of a draft becomes by an answer, as `saveDraft` takes it; undefined where the answer can't be read so. */
export function fieldFrom(field: ClarityField, answer: string, reading: Reading): unknown {
  const text = longest(answer, longestText);
  switch (field) {
    case 'title':
      return longest(text.replace(/\s+/gu, ' '), 200);
    case 'doneCriteria':
      return criteriaIn(text);
    case 'wishedBy':
      return dateInWords(text, reading) ?? undefined;
    case 'effortMinutes':
      return minutesIn(text) ?? undefined;
    case 'autonomyLevel':
      return levelIn(text) ?? undefined;
    default:
      return text;
  }
}

/** One statement a line, without the marks of a list. */
function criteriaIn(text: string): { text: string }[] {
  return text
    .split(/\n|;/u)
    .map((line) => line.replace(/^\s*(?:[-–—*•·]|\d{1,2}[.)]|[a-z]\))\s*/iu, '').trim())
    .filter((line) => line !== '')
    .slice(0, 50)
    .map((line) => ({ text: longest(line, 1_000) }));
}

const fractions: Record<string, number> = { media: 30, half: 30, 'un cuarto de': 15, 'a quarter of': 15 };

/** "2 horas", "hora y media", "90 min", "1,5 h", "2h30": minutes; null for anything else. */
export function minutesIn(words: string): number | null {
  const text = words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/gu, ' ');
  const part = /(?:^|[^\p{L}])(media|half|un cuarto de|a quarter of) (?:an )?(?:hora|hour)/u.exec(text)?.[1];
  if (part) return fractions[part] ?? null;
  const hours =
    /(?<![\d.,])(\d{1,3}(?:[.,]\d{1,2})?|una?|an?|one|dos|two|tres|three)? ?\b(?:h|hs|horas?|hours?|hrs?)(?![\p{L}])(?: ?(?:y|and)? ?(media|a half|\d{1,2}))?/u.exec(
      text.replace(/(\d)(h)(?=\d|\b)/gu, '$1 $2 '),
    );
  const minutes = /(?<![\d.,])(\d{1,4}) ?(?:min|minutos?|minutes?)(?![\p{L}])/u.exec(text);
  if (!hours && !minutes) return null;
  const amounts: Record<string, number> = { dos: 2, two: 2, tres: 3, three: 3 };
  const whole = hours?.[1] ?? '1';
  const inHours = hours
    ? (amounts[whole] ?? (/^\d/.test(whole) ? Number(whole.replace(',', '.')) : 1)) * 60
    : 0;
  const more = hours?.[2] === undefined ? 0 : /\d/.test(hours[2]) ? (minutes ? 0 : Number(hours[2])) : 30;
  const total = Math.round(inHours) + more + Number(minutes?.[1] ?? 0);
  return total >= 1 && total <= 525_600 ? total : null;
}

function levelIn(text: string): number | null {
  const figures = text.match(/\d+/gu) ?? [];
  const [only] = figures;
  return figures.length === 1 && only && /^[1-5]$/.test(only) ? Number(only) : null;
}
