import { describe, expect, it } from 'vitest';
import { briefSizes } from './brief.ts';
import {
  unmetCriteria,
  whyNotAccept,
  whyNotAnswer,
  whyNotAnswerProposal,
  whyNotAsk,
  whyNotConfirmTeachBack,
  whyNotCorrectTeachBack,
  whyNotDecline,
  whyNotDeliver,
  whyNotJudge,
  whyNotPromise,
  whyNotProposeDate,
  whyNotRequestChanges,
  whyNotSend,
  whyNotWithdrawQuestion,
  whyNotWriteTeachBack,
} from './conditions.ts';
import { blankBrief, clearBrief } from './rules.fixtures.ts';

const at = (text: string) => Temporal.Instant.from(text);
const now = at('2026-11-24T10:00:00Z');
const wishedBy = at('2026-11-30T17:00:00Z');
const { doneCriteria } = clearBrief();

describe('sending', () => {
  it('is refused without outcome, a done-criterion and a wished date, each at its field', () => {
    expect(whyNotSend(blankBrief(), now)).toEqual([
      { field: 'outcome', code: 'required' },
      { field: 'doneCriteria', code: 'required' },
      { field: 'wishedBy', code: 'required' },
    ]);
  });

  it('needs nothing more than those three', () => {
    const { outcome, wishedBy, doneCriteria } = clearBrief();
    expect(whyNotSend({ ...blankBrief(), outcome, wishedBy, doneCriteria }, now)).toEqual([]);
  });

  it('is refused when the wished date has passed while the draft lay', () => {
    expect(whyNotSend(clearBrief({ wishedBy: now }), now)).toEqual([
      { field: 'wishedBy', code: 'in_the_past' },
    ]);
  });
});

describe('questions', () => {
  it('need words, and are limited in number', () => {
    expect(whyNotAsk({ question: '¿A qué número llamo?', askedSoFar: 0 })).toEqual([]);
    expect(whyNotAsk({ question: ' ', askedSoFar: 0 })).toEqual([{ field: 'question', code: 'required' }]);
    expect(whyNotAsk({ question: '¿Y luego?', askedSoFar: briefSizes.questions })).toEqual([
      { field: null, code: 'too_many_questions' },
    ]);
  });

  it('are answered or withdrawn once', () => {
    const closed = [{ field: null, code: 'question_closed' }];
    expect(whyNotAnswer({ answer: 'Al fijo', isOpen: true })).toEqual([]);
    expect(whyNotAnswer({ answer: '', isOpen: true })).toEqual([{ field: 'answer', code: 'required' }]);
    expect(whyNotAnswer({ answer: 'Al fijo', isOpen: false })).toEqual(closed);
    expect(whyNotWithdrawQuestion({ isOpen: true })).toEqual([]);
    expect(whyNotWithdrawQuestion({ isOpen: false })).toEqual(closed);
  });
});

describe('the teach-back', () => {
  const gone = [{ field: null, code: 'no_open_teach_back' }];

  it('needs words, and so does its correction', () => {
    expect(whyNotWriteTeachBack('')).toEqual([{ field: 'teachBack', code: 'required' }]);
    expect(whyNotCorrectTeachBack('t1', 't1', ' ')).toEqual([{ field: 'correction', code: 'required' }]);
    expect(whyNotCorrectTeachBack('t1', 't1', 'Solo las de enero')).toEqual([]);
  });

  it('is confirmed only in the words that were read', () => {
    expect(whyNotConfirmTeachBack('t1', 't1')).toEqual([]);
    expect(whyNotConfirmTeachBack('t1', 't2')).toEqual(gone);
    expect(whyNotConfirmTeachBack('t1', null)).toEqual(gone);
    expect(whyNotCorrectTeachBack('t1', null, 'Solo las de enero')).toEqual(gone);
  });
});

describe('a promise', () => {
  it('is good up to the wished moment, inclusive', () => {
    expect(whyNotPromise({ by: wishedBy, wishedBy }, now)).toEqual([]);
  });

  it('later than the wish is to be proposed instead', () => {
    expect(whyNotPromise({ by: wishedBy.add({ milliseconds: 1 }), wishedBy }, now)).toEqual([
      { field: 'by', code: 'later_than_wished' },
    ]);
  });

  it('may be later when the wish has passed already', () => {
    expect(whyNotPromise({ by: at('2026-12-02T17:00:00Z'), wishedBy }, at('2026-12-01T09:00:00Z'))).toEqual(
      [],
    );
  });

  it('lies in the future', () => {
    expect(whyNotPromise({ by: now, wishedBy }, now)).toEqual([{ field: 'by', code: 'in_the_past' }]);
  });
});

