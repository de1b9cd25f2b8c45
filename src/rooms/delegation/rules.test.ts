import { describe, expect, it } from 'vitest';
import { briefStates, type BriefState } from './brief.ts';
import {
  actionsOpenTo,
  briefActions,
  briefRoles,
  finishedStates,
  maySee,
  mayDo,
  overtakenBy,
  stateAfter,
  whyNot,
  type BriefAction,
  type Standing,
} from './rules.ts';

const brief = (state: BriefState, facts: Partial<Standing> = {}): Standing => ({
  state,
  isArchived: false,
  isOwn: true,
  ...facts,
});

/**
 * Who may do what in which state, written down by hand from the product's words and on purpose not from the
 * code's table: A = assistant, P = principal, M = member. Columns are the states in the order of their life.
 */
const expected = `
                   draft sent und. prom deli chan acce decl with
editDraft          APM   ·    ·    ·    ·    ·    ·    ·    ·
sendBrief          PM    ·    ·    ·    ·    ·    ·    ·    ·
returnToDraft      ·     PM   ·    ·    ·    ·    ·    ·    ·
askQuestion        ·     A    A    A    A    A    ·    ·    ·
answerQuestion     ·     PM   PM   PM   PM   PM   ·    ·    ·
withdrawQuestion   ·     A    A    A    A    A    ·    ·    ·
writeTeachBack     ·     A    ·    ·    ·    ·    ·    ·    ·
confirmTeachBack   ·     PM   ·    ·    ·    ·    ·    ·    ·
correctTeachBack   ·     PM   ·    ·    ·    ·    ·    ·    ·
promiseBrief       ·     ·    A    ·    ·    A    ·    ·    ·
proposeDate        ·     ·    A    A    ·    A    ·    ·    ·
agreeDate          ·     ·    P    P    ·    P    ·    ·    ·
refuseDate         ·     ·    P    P    ·    P    ·    ·    ·
declineBrief       ·     A    A    ·    ·    ·    ·    ·    ·
deliverBrief       ·     ·    ·    A    ·    A    ·    ·    ·
acceptDelivery     ·     ·    ·    ·    P    ·    ·    ·    ·
requestChanges     ·     ·    ·    ·    P    ·    ·    ·    ·
withdrawBrief      ·     P    P    P    ·    P    ·    ·    ·
archiveBrief       APM   ·    ·    ·    ·    ·    AP   AP   AP
restoreBrief       APM   ·    ·    ·    ·    ·    AP   AP   AP
postMessage        APM   APM  APM  APM  APM  APM  APM  APM  APM
attachFile         APM   APM  APM  APM  APM  APM  ·    ·    ·
`.trimEnd();

function generatedTable(): string {
  const letters = { assistant: 'A', principal: 'P', member: 'M' };
  const cell = (action: BriefAction, state: BriefState) =>
    briefRoles
      .filter((role) => mayDo(action, brief(state, { isArchived: action === 'restoreBrief' }), role))
      .map((role) => letters[role])
      .join('') || '·';
  const row = (name: string, cells: readonly string[]) =>
    [name.padEnd(19), ...cells.map((text, column) => text.padEnd(column === 0 ? 6 : 5))].join('').trimEnd();
  const head = row(
    '',
    briefStates.map((state) => state.replace('understood', 'und.').slice(0, state === 'draft' ? 5 : 4)),
  );
  return [
    '',
    head,
    ...briefActions.map((action) =>
      row(
        action,
        briefStates.map((state) => cell(action, state)),
      ),
    ),
  ].join('\n');
}

