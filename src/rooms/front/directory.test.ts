import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { find, type Listed } from './directory.ts';
import { emptyEdition } from './practice-page.ts';

const today = Temporal.PlainDate.from('2026-11-26');
const page = (address: string, over: Partial<Listed> = {}): Listed => ({
  ...{ address, name: address, timeZone: 'Europe/Madrid', spoken: ['es'], tools: [], freeFrom: null },
  editions: { es: { ...emptyEdition, headline: 'Agenda', about: 'Y facturación' } },
  ...over,
});
const found = (pages: Listed[], wanted: Parameters<typeof find>[1]) =>
  find(pages, wanted, today).map(({ address }) => address);

describe('the list of practices', () => {
  const pages = [
    page('unsaid'),
    page('march', { freeFrom: '2027-03' }),
    page('now', { freeFrom: 'now' }),
    page('january', { freeFrom: '2027-01' }),
    page('past', { freeFrom: '2026-10' }),
  ];

  test('begins with who has capacity soonest, and ends with who does not say', () => {
    const order = found(pages, {});
    expect(order.slice(0, 2).sort()).toEqual(['now', 'past']);
    expect(order.slice(2)).toEqual(['january', 'march', 'unsaid']);
  });

  test('can be narrowed to who is free now, or within three months', () => {
    expect(found(pages, { free: 'now' }).sort()).toEqual(['now', 'past']);
    expect(found(pages, { free: 'soon' })).not.toContain('unsaid');
    expect(found(pages, { free: 'soon' })).toContain('january');
    expect(found([page('april', { freeFrom: '2027-04' })], { free: 'soon' })).toEqual([]);
  });

  test('can be narrowed by language, region and words, whatever their accents', () => {
    const some = [
      page('rosario', { timeZone: 'America/Argentina/Cordoba', spoken: ['es', 'pt'], tools: ['Notion'] }),
      page('murcia'),
    ];
    expect(found(some, { spoken: 'pt' })).toEqual(['rosario']);
    expect(found(some, { region: 'Europe' })).toEqual(['murcia']);
    expect(found(some, { words: 'FACTURACION notión' })).toEqual(['rosario']);
    expect(found(some, { words: 'agenda, astrología' })).toEqual([]);
  });

  test('holds nobody whose page nobody could read', () => {
    expect(found([page('empty', { editions: {} })], {})).toEqual([]);
  });

  test('draws its lots anew every day, and the same for everybody on one', () => {
    const equal = Array.from({ length: 8 }, (_, index) => page(`equal-${index}`));
    const on = (day: number) => find(equal, {}, today.add({ days: day })).map(({ address }) => address);
    expect(on(0)).toEqual(on(0));
    const firsts = new Set(Array.from({ length: 60 }, (_, day) => on(day)[0]));
    expect(firsts.size, 'most of the eight are first on some of sixty days').toBeGreaterThan(5);
  });

  test('does not depend on the order in which it is given', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(pages, { minLength: pages.length }), (shuffled) => {
        expect(found(shuffled, {})).toEqual(found(pages, {}));
      }),
    );
  });
});
