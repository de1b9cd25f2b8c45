import { expect, test } from 'vitest';
import { madrid, on, request, sent } from './records.fixtures.ts';
import type { RequestRecord } from './records.ts';
import { relationshipOf } from './rules.ts';
import { stateAfter } from './signals.ts';

const after = (crossings: string, needed: 1 | 2 = 2) =>
  stateAfter(
    [...crossings].map((sign) => ({ crosses: sign === 'x' })),
    needed,
  );

test('a share is noticed at two evaluations in a row, and forgotten after two', () => {
  expect(after('..')).toBeNull();
  expect(after('..x')).toEqual({ state: 'first', sinceIndex: 2 });
  expect(after('..xx')).toEqual({ state: 'on', sinceIndex: 2 });
  expect(after('.xx.')).toEqual({ state: 'on', sinceIndex: 1 });
  expect(after('.xx.x')).toEqual({ state: 'on', sinceIndex: 1 });
  expect(after('.xx..')).toBeNull();
  expect(after('.xx..x')).toEqual({ state: 'first', sinceIndex: 5 });
  expect(after('x.x.x.')).toBeNull();
});

test('a count is noticed at once and forgotten at once', () => {
  expect(after('.x', 1)).toEqual({ state: 'on', sinceIndex: 1 });
  expect(after('.x.', 1)).toBeNull();
});

const monday = on('2026-08-31 10:00');
/** Each week, so many requests on Monday, of which so many are urgent. */
const weekly = (weeks: number, many: number, urgent: number): RequestRecord[] =>
  Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: many }, (_, index) => {
      const at = monday.toZonedDateTimeISO(madrid.timeZone).add({ weeks: week, minutes: index });
      const local = (when: Temporal.ZonedDateTime) => when.toPlainDateTime().toString().replace('T', ' ');
      return request([sent(local(at), local(at.add(index < urgent ? { hours: 2 } : { days: 7 })))]);
    }),
  ).flat();
const noticed = (records: RequestRecord[], now: string) =>
  relationshipOf(records, { now: on(now), hours: madrid, firstSentAt: monday })
    .signals.filter(({ figure }) => figure === 'urgent')
    .map(
      ({ signal, state, since }) =>
        `${signal} ${state} ${since.toZonedDateTimeISO(madrid.timeZone).toPlainDate()}`,
    );

test('a third of requests being urgent is first a quiet line, then a notice, with its since', () => {
  const some = weekly(12, 6, 2);
  // Begun on Monday, 31 August at ten: two weeks have passed at the evaluation of 21 September, not yet on the 14th.
  expect(noticed(some, '2026-09-13 12:00')).toEqual([]);
  expect(noticed(some, '2026-09-22 12:00')).toEqual(['urgentShare first 2026-09-21']);
  expect(noticed(some, '2026-09-29 12:00')).toEqual(['urgentShare on 2026-09-21']);
  expect(noticed(some, '2026-11-10 12:00')).toEqual(['urgentShare on 2026-09-21']);
});

test('few events are never over a threshold', () => {
  expect(noticed(weekly(12, 1, 1), '2026-11-10 12:00')).toEqual([]);
});

test('whoever lives in emergency mode reads that alone', () => {
  expect(noticed(weekly(12, 6, 3), '2026-11-10 12:00')).toEqual(['emergencyMode on 2026-09-28']);
});

test('a notice ends two evaluations after what it noticed has ended', () => {
  const ended = weekly(5, 6, 2);
  expect(noticed(ended, '2026-10-20 12:00')).toEqual(['urgentShare on 2026-09-21']);
  expect(noticed(ended, '2026-11-03 12:00')).toEqual([]);
});

test('what happens after an evaluation does not alter what it found', () => {
  const some = weekly(12, 6, 2);
  const until = some.filter(
    ({ moments }) => Temporal.Instant.compare(moments[0]!.at, on('2026-10-05 00:00')) < 0,
  );
  const early = relationshipOf(until, { now: on('2026-10-05 08:00'), hours: madrid, firstSentAt: monday });
  const late = relationshipOf(some, { now: on('2026-10-05 08:00'), hours: madrid, firstSentAt: monday });
  expect(late.signals).toEqual(early.signals);
});