describe('who may do what in which state', () => {
  it('is exactly the table that was agreed', () => {
    expect(generatedTable()).toBe(expected);
  });

  it('says why an action is refused, to each role in its own terms', () => {
    expect(whyNot('promiseBrief', brief('sent'), 'assistant')).toBe('not_in_this_state');
    expect(whyNot('promiseBrief', brief('understood'), 'principal')).toBe('assistant_only');
    expect(whyNot('promiseBrief', brief('understood'), 'member')).toBe('assistant_only');
    expect(whyNot('acceptDelivery', brief('delivered'), 'assistant')).toBe('client_only');
    expect(whyNot('acceptDelivery', brief('delivered'), 'member')).toBe('needs_principal');
    expect(whyNot('acceptDelivery', brief('delivered'), 'principal')).toBeNull();
    expect(whyNot('archiveBrief', brief('accepted'), 'member')).toBe('needs_principal');
  });

  it('lets an assistant touch only proposals of their own', () => {
    const clientsDraft = brief('draft', { isOwn: false });
    for (const action of ['editDraft', 'attachFile', 'archiveBrief'] as const) {
      expect(whyNot(action, clientsDraft, 'assistant'), action).toBe('not_your_draft');
      expect(whyNot(action, brief('draft'), 'assistant'), action).toBeNull();
    }
    expect(whyNot('sendBrief', brief('draft'), 'assistant')).toBe('client_only');
    expect(whyNot('attachFile', brief('sent', { isOwn: false }), 'assistant')).toBeNull();
  });

  it("lets a member edit a colleague's draft, but put away only their own", () => {
    const colleagues = brief('draft', { isOwn: false });
    expect(whyNot('editDraft', colleagues, 'member')).toBeNull();
    expect(whyNot('archiveBrief', colleagues, 'member')).toBe('not_your_draft');
    expect(whyNot('archiveBrief', colleagues, 'principal')).toBeNull();
  });
});

describe('an archived brief', () => {
  it('allows nothing but to be restored', () => {
    for (const state of ['draft', ...finishedStates] as const) {
      const archived = brief(state, { isArchived: true });
      expect(actionsOpenTo(archived, 'principal')).toEqual(['restoreBrief']);
      expect(whyNot('postMessage', archived, 'assistant')).toBe('archived');
    }
  });

  it('is the only one that can be restored', () => {
    expect(whyNot('restoreBrief', brief('accepted'), 'principal')).toBe('not_archived');
  });
});

describe('the state after an action', () => {
  it('follows a brief from draft to accepted, with one round of changes', () => {
    const steps: readonly BriefAction[] = [
      'sendBrief',
      'askQuestion',
      'writeTeachBack',
      'confirmTeachBack',
      'promiseBrief',
      'deliverBrief',
      'requestChanges',
      'promiseBrief',
      'deliverBrief',
      'acceptDelivery',
    ];
    let state: BriefState = 'draft';
    const way: BriefState[] = [];
    for (const step of steps) {
      expect(
        briefRoles.some((role) => mayDo(step, brief(state), role)),
        `${step} while ${state}`,
      ).toBe(true);
      state = stateAfter(step, state);
      way.push(state);
    }
    expect(way).toEqual(
      'sent sent sent understood promised delivered changes_requested promised delivered accepted'.split(' '),
    );
  });

  it('never changes once a brief is finished', () => {
    for (const state of finishedStates) {
      for (const isArchived of [false, true]) {
        for (const role of briefRoles) {
          for (const action of actionsOpenTo(brief(state, { isArchived }), role)) {
            expect(stateAfter(action, state), `${action} while ${state}`).toBe(state);
          }
        }
      }
    }
  });

  it('can be reached, for every state, from a draft', () => {
    const reached = new Set<BriefState>(['draft']);
    for (const state of reached) {
      for (const role of briefRoles) {
        for (const action of actionsOpenTo(brief(state), role)) reached.add(stateAfter(action, state));
      }
    }
    expect([...reached].toSorted()).toEqual([...briefStates].toSorted());
  });
});

it('a promise overtakes an open date proposal, a return to draft an open teach-back', () => {
  expect(overtakenBy('promiseBrief')).toEqual({ proposal: true, teachBack: false });
  expect(overtakenBy('returnToDraft')).toEqual({ proposal: false, teachBack: true });
  expect(overtakenBy('withdrawBrief')).toEqual({ proposal: true, teachBack: true });
  expect(overtakenBy('askQuestion')).toEqual({ proposal: false, teachBack: false });
});

describe("a client's draft", () => {
  const draft = { state: 'draft', isOwn: false, wasSent: false, startedBy: 'client' } as const;

  it('stays on the client side until it is sent once', () => {
    expect(maySee(draft, 'assistant')).toBe(false);
    expect(maySee(draft, 'member')).toBe(true);
    expect(maySee({ ...draft, wasSent: true }, 'assistant')).toBe(true);
    expect(maySee({ ...draft, state: 'sent' }, 'assistant')).toBe(true);
  });

  it('differs from a proposal, which both sides see', () => {
    const proposal = { ...draft, startedBy: 'assistant' } as const;
    expect(briefRoles.every((role) => maySee(proposal, role))).toBe(true);
  });
});
