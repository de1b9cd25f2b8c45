import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answersRound, isAsked, roundAt, roundOpensAt, type Asking } from './rounds.ts';

const instant = (text: string) => Temporal.Instant.from(text);
const zones = [
  'UTC',
  'Europe/Madrid',
  'America/Bogota',
  'America/Santiago',
  'Pacific/Apia',
  'Asia/Kathmandu',
];
const anyZone = fc.constantFrom(...zones);
const anyStart = fc
  .date({ min: new Date('2024-01-01T00:00:00Z'), max: new Date('2032-12-31T23:59:59Z'), noInvalidDate: true })
  .map((date) => instant(date.toISOString()));
const dayIn = (at: Temporal.Instant, zone: string) => at.toZonedDateTimeISO(zone).toPlainDate();

test('the first round opens 60 days after the first answer, at nine in the morning of the practice', () => {
  const opens = roundOpensAt(1, instant('2026-02-10T22:30:00Z'), 'Europe/Madrid');
  // The clocks went forward meanwhile: nine in the morning is then 7:00 UTC.
  expect(opens.toString()).toBe('2026-04-11T07:00:00Z');
});

test('an answer late in the evening counts for the day that it is in the practice, not in UTC', () => {
  const late = instant('2026-02-10T23:30:00Z');
  expect(dayIn(roundOpensAt(1, late, 'Europe/Madrid'), 'Europe/Madrid').toString()).toBe('2026-04-12');
  expect(dayIn(roundOpensAt(1, late, 'America/Bogota'), 'America/Bogota').toString()).toBe('2026-04-11');
});

test('then every half year, counted from the first: a short month shortens its own round only', () => {
  const start = instant('2026-07-02T10:00:00Z');
  const days = [1, 2, 3, 4, 5].map((round) => dayIn(roundOpensAt(round, start, 'UTC'), 'UTC').toString());
  expect(days).toEqual(['2026-08-31', '2027-02-28', '2027-08-31', '2028-02-29', '2028-08-31']);
});

test('a round that would open on a leap day opens on the 28th in other years', () => {
  const start = instant('2027-12-31T10:00:00Z');
  expect(dayIn(roundOpensAt(1, start, 'UTC'), 'UTC').toString()).toBe('2028-02-29');
  expect(dayIn(roundOpensAt(3, start, 'UTC'), 'UTC').toString()).toBe('2029-02-28');
});

test('rounds open one after the other, each about half a year after the one before, whatever the zone', () => {
  fc.assert(
    fc.property(anyStart, anyZone, fc.integer({ min: 1, max: 12 }), (start, zone, round) => {
      const [one, next] = [roundOpensAt(round, start, zone), roundOpensAt(round + 1, start, zone)];
      const days = one.until(next).total('hours') / 24;
      expect(days).toBeGreaterThan(180);
      expect(days).toBeLessThan(185);
    }),
  );
});

test('the round of a moment is the latest one that has opened, however many were missed', () => {
  fc.assert(
    fc.property(anyStart, anyZone, fc.integer({ min: 0, max: 24 * 365 * 7 }), (start, zone, hours) => {
      const now = start.add({ hours });
      const found = roundAt(now, start, zone);
      const [before, after] = [found?.round ?? 0, (found?.round ?? 0) + 1];
      if (before > 0) {
        expect(found?.opensAt.equals(roundOpensAt(before, start, zone))).toBe(true);
        expect(Temporal.Instant.compare(roundOpensAt(before, start, zone), now)).toBeLessThanOrEqual(0);
      }
      expect(Temporal.Instant.compare(roundOpensAt(after, start, zone), now)).toBe(1);
    }),
  );
});

test('asking every hour opens each round once, in order, and none before its time', () => {
  fc.assert(
    fc.property(anyStart, anyZone, (start, zone) => {
      const opened: number[] = [];
      for (let day = 0; day < 900; day += 1) {
        const found = roundAt(start.add({ hours: 24 * day }), start, zone);
        if (found && !opened.includes(found.round)) opened.push(found.round);
      }
      expect(opened).toEqual([1, 2, 3, 4, 5]);
    }),
    { numRuns: 30 },
  );
});

const opened = '2026-06-01T07:00:00Z';
const asked: Asking = {
  openedAt: opened,
  isOver: false,
  role: 'assistant',
  since: '2026-04-01T00:00:00Z',
  answeredAt: '2026-04-02T00:00:00Z',
  hasSkipped: false,
};

test('whoever answered the first time is asked again', () => {
  expect(isAsked(asked)).toBe(true);
});

test.each<[string, Partial<Asking>]>([
  ['no round is open', { openedAt: null }],
  ['the engagement is over', { isOver: true }],
  ['they sit this one out', { hasSkipped: true }],
  ['they have answered since', { answeredAt: '2026-06-01T08:00:00Z' }],
  ['they answered three weeks before', { answeredAt: '2026-05-12T08:00:00Z' }],
  ['they came after the round had opened', { since: '2026-06-02T00:00:00Z', answeredAt: null }],
  ['they are a member who has shared nothing', { role: 'member', answeredAt: null }],
])('nobody is asked where %s', (_why, fact) => {
  expect(isAsked({ ...asked, ...fact })).toBe(false);
});

test('a principal who has never shared anything is asked; a member who has is too', () => {
  expect(isAsked({ ...asked, role: 'principal', answeredAt: null })).toBe(true);
  expect(isAsked({ ...asked, role: 'member' })).toBe(true);
});

test('what was answered in the month before a round counts for it, and nothing from before', () => {
  expect(answersRound('2026-05-02T07:00:00Z', opened)).toBe(true);
  expect(answersRound('2026-05-02T06:59:59Z', opened)).toBe(false);
});
