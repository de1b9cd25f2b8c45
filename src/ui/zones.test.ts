import { expect, test } from 'vitest';
import { cityOf } from './dates.ts';
import { zoneName } from './zones.ts';

test('zones go by the name that people use today, in their language', () => {
  const names = (locale: 'es' | 'en') =>
    ['Europe/Moscow', 'America/Merida', 'Indian/Reunion', 'Asia/Saigon', 'America/Godthab'].map((zone) =>
      zoneName(zone, locale),
    );
  expect(names('es')).toEqual(['Moscú', 'Mérida', 'Reunión', 'Ciudad Ho Chi Minh', 'Nuuk']);
  expect(names('en')).toEqual(['Moscow', 'Mérida', 'Réunion', 'Ho Chi Minh City', 'Nuuk']);
});

test('no two zones of a region go by the same name', () => {
  for (const locale of ['es', 'en'] as const) {
    const names = Intl.supportedValuesOf('timeZone').map(
      (zone) => `${zone.slice(0, zone.indexOf('/'))}: ${zoneName(zone, locale)}`,
    );
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  }
});

test.each(['constructor', '__proto__', 'toString', 'Europe/valueOf'])(
  'a zone called %j is a text',
  (zone) => {
    for (const locale of ['es', 'en'] as const) {
      expect(cityOf(zone, locale)).toBe(zone.split('/').at(-1)?.replaceAll('_', ' '));
      expect(zoneName(zone, locale)).toBe(cityOf(zone, locale));
    }
  },
);
