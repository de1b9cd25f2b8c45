import { z } from 'zod';

/** PostgreSQL stores no NUL, and half a surrogate pair is not text: both are dropped at the edge. */
function storable(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed();
}

/** A line of text: trimmed, without line breaks, `min` to `max` characters. Codes: `required`, `too_long`. */
export function line(max: number, min = 1) {
  return z
    .string({ error: 'required' })
    .transform((text) => storable(text).replace(/\s+/gu, ' ').trim())
    .pipe(z.string().min(min, { error: 'required' }).max(max, { error: 'too_long' }));
}

/** Several lines of text: trimmed, line breaks as `\n`, `min` to `max` characters. Codes: `required`, `too_long`. */
export function prose(max: number, min = 0) {
  return z
    .string({ error: 'required' })
    .transform((text) => storable(text).replace(/\r\n?/g, '\n').trim())
    .pipe(z.string().min(min, { error: 'required' }).max(max, { error: 'too_long' }));
}

// Control characters, what turns the direction of the text around it, and what is no character at all.
const unshowable =
  // oxlint-disable-next-line no-control-regex -- these are what is meant
  /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]/gu;
const otherLineBreaks = /\r\n?|[\u000b\u000c\u0085\u2028\u2029]/gu;
/**
 * What a stranger typed, as plain text that can stand anywhere: every word of theirs, without invisible commands to
 * whatever shows it. Doing it twice changes nothing more.
 */
export function plainWords(text: string): string {
  return text
    .toWellFormed()
    .replace(otherLineBreaks, '\n')
    .replace(unshowable, '')
    .replace(/(?<![ \t])[ \t]+$/gmu, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** The schema of words that can stand in public, as plainWords leaves them. Code: `required`. */
export const publicWords = z.string({ error: 'required' }).transform(plainWords);

/** Text that has a letter, a digit or a sign in it, where it is not empty. Code: `required`. */
export const saysSomething = z
  .string()
  .refine((text) => text === '' || says.test(text), { error: 'required' });

/** A thousand empty lines would push everybody else off the page. Code: `too_many_lines`. */
export const fewLines = (most: number) =>
  z.string().refine((text) => text.split('\n').length <= most, { error: 'too_many_lines' });

const says = /[\p{L}\p{N}\p{S}]/u;

/** An e-mail address by a rule stricter than RFC 5322: what mail software passes on without quoting. Lower case. Code: `invalid_email`. */
export const emailAddress = z
  .string({ error: 'required' })
  .transform((text) => storable(text).trim().toLowerCase())
  .pipe(
    z
      .string()
      .min(1, { error: 'required' })
      .max(254, { error: 'invalid_email' })
      .regex(
        /^[a-z0-9](?:[a-z0-9._%+'-]{0,62}[a-z0-9_+-])?@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
        {
          error: 'invalid_email',
        },
      ),
  );

/** An IANA time zone that this machine knows. Code: `invalid_time_zone`. */
export const timeZone = z.string({ error: 'required' }).refine(isTimeZone, { error: 'invalid_time_zone' });

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^[A-Za-z_+\-0-9/]{1,64}$/.test(name);
  } catch {
    return false;
  }
}

/** The languages of the product. */
export const locale = z.enum(['es', 'en'], { error: 'invalid_language' });
export type Locale = z.infer<typeof locale>;

/** An instant as ISO 8601 in UTC, for example `2026-11-24T14:51:39.123Z`. Code: `invalid_date`. */
export const instant = z.iso.datetime({ offset: true, error: 'invalid_date' });
