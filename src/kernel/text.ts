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
