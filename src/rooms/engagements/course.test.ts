import { describe, expect, test } from 'vitest';
import { canBeRenewedUntil, canHaveEndedOn } from './course.ts';

const now = Temporal.Instant.from('2026-11-24T23:30:00Z');

describe('an engagement can have ended', () => {
  const began = '2026-03-01T10:00:00Z';
  const ended = (day: string, timeZone = 'Europe/Madrid') => canHaveEndedOn(day, { began, now, timeZone });

  test('on the day it began, today, and any day between', () => {
    expect(['2026-03-01', '2026-07-15', '2026-11-25'].map((day) => ended(day))).toEqual([true, true, true]);
  });
  test('not before it began, nor on a day that has not come', () => {
    expect(['2026-02-28', '2026-11-26'].map((day) => ended(day))).toEqual([false, false]);
  });
  test('by the clock of whoever notes it', () => {
    expect(ended('2026-11-25', 'America/Bogota')).toBe(false);
  });
});

test('it is renewed until a day that is still to come, within ten years', () => {
  const renewed = (day: string) => canBeRenewedUntil(day, { now, timeZone: 'Europe/Madrid' });
  expect(['2026-11-25', '2026-11-26', '2036-11-25', '2036-11-26'].map(renewed)).toEqual([
    false,
    true,
    true,
    false,
  ]);
});
