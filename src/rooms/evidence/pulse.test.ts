import { describe, expect, test } from 'vitest';
import { monthOf, visiblePulses, type Pulse } from './pulse.ts';

test('a pulse belongs to the month on the clock of whoever answers', () => {
  const midnight = Temporal.Instant.from('2026-12-01T02:00:00Z');
  expect(monthOf(midnight, 'Europe/Madrid')).toBe('2026-12');
  expect(monthOf(midnight, 'America/Bogota')).toBe('2026-11');
});

describe('of the answers', () => {
  const pulse = (person: string, month: string): Pulse => ({
    person,
    month,
    side: 'client',
    satisfaction: 4,
  });
  const pulses = [pulse('bruno', '2026-10'), pulse('bruno', '2026-11')];
  const seenBy = (person: string, mayAnswer: boolean, more: Pulse[] = []) =>
    visiblePulses([...pulses, ...more], { person, month: '2026-11', mayAnswer }).map(({ person, month }) => [
      person,
      month,
    ]);

  test('somebody who has not answered this month sees the months before', () => {
    expect(seenBy('ana', true)).toEqual([['bruno', '2026-10']]);
  });
  test('somebody who has answered sees all, and so does somebody who takes no part', () => {
    expect(seenBy('ana', true, [pulse('ana', '2026-11')])).toHaveLength(3);
    expect(seenBy('ana', false)).toHaveLength(2);
  });
});
