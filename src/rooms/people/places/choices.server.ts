import type { Locale } from '#kernel/text.ts';
import {
  countryCodes,
  countryInLanguages,
  countryOfZone,
  currencyCodes,
  currencyOf,
  mainZoneOf,
} from './countries.ts';

/** A country in a form, with what goes with it: choosing it suggests currency and zone. */
export type CountryChoice = { value: string; label: string; currency: string; timeZone: string };
export type CurrencyChoice = { value: string; label: string };
export type PracticeChoices = { countries: CountryChoice[]; currencies: CurrencyChoice[] };

const made = new Map<Locale, PracticeChoices>();

/** Countries and currencies by name in the reader's language. Made once a language: sorting names is slow. */
export function practiceChoices(locale: Locale): PracticeChoices {
  const known = made.get(locale);
  if (known) return known;
  const countryName = new Intl.DisplayNames(locale, { type: 'region' });
  const currencyName = new Intl.DisplayNames(locale, { type: 'currency' });
  const byName = (one: { label: string }, other: { label: string }) =>
    one.label.localeCompare(other.label, locale);
  const choices = {
    countries: countryCodes
      .map((value) => ({
        value,
        label: countryName.of(value) ?? value,
        currency: currencyOf(value) ?? '',
        timeZone: mainZoneOf(value) ?? '',
      }))
      .sort(byName),
    currencies: currencyCodes
      .map((value) => ({
        value,
        label: `${capitalized(currencyName.of(value) ?? value, locale)} (${value})`,
      }))
      .sort(byName),
  };
  made.set(locale, choices);
  return choices;
}

/** Spanish writes currencies in lower case; in a list they begin like everything else. */
function capitalized(text: string, locale: Locale): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}

/** What a new practice's form begins with: from the person's time zone, else from the browser's languages. */
export function guessPractice(
  acceptLanguage: string | null,
  person: { timeZone: string; locale: Locale },
): { country: string; timeZone: string; currency: string; language: Locale } {
  const country = countryOfZone(person.timeZone) ?? countryInLanguages(acceptLanguage) ?? '';
  const isKnown = person.timeZone !== 'UTC';
  return {
    country,
    // The person's own zone is likelier than their country's main one.
    timeZone: isKnown ? person.timeZone : (mainZoneOf(country) ?? person.timeZone),
    currency: currencyOf(country) ?? '',
    language: person.locale,
  };
}
