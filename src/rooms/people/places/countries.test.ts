import { describe, expect, test } from 'vitest';
import {
  countryCodes,
  countryInLanguages,
  countryOfZone,
  currencyCodes,
  currencyOf,
  mainZoneOf,
} from './countries.ts';

test.each(['es', 'en'])('every country and currency has a name in %s', (locale) => {
  const countries = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });
  const currencies = new Intl.DisplayNames(locale, { type: 'currency', fallback: 'none' });
  expect(countryCodes.filter((code) => !countries.of(code))).toEqual([]);
  expect(currencyCodes.filter((code) => !currencies.of(code))).toEqual([]);
});

test('every country stands once, with a time zone that this machine lists', () => {
  const zones = new Set(Intl.supportedValuesOf('timeZone'));
  expect(new Set(countryCodes).size).toBe(countryCodes.length);
  expect(countryCodes.filter((code) => !zones.has(mainZoneOf(code) ?? ''))).toEqual([]);
});

describe('what can be guessed of a practice', () => {
  test.each([
    ['es-MX,es;q=0.9,en;q=0.8', 'MX'],
    ['es,en-GB;q=0.7', 'GB'],
    ['zh-Hant-TW', 'TW'],
    ['es-419,es;q=0.9', null],
    ['en-ZZ', null],
    ['', null],
    [null, null],
  ])('the country in the browser’s languages %j is %j', (header, country) => {
    expect(countryInLanguages(header)).toBe(country);
  });

  test('the country gives currency and zone', () => {
    expect([currencyOf('EC'), mainZoneOf('EC')]).toEqual(['USD', 'America/Guayaquil']);
    expect([currencyOf('XX'), mainZoneOf('XX')]).toEqual([null, null]);
  });

  test('a main zone gives the country, by either of its names', () => {
    expect(countryOfZone('Europe/Madrid')).toBe('ES');
    expect(countryOfZone('Asia/Kolkata')).toBe('IN');
    expect(countryOfZone('UTC')).toBeNull();
  });
});
