import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { briefStates, type BriefState } from './brief.ts';
import { actionsOpenTo, type BriefAction } from './rules.ts';
import { rolesAwaited, waitsFor, type Waiting, type WaitingFacts } from './waiting.ts';

const now = Temporal.Instant.from('2026-11-24T10:00:00Z');
const proposal = { id: 'p1', by: now.add({ hours: 24 }) };

const brief = (state: BriefState, facts: Partial<WaitingFacts> = {}): WaitingFacts => ({
  stage: { state },
  isArchived: false,
  openQuestions: 0,
  hasOpenTeachBack: false,
  proposal: null,
  ...facts,
});
const waits = (facts: WaitingFacts) => {
  const { who, why } = waitsFor(facts, now);
  return `${who}: ${why}`;
};

describe('who is awaited', () => {
  it('follows the brief when nothing lies open', () => {
    expect(briefStates.map((state) => waits(brief(state)))).toEqual([
      'client: send',
      'assistant: say_it_back',
      'assistant: promise',
      'assistant: deliver',
      'client: review_delivery',
      'assistant: rework',
      'nobody: accepted',
      'nobody: declined',
      'nobody: withdrawn',
    ]);
  });

  it('is the client as long as a question is open, whatever else is', () => {
    for (const state of ['sent', 'understood', 'promised', 'changes_requested'] as const) {
      const facts = brief(state, { openQuestions: 1, hasOpenTeachBack: true, proposal });
      expect(waits(facts)).toBe('client: answer_questions');
    }
  });

  it('is the client for a teach-back to confirm', () => {
    expect(waits(brief('sent', { hasOpenTeachBack: true }))).toBe('client: confirm_teach_back');
  });

  it('is the client for a proposed date, until that date has passed', () => {
    expect(waits(brief('promised', { proposal }))).toBe('client: agree_date');
    expect(waits(brief('promised', { proposal: { id: 'p1', by: now } }))).toBe('assistant: deliver');
  });

  it('is the client for the review of a delivery, even with a question open', () => {
    expect(waits(brief('delivered', { openQuestions: 1 }))).toBe('client: review_delivery');
  });

  it('is nobody once the brief is archived', () => {
    expect(waits(brief('draft', { isArchived: true }))).toBe('nobody: archived');
  });

  it('is the principal alone for a decision', () => {
    expect(rolesAwaited({ who: 'client', why: 'review_delivery' })).toEqual(['principal']);
    expect(rolesAwaited({ who: 'client', why: 'agree_date' })).toEqual(['principal']);
    expect(rolesAwaited({ who: 'client', why: 'answer_questions' })).toEqual(['principal', 'member']);
    expect(rolesAwaited({ who: 'assistant', why: 'promise' })).toEqual(['assistant']);
    expect(rolesAwaited({ who: 'nobody', why: 'accepted' })).toEqual([]);
  });
});

it('whoever is awaited may do what they are awaited for, in every situation', () => {
  const step: Record<Exclude<Waiting, { who: 'nobody' }>['why'], BriefAction> = {
    send: 'sendBrief',
    answer_questions: 'answerQuestion',
    confirm_teach_back: 'confirmTeachBack',
    agree_date: 'agreeDate',
    review_delivery: 'acceptDelivery',
    say_it_back: 'writeTeachBack',
    promise: 'promiseBrief',
    deliver: 'deliverBrief',
    rework: 'deliverBrief',
  };
  const situation = fc.record({
    stage: fc.record({ state: fc.constantFrom(...briefStates) }),
    isArchived: fc.boolean(),
    openQuestions: fc.nat({ max: 3 }),
    hasOpenTeachBack: fc.boolean(),
    proposal: fc.option(
      fc.integer({ min: -50, max: 50 }).map((hours) => ({ id: 'p1', by: now.add({ hours }) })),
    ),
  });
  fc.assert(
    fc.property(situation, (facts) => {
      const waiting = waitsFor(facts, now);
      const roles = rolesAwaited(waiting);
      if (waiting.who === 'nobody') {
        expect(facts.isArchived || ['accepted', 'declined', 'withdrawn'].includes(facts.stage.state)).toBe(
          true,
        );
        return;
      }
      const standing = { state: facts.stage.state, isArchived: facts.isArchived, isOwn: false };
      expect(roles.length).toBeGreaterThan(0);
      for (const role of roles) expect(actionsOpenTo(standing, role)).toContain(step[waiting.why]);
    }),
  );
});
