import { describe, expect, test } from 'vitest';
import { caseOf, casesOf, type EngagementRecord, type WorkRecord } from './records.ts';

const now = Temporal.Instant.from('2026-11-24T12:00:00Z');
const record = (over: Partial<EngagementRecord> = {}): EngagementRecord => ({
  engagement: 'a',
  began: '2025-06-01T00:00:00Z',
  endedOn: null,
  isEarly: null,
  reason: null,
  declared: [{ requirement: 'R1', score: 40 }],
  renewedAt: null,
  clientSatisfaction: null,
  practiceSatisfaction: null,
  ...over,
});
const of = (over: Partial<EngagementRecord>, work?: WorkRecord) => caseOf(record(over), work, now)!;

test('an engagement counts only where a self-assessment was shared, which says where it started', () => {
  expect(casesOf([record({ declared: null })], [], now)).toEqual([]);
  expect(of({}).scores).toMatchObject({ R1: 40, R2: null });
});

test('its length runs to the end of its last day; of one that goes on it is so far', () => {
  expect(of({ endedOn: '2025-06-10' }).length).toEqual({ length: 10, isOver: true });
  expect(of({ began: '2026-11-14T12:00:00Z' }).length).toEqual({ length: 10, isOver: false });
});

describe('what takes a year to tell', () => {
  const young = { began: '2026-06-01T00:00:00Z' };
  test('is not known of an engagement that has gone on for less', () => {
    expect(of(young).values).toMatchObject({ renewed: null, endedEarly: null });
    expect(of({ ...young, renewedAt: '2026-07-01T00:00:00Z' }).values.renewed).toBeNull();
  });
  test('is known after a year, or where it ended', () => {
    expect(of({}).values).toMatchObject({ renewed: 0, endedEarly: 0 });
    expect(of({ ...young, endedOn: '2026-08-01', isEarly: true }).values).toMatchObject({ endedEarly: 1 });
    expect(of({ renewedAt: '2026-01-01T00:00:00Z' }).values.renewed).toBe(1);
  });
  test('leaves out what came after that year', () => {
    expect(of({ renewedAt: '2026-09-01T00:00:00Z' }).values.renewed).toBe(0);
    expect(of({ endedOn: '2026-09-01', isEarly: true }).values.endedEarly).toBe(0);
  });
});

test('a share of fewer than three briefs is not known', () => {
  const work = { engagement: 'a', sent: 4, urgent: 1, judged: 2, acceptedFirst: 2 };
  expect(of({}, work).values).toMatchObject({ urgent: 0.25, acceptedFirst: null });
});
