import { operation } from '#kernel/operation.server.ts';
import { clear, mayTake, record, settle, takeUp } from '../access.server.ts';
import { whyNotDecline } from '../conditions.ts';
import { briefInput, declineBriefInput, withdrawBriefInput } from '../inputs.ts';
import { briefStep } from '../views.ts';

/** The assistant does not take the brief on, and says why. */
export const declineBrief = operation({
  name: 'delegation.declineBrief',
  summary: 'Declines a brief, with the reason',
  http: 'POST /workspaces/{workspace}/briefs/{brief}/decline',
  input: declineBriefInput,
  output: briefStep,
  may: mayTake('declineBrief'),
  async run(run, { reason, ...input }) {
    const held = await takeUp(run, input, 'declineBrief');
    clear(whyNotDecline(reason));
    record(run, held, { kind: 'delegation.briefDeclined', facts: { reason } }, 'notify');
    return settle(run, held, 'declineBrief', {}, closed(run, reason));
  },
});

/** The client does not need it any more. */
export const withdrawBrief = operation({
  name: 'delegation.withdrawBrief',
  summary: 'Withdraws a brief that is not needed any more',
  http: 'POST /workspaces/{workspace}/briefs/{brief}/withdraw',
  input: withdrawBriefInput,
  output: briefStep,
  may: mayTake('withdrawBrief'),
  async run(run, { reason, ...input }) {
    const held = await takeUp(run, input, 'withdrawBrief');
    const facts = { reason: reason || null };
    record(run, held, { kind: 'delegation.briefWithdrawn', facts }, 'notify');
    return settle(run, held, 'withdrawBrief', {}, closed(run, reason || null));
  },
});

/** Puts a draft or a finished brief out of sight; `restoreBrief` brings it back. */
export const archiveBrief = operation({
  name: 'delegation.archiveBrief',
  summary: 'Puts a draft or a finished brief out of sight',
  http: 'POST /workspaces/{workspace}/briefs/{brief}/archive',
  input: briefInput,
  output: briefStep,
  may: mayTake('archiveBrief'),
  async run(run, input) {
    const held = await takeUp(run, input, 'archiveBrief');
    record(run, held, { kind: 'delegation.briefArchived', facts: {} });
    return settle(run, held, 'archiveBrief', { isArchived: true }, { archived_at: run.now.toString() });
  },
});

export const restoreBrief = operation({
  name: 'delegation.restoreBrief',
  summary: 'Brings an archived brief back',
  http: 'POST /workspaces/{workspace}/briefs/{brief}/restore',
  input: briefInput,
  output: briefStep,
  may: mayTake('restoreBrief'),
  async run(run, input) {
    const held = await takeUp(run, input, 'restoreBrief');
    record(run, held, { kind: 'delegation.briefRestored', facts: {} });
    return settle(run, held, 'restoreBrief', { isArchived: false }, { archived_at: null });
  },
});

type Closing = { now: Temporal.Instant; person: { id: string } };
const closed = ({ now, person }: Closing, reason: string | null) => ({
  closed_at: now.toString(),
  closed_by: person.id,
  closing_reason: reason,
});
