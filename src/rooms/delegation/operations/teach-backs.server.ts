import { operation } from '#kernel/operation.server.ts';
import { clear, mayTake, record, settle, takeUp } from '../access.server.ts';
import { whyNotConfirmTeachBack, whyNotCorrectTeachBack, whyNotWriteTeachBack } from '../conditions.ts';
import { confirmTeachBackInput, correctTeachBackInput, writeTeachBackInput } from '../inputs.ts';
import { insertTeachBack, judgeTeachBack } from '../store.server.ts';
import { briefStep } from '../views.ts';

/** Says the brief back in the assistant's own words. A newer one takes the place of one that is still open. */
export const writeTeachBack = operation({
  name: 'delegation.writeTeachBack',
  summary: 'Says back in own words what was understood',
  http: 'POST /workspaces/{workspace}/briefs/{brief}/teach-backs',
  input: writeTeachBackInput,
  output: briefStep,
  may: mayTake('writeTeachBack'),
  async run(run, { teachBack, ...input }) {
    const held = await takeUp(run, input, 'writeTeachBack');
    clear(whyNotWriteTeachBack(teachBack));
    const id = run.newId<'teachBack'>();
    await insertTeachBack(run.tx, held, id, teachBack, { by: run.person.id, at: run.now });
    record(run, held, { kind: 'delegation.teachBackWritten', facts: { teachBackId: id } }, 'notify');
    return settle(run, held, 'writeTeachBack', { openTeachBack: id });
  },
});

/** Confirms the words that were read: refused with `no_open_teach_back` where they were replaced meanwhile. */
export const confirmTeachBack = operation({
  name: 'delegation.confirmTeachBack',
  summary: 'Confirms that the assistant has understood',
  http: 'POST /workspaces/{workspace}/briefs/{brief}/teach-backs/{teachBack}/confirm',
  input: confirmTeachBackInput,
  output: briefStep,
  may: mayTake('confirmTeachBack'),
  async run(run, { teachBack, ...input }) {
    const held = await takeUp(run, input, 'confirmTeachBack');
    clear(whyNotConfirmTeachBack(teachBack, held.standing.openTeachBack));
    await judgeTeachBack(run.tx, held, teachBack, null, { by: run.person.id, at: run.now });
    const facts = { teachBackId: teachBack };
    record(run, held, { kind: 'delegation.teachBackConfirmed', facts }, 'notify');
    const columns = { understood_at: run.now.toString() };
    return settle(run, held, 'confirmTeachBack', { openTeachBack: null }, columns);
  },
});

/** Says what was understood otherwise; the assistant then says it back again. */
export const correctTeachBack = operation({
  name: 'delegation.correctTeachBack',
  summary: 'Corrects what the assistant has understood',
  http: 'POST /workspaces/{workspace}/briefs/{brief}/teach-backs/{teachBack}/correct',
  input: correctTeachBackInput,
  output: briefStep,
  may: mayTake('correctTeachBack'),
  async run(run, { teachBack, correction, ...input }) {
    const held = await takeUp(run, input, 'correctTeachBack');
    clear(whyNotCorrectTeachBack(teachBack, held.standing.openTeachBack, correction));
    await judgeTeachBack(run.tx, held, teachBack, correction, { by: run.person.id, at: run.now });
    const facts = { teachBackId: teachBack };
    record(run, held, { kind: 'delegation.teachBackCorrected', facts }, 'notify');
    return settle(run, held, 'correctTeachBack', { openTeachBack: null });
  },
});
