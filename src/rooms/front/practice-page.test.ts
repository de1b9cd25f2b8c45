import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  editionFor,
  emptyEdition,
  freeFrom,
  isAddressText,
  isWritten,
  languagesOf,
  monthsAhead,
  runsOfDays,
  suggestedAddress,
} from './practice-page.ts';

describe('an address', () => {
  test.each([
    ['Marta Ríos & Cía.', 'marta-rios-cia'],
    ['Ñandú', 'nandu'],
    ['  --  ', ''],
    ['東京', ''],
    ['Yo', ''],
  ])('of %j is suggested as %j', (name, address) => {
    expect(suggestedAddress(name)).toBe(address);
  });

  test('that is suggested can be one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (name) => {
        const address = suggestedAddress(name);
        expect(address === '' || isAddressText(address)).toBe(true);
      }),
    );
  });

  test.each(['ab', 'a--b', '-abc', 'abc-', 'Abc', 'a b c', 'añb', 'x'.repeat(41), 'abc/..', ''])(
    'can not be %j',
    (text) => expect(isAddressText(text)).toBe(false),
  );
});

describe('an edition', () => {
  const readable = { ...emptyEdition, headline: 'Agenda y facturas', about: 'Desde 2015' };

  test('is for readers once it says who and what', () => {
    expect(languagesOf({ es: readable, en: { ...emptyEdition, headline: 'Calendars' } })).toEqual(['es']);
  });

  test('is the one in the language of the reader, else the one there is', () => {
    expect(editionFor({ es: readable, en: readable }, 'en')).toBe('en');
    expect(editionFor({ es: readable }, 'en')).toBe('es');
    expect(editionFor({}, 'en')).toBe(null);
  });

  test('that says nothing is not written', () => {
    expect(isWritten(emptyEdition)).toBe(false);
    expect(isWritten({ ...emptyEdition, services: [{ name: 'Agenda', text: '' }] })).toBe(true);
  });
});

describe('free capacity', () => {
  const today = Temporal.PlainDate.from('2026-11-26');

  test('from a month that has come is free now', () => {
    expect(freeFrom('2026-12', today)).toBe('2026-12');
    expect(freeFrom('2026-11', today)).toBe('now');
    expect(freeFrom('2025-01', today)).toBe('now');
    expect(freeFrom('now', today)).toBe('now');
    expect(freeFrom(null, today)).toBe(null);
  });

  test('can be said for the twelve months that come', () => {
    const months = monthsAhead(today);
    expect([months[0], months.at(-1), months.length]).toEqual(['2026-12', '2027-11', 12]);
  });
});

test('days run from the first to the last without a gap, each once', () => {
  expect(runsOfDays([5, 1, 3, 2, 1])).toEqual([
    { from: 1, to: 3 },
    { from: 5, to: 5 },
  ]);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 7 })), (days) => {
      const told = runsOfDays(days).flatMap(({ from, to }) =>
        Array.from({ length: to - from + 1 }, (_, index) => from + index),
      );
      expect(told).toEqual([...new Set(days)].sort());
    }),
  );
});
