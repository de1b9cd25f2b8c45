import { describe, expect, it } from 'vitest';
import { panelsFor } from './panels.ts';

type Facts = Parameters<typeof panelsFor>[0];

const facts = (given: Partial<Facts>): Facts => ({
  mayDo: [],
  waitsFor: { who: 'client', why: 'send', mine: false },
  questions: [],
  ...given,
});
const openQuestion = { status: 'open' } as Facts['questions'][number];

describe('what a page asks of its reader', () => {
  it('is to promise, before all, when a promise is awaited', () => {
    const promise = facts({
      mayDo: ['promiseBrief', 'askQuestion'],
      waitsFor: { who: 'assistant', why: 'promise', mine: true },
    });
    expect(panelsFor(promise)).toEqual([{ name: 'promise', isAwaited: true }]);
  });

  it('is never to deliver while a question is open', () => {
    const mayDo = ['deliverBrief'] as const satisfies Facts['mayDo'];
    const waitsFor = { who: 'client', why: 'answer_questions', mine: false } as const;
    expect(panelsFor(facts({ mayDo: [...mayDo], waitsFor, questions: [openQuestion] }))).toEqual([]);
  });

  it('is to answer only where somebody asked', () => {
    const client = facts({ mayDo: ['answerQuestion', 'withdrawBrief'] });
    expect(panelsFor(client)).toEqual([]);
    expect(panelsFor({ ...client, questions: [openQuestion] })).toEqual([
      { name: 'answer', isAwaited: false },
    ]);
  });

  it('offers a new promise beside the rework that is awaited', () => {
    const rework = facts({
      mayDo: ['promiseBrief', 'deliverBrief'],
      waitsFor: { who: 'assistant', why: 'rework', mine: true },
    });
    expect(panelsFor(rework)).toEqual([
      { name: 'deliver', isAwaited: true },
      { name: 'promise', isAwaited: false },
    ]);
  });
});
