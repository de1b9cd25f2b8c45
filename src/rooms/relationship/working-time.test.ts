import fc from 'fast-check';
import { expect, test } from 'vitest';
import { madrid, on } from './records.fixtures.ts';
import { hoursOf, workingClock, type WorkingHours } from './working-time.ts';

const stretch = (from: string, until: string) => ({
  from: Temporal.Instant.from(from),
  until: Temporal.Instant.from(until),
});
const year = stretch('2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z');
const clock = workingClock(madrid, year);

test('a working day is nine hours, and a night none', () => {
  expect(clock.minutesADay).toBe(540);
  expect(clock.minutesBetween(on('2026-11-23 09:00'), on('2026-11-23 18:00'))).toBe(540);
  expect(clock.minutesBetween(on('2026-11-23 18:00'), on('2026-11-24 09:00'))).toBe(0);
  expect(clock.minutesBetween(on('2026-11-23 17:00'), on('2026-11-24 10:30'))).toBe(150);
});

test('a weekend is free time, unless somebody works then', () => {
  const [friday, monday] = [on('2026-11-20 17:00'), on('2026-11-23 10:00')];
  expect(clock.minutesBetween(friday, monday)).toBe(120);
  const saturdays = workingClock({ ...madrid, days: [1, 2, 3, 4, 5, 6] }, year);
  expect(saturdays.minutesBetween(friday, monday)).toBe(120 + 540);
});

test('the first minute of the day is working time, the last is not', () => {
  expect(clock.isWorkingTime(on('2026-11-23 09:00'))).toBe(true);
  expect(clock.isWorkingTime(on('2026-11-23 18:00'))).toBe(false);
  expect(clock.isWorkingTime(on('2026-11-23 08:59'))).toBe(false);
  expect(clock.isWorkingTime(on('2026-11-22 12:00'))).toBe(false);
});

test('the hours are those on the clock of the zone, before and after the clock is put back', () => {
  // Madrid is two hours ahead of UTC until 25 October 2026, then one.
  expect(clock.isWorkingTime(Temporal.Instant.from('2026-10-23T07:30:00Z'))).toBe(true);
  expect(clock.isWorkingTime(Temporal.Instant.from('2026-10-26T07:30:00Z'))).toBe(false);
  expect(clock.minutesBetween(on('2026-10-23 09:00'), on('2026-10-26 18:00'))).toBe(1080);
});

test('whoever works while the clock is put on loses the hour that there was not', () => {
  const nights = { ...madrid, days: [7], from: '00:00', until: '06:00' };
  const night = workingClock(nights, year);
  expect(night.minutesBetween(on('2026-03-28 12:00'), on('2026-03-29 12:00'))).toBe(300);
  expect(night.minutesBetween(on('2026-10-24 12:00'), on('2026-10-25 12:00'))).toBe(420);
});

test('hours that were announced count, unless they are not said or pass midnight', () => {
  const announced = { timeZone: 'America/Lima', days: [2, 4], from: '08:00', until: '14:00' };
  expect(hoursOf('America/Bogota', announced)).toEqual({ ...announced, isAnnounced: true });
  const usual = {
    timeZone: 'America/Bogota',
    days: [1, 2, 3, 4, 5],
    from: '09:00',
    until: '18:00',
    isAnnounced: false,
  };
  for (const other of [
    null,
    { ...announced, days: [] },
    { ...announced, from: null },
    { ...announced, from: '22:00', until: '06:00' },
  ])
    expect(hoursOf('America/Bogota', other)).toEqual(usual);
});

const zones = [
  'Europe/Madrid',
  'America/Bogota',
  'America/Santiago',
  'Pacific/Chatham',
  'Africa/Casablanca',
  'UTC',
];
const hours: fc.Arbitrary<WorkingHours> = fc.record({
  timeZone: fc.constantFrom(...zones),
  days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  from: fc.constantFrom('00:00', '07:30', '09:00'),
  until: fc.constantFrom('13:00', '18:00', '23:30'),
  isAnnounced: fc.boolean(),
});
const moments = fc
  .array(fc.integer({ min: year.from.epochMilliseconds, max: year.until.epochMilliseconds }), {
    minLength: 3,
    maxLength: 3,
  })
  .map((all) =>
    all.toSorted((one, other) => one - other).map((at) => Temporal.Instant.fromEpochMilliseconds(at)),
  );

test('working time adds up, is never longer than the time that passes, and never runs back', () => {
  fc.assert(
    fc.property(hours, moments, (some, [a, b, c]) => {
      const here = workingClock(some, year);
      const [whole, first, second] = [
        here.minutesBetween(a!, c!),
        here.minutesBetween(a!, b!),
        here.minutesBetween(b!, c!),
      ];
      expect(whole).toBeCloseTo(first + second, 6);
      expect(first).toBeGreaterThanOrEqual(0);
      expect(whole).toBeLessThanOrEqual((c!.epochMilliseconds - a!.epochMilliseconds) / 60_000);
      expect(here.minutesBetween(c!, a!)).toBe(0);
    }),
    { numRuns: 60 },
  );
});

test('a working clock agrees with counting every minute', () => {
  const start = fc.integer({ min: 0, max: 360 * 24 * 60 });
  fc.assert(
    fc.property(hours, start, fc.integer({ min: 0, max: 3 * 24 * 60 }), (some, minute, length) => {
      const from = year.from.add({ minutes: minute });
      const here = workingClock(some, year);
      let counted = 0;
      for (
        let at = from;
        counted >= 0 && Temporal.Instant.compare(at, from.add({ minutes: length })) < 0;
        at = at.add({ minutes: 1 })
      )
        if (here.isWorkingTime(at)) counted += 1;
      expect(here.minutesBetween(from, from.add({ minutes: length }))).toBe(counted);
    }),
    { numRuns: 20 },
  );
});
