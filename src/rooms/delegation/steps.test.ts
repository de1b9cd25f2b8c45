import { describe, expect, it } from 'vitest';
import { freshStanding, standingAfter, turnOf } from './steps.ts';

const now = Temporal.Instant.from('2026-11-24T10:00:00Z');
const tomorrow = now.add({ hours: 24 });

describe('what an action leaves', () => {
  it('is a clock only while a promise stands', () => {
    const clock = { dueAt: tomorrow, stoppedAt: null };
    const promised = standingAfter('promiseBrief', { ...freshStanding, state: 'understood' }, { clock });
    expect(promised).toMatchObject({ state: 'promised', clock });
    expect(standingAfter('deliverBrief', promised).clock).toBeNull();
    expect(standingAfter('postMessage', promised).clock).toEqual(clock);
  });

  it('is no teach-back after a return to draft, while the questions stay', () => {
    const sent = { ...freshStanding, state: 'sent', openTeachBack: 't1', openQuestions: 1 } as const;
    expect(standingAfter('returnToDraft', sent)).toMatchObject({ openTeachBack: null, openQuestions: 1 });
  });
});

describe('whose turn it is', () => {
  it('tells a decision from what anybody of the client may do', () => {
    expect(turnOf({ ...freshStanding, state: 'delivered' }, now).awaits).toBe('principal');
    expect(turnOf({ ...freshStanding, state: 'sent', openQuestions: 1 }, now).awaits).toBe('client');
    expect(turnOf({ ...freshStanding, state: 'sent' }, now).awaits).toBe('assistant');
    expect(turnOf({ ...freshStanding, state: 'accepted' }, now).awaits).toBe('nobody');
  });

  it('goes back to the assistant when a proposed date passes without an answer', () => {
    const proposal = { id: 'p1', by: tomorrow };
    const standing = { ...freshStanding, state: 'understood', proposal } as const;
    expect(turnOf(standing, now)).toEqual({ awaits: 'principal', until: tomorrow });
    expect(turnOf(standing, tomorrow)).toEqual({ awaits: 'assistant', until: null });
  });
});
