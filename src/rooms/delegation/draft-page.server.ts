import * as m from '#messages';
import { countryOfZone, currencyOf } from '#rooms/people/index.server.ts';
import { formatWeekday } from '#ui/dates.ts';
import { blankDraft, draftFieldsOf } from './draft-form.server.ts';
import { clockAt, daytimeInstead, instantOnClock, suggestedDates } from './planned-dates.ts';
import { sayMoment, suggestionText, type Reader } from './page-words.server.ts';
import type { BriefContentView, BriefView } from './views.ts';

/** Where people live who are likely to set a limit here, and what is used across borders. */
const usualCurrencies =
  'EUR USD MXN COP ARS CLP PEN UYU BOB PYG VES GTQ CRC DOP HNL NIO PAB CUP BRL GBP CHF CAD AUD'.split(' ');

/** What the form of a brief stands on: its fields, the dates that are one press away, the currencies. */
export function draftPage(content: BriefContentView | null, reader: Reader, now: string) {
  const local = currencyAt(reader.timeZone);
  const set = content?.limitMoney?.currency;
  const fields = content ? draftFieldsOf(content, reader.timeZone, local) : blankDraft(local);
  return {
    fields,
    suggestions: dateSuggestions(reader, now),
    currencies: [...new Set([...(set ? [set] : []), local, ...usualCurrencies])],
  };
}

type Suggestion = { local: string; label: string };

/** The dates that are one press away; before them those of the brief itself. */
export function dateSuggestions(reader: Reader, now: string, ofBrief: Suggestion[] = []): Suggestion[] {
  const usual = suggestedDates(Temporal.Instant.from(now), reader.timeZone).map((date) => {
    const at = instantOnClock(date.local, reader.timeZone) ?? now;
    const day = formatWeekday(at, reader.timeZone, reader.locale);
    return { local: date.local, label: `${suggestionText(date)} · ${day}` };
  });
  return [...ofBrief, ...usual.filter(({ local }) => ofBrief.every((one) => one.local !== local))];
}

/** The date that the client asks for, to promise exactly that; none once it has passed. */
export function wishedSuggestion(wishedBy: string | null, local: string, reader: Reader, now: string) {
  if (wishedBy === null || wishedBy <= now) return [];
  return [{ local, label: sayMoment(wishedBy, reader, now) }];
}

/** A morning instead of the night into which a wait for answers has moved the promise; none where it is still day. */
export function movedSuggestion(
  { promise, clock }: Pick<BriefView, 'promise' | 'clock'>,
  reader: Reader,
  now: string,
): Suggestion[] {
  if (!promise || !clock?.running) return [];
  const due = Temporal.Instant.from(clock.dueAt);
  const isAfter = (at: string) => Temporal.Instant.compare(due, at) > 0;
  if (!isAfter(promise.by) || !isAfter(now)) return [];
  const at = daytimeInstead(due, reader.timeZone)?.toString();
  if (!at) return [];
  const label = m.delegation_page_date_moved({ date: sayMoment(at, reader, now) });
  return [{ local: clockAt(at, reader.timeZone), label }];
}

// Finding a zone's country asks for the main zone of every country.
const currencyByZone = new Map<string, string>();

function currencyAt(timeZone: string): string {
  const known = currencyByZone.get(timeZone);
  if (known) return known;
  const country = countryOfZone(timeZone);
  const currency = (country && currencyOf(country)) ?? 'EUR';
  currencyByZone.set(timeZone, currency);
  return currency;
}
