import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clockAt,
  daytime,
  daytimeInstead,
  inDaytime,
  instantOnClock,
  suggestedDates,
} from './planned-dates.ts';

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

describe('a moment that a wait has moved', () => {
  const moved = (at: string, timeZone = 'Europe/Madrid') =>
    inDaytime(Temporal.Instant.from(at), timeZone).toString();

  it('stays in daytime, to the ends of it', () => {
    for (const at of ['2026-11-24T08:00:00Z', '2026-11-24T12:34:56.789Z', '2026-11-24T17:00:00Z']) {
      expect(moved(at)).toBe(at);
      expect(daytimeInstead(Temporal.Instant.from(at), 'Europe/Madrid')).toBeNull();
    }
  });

  it('goes on to the next morning from the evening, and to the same one from the night, also at a weekend', () => {
    expect(moved('2026-11-24T17:00:00.001Z')).toBe('2026-11-25T08:00:00Z');
    expect(moved('2026-11-25T02:00:00Z')).toBe('2026-11-25T08:00:00Z');
    expect(moved('2026-11-27T21:00:00Z')).toBe('2026-11-28T08:00:00Z');
    expect(daytimeInstead(Temporal.Instant.from('2026-11-25T02:00:00Z'), 'Europe/Madrid')?.toString()).toBe(
      '2026-11-25T08:00:00Z',
    );
  });

  it('goes by the clock of that zone, on both sides of each change of it', () => {
    expect(moved('2026-11-24T17:30:00Z', 'America/Santiago')).toBe('2026-11-24T17:30:00Z');
    // The evening before the clock goes forward, and before it goes back.
    expect(moved('2026-03-28T22:00:00Z')).toBe('2026-03-29T07:00:00Z');
    expect(moved('2026-10-24T21:00:00Z')).toBe('2026-10-25T08:00:00Z');
    expect(moved('2026-09-06T02:00:00Z', 'America/Santiago')).toBe('2026-09-06T12:00:00Z');
    expect(moved('2026-04-05T01:00:00Z', 'America/Santiago')).toBe('2026-04-05T13:00:00Z');
  });

  /** Around both changes of the clock, and any day of a year. */
  const situation = fc.oneof(
    ...[
      ['Europe/Madrid', '2026-03-29T01:00:00Z'],
      ['Europe/Madrid', '2026-10-25T01:00:00Z'],
      ['America/Santiago', '2026-04-05T03:00:00Z'],
      ['America/Santiago', '2026-09-06T04:00:00Z'],
    ].map(([timeZone = '', change = '']) =>
      fc
        .oneof(
          fc.integer({ min: -172_800_000, max: 172_800_000 }),
          fc.integer({ min: 0, max: 31_536_000_000 }),
        )
        .map((milliseconds) => ({ timeZone, at: Temporal.Instant.from(change).add({ milliseconds }) })),
    ),
  );
  const hour = 3_600_000;

  it('is never earlier, and later by a night at most', () => {
    fc.assert(
      fc.property(situation, ({ at, timeZone }) => {
        const later = inDaytime(at, timeZone).epochMilliseconds - at.epochMilliseconds;
        expect(later).toBeGreaterThanOrEqual(0);
        // From 18:00 to 9:00, and the hour that autumn gives back.
        expect(later).toBeLessThanOrEqual(16 * hour);
      }),
    );
  });

  it('falls in daytime, and what is in daytime is not touched', () => {
    fc.assert(
      fc.property(situation, ({ at, timeZone }) => {
        const instead = inDaytime(at, timeZone);
        const time = instead.toZonedDateTimeISO(timeZone).toPlainTime();
        expect(Temporal.PlainTime.compare(daytime.from, time)).toBeLessThanOrEqual(0);
        expect(Temporal.PlainTime.compare(time, daytime.until)).toBeLessThanOrEqual(0);
        expect(inDaytime(instead, timeZone).equals(instead)).toBe(true);
        const before = at.toZonedDateTimeISO(timeZone).toPlainTime();
        const isDay =
          Temporal.PlainTime.compare(daytime.from, before) <= 0 &&
          Temporal.PlainTime.compare(before, daytime.until) <= 0;
        expect(instead.equals(at)).toBe(isDay);
      }),
    );
  });
});
