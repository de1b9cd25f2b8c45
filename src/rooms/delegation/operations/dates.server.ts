import { operation } from '#kernel/operation.server.ts';
import { clear, mayTake, record, settle, takeUp } from '../access.server.ts';
import { startedClock } from '../clock.ts';
import { whyNotAnswerProposal, whyNotPromise, whyNotProposeDate } from '../conditions.ts';
import { agreeDateInput, promiseBriefInput, proposeDateInput, refuseDateInput } from '../inputs.ts';
import { insertProposal, judgeProposal } from '../store.server.ts';
import { briefStep } from '../views.ts';

/** The assistant's word: delivered by then. Field codes at `by`: `in_the_past`, `later_than_wished`. */
export const promiseBrief = operation({
  name: 'delegation.promiseBrief',
  summary: 'Commits to deliver a brief by a date',
  http: 'POST /workspaces/{workspace}/briefs/{brief}/promise',
  input: promiseBriefInput,
  output: briefStep,
  may: mayTake('promiseBrief'),
  async run(run, { by, ...input }) {
    const held = await takeUp(run, input, 'promiseBrief');
    clear(whyNotPromise({ by, wishedBy: held.content.wishedBy }, run.now));
    record(run, held, { kind: 'delegation.briefPromised', facts: { by: by.toString() } }, 'notify');
    const clock = startedClock(by, held.standing.openQuestions, run.now);
    return settle(run, held, 'promiseBrief', { clock }, promised(by, run.now, run.person.id));
  },
});

/** Puts another date forward, for the client to decide. Codes: `in_the_past` at `by`, `proposal_open`. */
export const proposeDate = operation({
  name: 'delegation.proposeDate',
  summary: 'Proposes another date, with the reason',
  http: 'POST /workspaces/{workspace}/briefs/{brief}/proposals',
  input: proposeDateInput,
  output: briefStep,
  may: mayTake('proposeDate'),
  async run(run, { by, reason, ...input }) {
    const held = await takeUp(run, input, 'proposeDate');
    clear(whyNotProposeDate({ by, reason, earlier: held.standing.proposal }, run.now));
    const id = run.newId<'proposal'>();
    await insertProposal(run.tx, held, { id, by, reason }, { by: run.person.id, at: run.now });
    const facts = { proposalId: id, by: by.toString(), reason };
    record(run, held, { kind: 'delegation.dateProposed', facts }, 'notify');
    return settle(run, held, 'proposeDate', { proposal: { id, by } });
  },
});

/** Agrees to the proposed date, which thereby is the assistant's promise, given now. Code: `no_open_proposal`. */
export const agreeDate = operation({
  name: 'delegation.agreeDate',
  summary: 'Agrees to the date that the assistant proposed',
  http: 'POST /workspaces/{workspace}/briefs/{brief}/proposals/{proposal}/agree',
  input: agreeDateInput,
  output: briefStep,
  may: mayTake('agreeDate'),
  async run(run, { proposal: id, ...input }) {
    const held = await takeUp(run, input, 'agreeDate');
    const { proposal, openQuestions } = held.standing;
    clear(whyNotAnswerProposal(id, proposal, run.now));
    const signed = { by: run.person.id, at: run.now };
    const { by, proposedBy } = await judgeProposal(run.tx, held, id, 'agreed', null, signed);
    const facts = { proposalId: id, by: by.toString() };
    record(run, held, { kind: 'delegation.dateAgreed', facts }, 'notify');
    const clock = startedClock(by, openQuestions, run.now);
    return settle(run, held, 'agreeDate', { proposal: null, clock }, promised(by, run.now, proposedBy));
  },
});

/** Says that the proposed date does not do; what was promised before, if anything, stands. */
export const refuseDate = operation({
  name: 'delegation.refuseDate',
  summary: 'Refuses the date that the assistant proposed',
  http: 'POST /workspaces/{workspace}/briefs/{brief}/proposals/{proposal}/refuse',
  input: refuseDateInput,
  output: briefStep,
  may: mayTake('refuseDate'),
  async run(run, { proposal: id, reason, ...input }) {
    const held = await takeUp(run, input, 'refuseDate');
    clear(whyNotAnswerProposal(id, held.standing.proposal, run.now));
    const signed = { by: run.person.id, at: run.now };
    const { by } = await judgeProposal(run.tx, held, id, 'refused', reason || null, signed);
    const facts = { proposalId: id, by: by.toString(), reason: reason || null };
    record(run, held, { kind: 'delegation.dateRefused', facts }, 'notify');
    return settle(run, held, 'refuseDate', { proposal: null });
  },
});

const promised = (by: Temporal.Instant, now: Temporal.Instant, who: string) => ({
  promised_for: by.toString(),
  promised_at: now.toString(),
  promised_by: who,
});
