import { describe, expect, it } from 'vitest';
import { cityOf, formatDate, formatDateTime, formatFull, formatRelative, formatWeekday } from './dates.ts';

const at = '2026-05-04T22:30:00.000Z';

describe('how an instant is shown', () => {
  it('names the month, so that nobody reads the day for it', () => {
    expect(formatDate(at, 'America/Mexico_City', 'es')).toBe('4 may 2026');
    expect(formatDate(at, 'America/Mexico_City', 'en')).toBe('4 May 2026');
  });

  it('is told on the clock of the reader, which may be another day', () => {
    expect(formatDateTime(at, 'America/Mexico_City', 'es')).toBe('4 may 2026, 16:30');
    expect(formatDateTime(at, 'Europe/Madrid', 'es')).toBe('5 may 2026, 00:30');
  });

  it('counts 24 hours and names the city in full', () => {
    expect(formatFull(at, 'America/Mexico_City', 'en')).toContain('16:30 (Mexico City)');
    expect(formatFull(at, 'America/Mexico_City', 'es')).toContain('16:30 (Ciudad de México)');
  });

  it('shortens September as the other months, to three letters', () => {
    expect(formatDate('2026-09-01T12:00:00.000Z', 'UTC', 'en')).toBe('1 Sep 2026');
    expect(formatWeekday('2026-09-01T12:00:00.000Z', 'UTC', 'en')).toMatch(/^Tue,? 1 Sep$/);
  });

  it('is told as a distance in the largest whole unit', () => {
    expect(formatRelative(at, '2026-05-04T23:29:59.000Z', 'es')).toBe('hace 59 minutos');
    expect(formatRelative(at, '2026-05-05T00:31:00.000Z', 'es')).toBe('hace 2 horas');
    expect(formatRelative(at, '2026-05-01T22:30:00.000Z', 'en')).toBe('in 3 days');
    expect(formatRelative(at, at, 'es')).toBe('ahora');
  });
});

describe('the city of a time zone', () => {
  it('is the last part of its name, or what that city is called today and in Spanish', () => {
    expect(cityOf('America/Argentina/Buenos_Aires', 'es')).toBe('Buenos Aires');
    expect(cityOf('Europe/London', 'es')).toBe('Londres');
    expect(cityOf('Europe/London', 'en')).toBe('London');
    expect(cityOf('America/Argentina/Cordoba', 'en')).toBe('Córdoba');
  });
});
