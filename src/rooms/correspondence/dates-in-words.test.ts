import { describe, expect, test } from 'vitest';
import { dateInWords } from './dates-in-words.ts';

/** A Tuesday, four in the afternoon in Madrid. */
const now = Temporal.Instant.from('2026-11-24T15:00:00Z');
const read = (words: string, language: 'es' | 'en' = 'es') => {
  const found = dateInWords(words, { now, timeZone: 'Europe/Madrid', language });
  return (
    found && Temporal.Instant.from(found).toZonedDateTimeISO('Europe/Madrid').toPlainDateTime().toString()
  );
};

describe('a date in a mail', () => {
  test.each([
    ['El 15 de enero de 2027', '2027-01-15T18:00:00'],
    ['15 enero', '2027-01-15T18:00:00'],
    ['para el 3 de diciembre, gracias', '2026-12-03T18:00:00'],
    ['15/1/2027', '2027-01-15T18:00:00'],
    ['15-01-27', '2027-01-15T18:00:00'],
    ['3/12', '2026-12-03T18:00:00'],
    ['2027-01-15', '2027-01-15T18:00:00'],
    ['Mañana', '2026-11-25T18:00:00'],
    ['pasado mañana', '2026-11-26T18:00:00'],
    ['mañana por la mañana, a las 10', '2026-11-25T10:00:00'],
    ['hoy a las 19:30', '2026-11-24T19:30:00'],
    ['el viernes', '2026-11-27T18:00:00'],
    ['el próximo martes', '2026-12-01T18:00:00'],
    ['el viernes 4 de diciembre a las 17:00', '2026-12-04T17:00:00'],
    ['el 3 de diciembre a las 5 de la tarde', '2026-12-03T17:00:00'],
    ['en dos semanas', '2026-12-08T18:00:00'],
    ['dentro de 3 días', '2026-11-27T18:00:00'],
  ])('«%s» is %s', (words, moment) => expect(read(words)).toBe(moment));

  test.each([
    ['January 15, 2027', '2027-01-15T18:00:00'],
    ['by the 15th of January', '2027-01-15T18:00:00'],
    ['15 Jan 2027 at 5pm', '2027-01-15T17:00:00'],
    ['Friday 5pm', '2026-11-27T17:00:00'],
    ['tomorrow at noon', '2026-11-25T12:00:00'],
    ['in two weeks', '2026-12-08T18:00:00'],
    ['25/12/2026', '2026-12-25T18:00:00'],
    ['12/25/2026', '2026-12-25T18:00:00'],
  ])('«%s» is %s in English', (words, moment) => expect(read(words, 'en')).toBe(moment));

  test.each([
    'cuanto antes',
    'el 31 de febrero',
    'el 15 de enero o el 20 de enero',
    'el lunes 4 de diciembre de 2026',
    'el 3 de enero de 2020',
    'hoy a las 9:00',
    'entre lunes y viernes',
    'sin prisa',
    '',
  ])('«%s» is no one date to come', (words) => expect(read(words)).toBe(null));

  test('figures that can be read in two ways are not read in English', () => {
    expect(read('3/4/2027', 'en')).toBe(null);
    expect(read('3/4/2027', 'es')).toBe('2027-04-03T18:00:00');
  });
});