describe('another date', () => {
  const later = at('2026-12-03T17:00:00Z');
  const open = { id: 'p1', by: later };

  it('needs a moment to come and a reason', () => {
    expect(whyNotProposeDate({ by: later, reason: 'Falta la lista', earlier: null }, now)).toEqual([]);
    expect(whyNotProposeDate({ by: now, reason: ' ', earlier: null }, now)).toEqual([
      { field: 'by', code: 'in_the_past' },
      { field: 'reason', code: 'required' },
    ]);
  });

  it('is proposed one at a time, unless the earlier one has passed without an answer', () => {
    const next = { by: at('2026-12-09T17:00:00Z'), reason: 'Falta la lista', earlier: open };
    expect(whyNotProposeDate(next, now)).toEqual([{ field: null, code: 'proposal_open' }]);
    expect(whyNotProposeDate(next, later)).toEqual([]);
  });

  it('is answered only while it is the open one', () => {
    const gone = [{ field: null, code: 'no_open_proposal' }];
    expect(whyNotAnswerProposal('p1', open, now)).toEqual([]);
    expect(whyNotAnswerProposal('p0', open, now)).toEqual(gone);
    expect(whyNotAnswerProposal('p1', null, now)).toEqual(gone);
    expect(whyNotAnswerProposal('p1', open, later)).toEqual(gone);
  });
});

it('declining says why', () => {
  expect(whyNotDecline('')).toEqual([{ field: 'reason', code: 'required' }]);
  expect(whyNotDecline('No hago llamadas en frío')).toEqual([]);
});

describe('a delivery', () => {
  it('holds a note or a file', () => {
    expect(whyNotDeliver({ note: '', fileCount: 0, openQuestions: 0 })).toEqual([
      { field: 'note', code: 'nothing_delivered' },
    ]);
    expect(whyNotDeliver({ note: 'Hecho', fileCount: 0, openQuestions: 0 })).toEqual([]);
    expect(whyNotDeliver({ note: '', fileCount: 1, openQuestions: 0 })).toEqual([]);
  });

  it('waits until no question is open', () => {
    expect(whyNotDeliver({ note: 'Hecho', fileCount: 1, openQuestions: 1 })).toEqual([
      { field: null, code: 'questions_open' },
    ]);
  });

  it('can be accepted with criteria unmet, which stay on record', () => {
    const verdicts = { called: true, listed: false };
    expect(whyNotAccept(verdicts, doneCriteria)).toEqual([]);
    expect(unmetCriteria(verdicts, doneCriteria).map(({ id }) => id)).toEqual(['listed']);
    expect(unmetCriteria({}, doneCriteria)).toEqual([]);
  });

  it('is judged only as it was looked at', () => {
    expect(whyNotJudge('d1', 'd1')).toEqual([]);
    expect(whyNotJudge('d1', 'd2')).toEqual([{ field: null, code: 'no_open_delivery' }]);
  });

  it("is judged by the brief's own criteria only", () => {
    const stranger = [{ field: 'criteria', code: 'unknown_criterion' }];
    expect(whyNotAccept({ other: true }, doneCriteria)).toEqual(stranger);
    expect(whyNotRequestChanges({ criteria: ['other'], reason: '' }, doneCriteria)).toEqual(stranger);
    expect(unmetCriteria({}, [{ id: 'toString', text: 'Un id con nombre de método' }])).toEqual([]);
  });

  it('is sent back with a criterion or with words', () => {
    expect(whyNotRequestChanges({ criteria: [], reason: ' ' }, doneCriteria)).toEqual([
      { field: 'reason', code: 'nothing_to_change' },
    ]);
    expect(whyNotRequestChanges({ criteria: ['listed'], reason: '' }, doneCriteria)).toEqual([]);
    expect(whyNotRequestChanges({ criteria: [], reason: 'Falta marzo' }, doneCriteria)).toEqual([]);
  });
});
