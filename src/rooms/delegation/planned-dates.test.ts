import { describe, expect, it } from 'vitest';
import { clockAt, instantOnClock, suggestedDates } from './planned-dates.ts';

describe('a planned time', () => {
  it('is meant on the clock of the one who plans', () => {
    expect(instantOnClock('2026-11-24T14:30', 'America/Mexico_City')).toBe('2026-11-24T20:30:00.000Z');
    expect(clockAt('2026-11-24T20:30:00.000Z', 'America/Mexico_City')).toBe('2026-11-24T14:30');
  });

  it('that the clock skips in spring moves on by an hour', () => {
    expect(instantOnClock('2026-03-29T02:30', 'Europe/Madrid')).toBe('2026-03-29T01:30:00.000Z');
  });

  it('is none where the input holds something else', () => {
    expect(instantOnClock('mañana', 'Europe/Madrid')).toBeNull();
    expect(instantOnClock('2026-11-24T14:30', 'Mars/Olympus')).toBeNull();
  });
});

describe('the dates that are suggested', () => {
  const suggested = (now: string) =>
    suggestedDates(Temporal.Instant.from(now), 'Europe/Madrid').map(({ when, local }) => `${when} ${local}`);

  it('are tomorrow, the end of the working week and in a week', () => {
    expect(suggested('2026-11-24T10:00:00Z')).toEqual([
      'tomorrow 2026-11-25T18:00',
      'friday 2026-11-27T18:00',
      'in_a_week 2026-12-01T18:00',
    ]);
  });

  it('name a day once: on Thursday tomorrow is Friday, on Friday the next one is in a week', () => {
    expect(suggested('2026-11-26T10:00:00Z')).toEqual([
      'tomorrow 2026-11-27T18:00',
      'in_a_week 2026-12-03T18:00',
    ]);
    expect(suggested('2026-11-27T10:00:00Z')).toEqual([
      'tomorrow 2026-11-28T18:00',
      'friday 2026-12-04T18:00',
    ]);
  });

  it('count from the day in that zone', () => {
    expect(suggested('2026-11-24T23:30:00Z')[0]).toBe('tomorrow 2026-11-26T18:00');
  });
});
