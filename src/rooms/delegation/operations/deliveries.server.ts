import { invalid } from '#kernel/errors.ts';
import { operation } from '#kernel/operation.server.ts';
import { clear, mayTake, record, settle, takeUp } from '../access.server.ts';
import {
  unmetCriteria,
  whyNotAccept,
  whyNotDeliver,
  whyNotJudge,
  whyNotRequestChanges,
} from '../conditions.ts';
import { deliverableFiles } from '../file-store.server.ts';
import { acceptDeliveryInput, deliverBriefInput, requestChangesInput } from '../inputs.ts';
import { insertDelivery, judgeDelivery } from '../store.server.ts';
import { briefStep } from '../views.ts';

/** Hands back what was asked for, with a note, files or both. Codes: `nothing_delivered`, `questions_open`, `unknown_file`. */
export const deliverBrief = operation({
  name: 'delegation.deliverBrief',
  summary: 'Delivers with a note and files that are attached already',
  http: 'POST /workspaces/{workspace}/briefs/{brief}/deliveries',
  input: deliverBriefInput,
  output: briefStep,
  may: mayTake('deliverBrief'),
  async run(run, { note, files, ...input }) {
    const held = await takeUp(run, input, 'deliverBrief');
    const wanted = [...new Set(files)];
    const found = wanted.length > 0 ? await deliverableFiles(run.tx, held, wanted) : 0;
    if (found < wanted.length) throw invalid({ files: 'unknown_file' });
    clear(whyNotDeliver({ note, fileCount: found, openQuestions: held.standing.openQuestions }));
    const id = run.newId<'delivery'>();
    await insertDelivery(run.tx, held, { id, note, files: wanted }, { by: run.person.id, at: run.now });
    record(run, held, { kind: 'delegation.briefDelivered', facts: { deliveryId: id } }, 'notify');
    const columns = { delivered_at: run.now.toString() };
    return settle(run, held, 'deliverBrief', { openDelivery: id }, columns);
  },
});

/** Accepts the delivery that was looked at, criteria unmet or not. Codes: `no_open_delivery`, `unknown_criterion`. */
export const acceptDelivery = operation({
  name: 'delegation.acceptDelivery',
  summary: 'Accepts a delivery against the done-criteria',
  http: 'POST /workspaces/{workspace}/briefs/{brief}/deliveries/{delivery}/accept',
  input: acceptDeliveryInput,
  output: briefStep,
  may: mayTake('acceptDelivery'),
  async run(run, { delivery, criteriaMet, comment, ...input }) {
    const held = await takeUp(run, input, 'acceptDelivery');
    const { doneCriteria } = held.content;
    clear(whyNotJudge(delivery, held.standing.openDelivery));
    clear(whyNotAccept(criteriaMet, doneCriteria));
    await judgeDelivery(
      run.tx,
      held,
      delivery,
      { verdict: 'accepted', criteriaMet, comment },
      { by: run.person.id, at: run.now },
    );
    const unmet = unmetCriteria(criteriaMet, doneCriteria);
    record(
      run,
      held,
      { kind: 'delegation.deliveryAccepted', facts: { deliveryId: delivery, unmet } },
      'notify',
    );
    const columns = { closed_at: run.now.toString(), closed_by: run.person.id };
    return settle(run, held, 'acceptDelivery', { openDelivery: null }, columns);
  },
});

/** Sends a delivery back with what is not met yet. Codes: `no_open_delivery`, `nothing_to_change`, `unknown_criterion`. */
export const requestChanges = operation({
  name: 'delegation.requestChanges',
  summary: 'Asks for changes to a delivery, by criterion or in words',
  http: 'POST /workspaces/{workspace}/briefs/{brief}/deliveries/{delivery}/request-changes',
  input: requestChangesInput,
  output: briefStep,
  may: mayTake('requestChanges'),
  async run(run, { delivery, criteria, reason, ...input }) {
    const held = await takeUp(run, input, 'requestChanges');
    const { doneCriteria } = held.content;
    clear(whyNotJudge(delivery, held.standing.openDelivery));
    clear(whyNotRequestChanges({ criteria, reason }, doneCriteria));
    const criteriaMet = Object.fromEntries(criteria.map((id) => [id, false]));
    await judgeDelivery(
      run.tx,
      held,
      delivery,
      { verdict: 'changes_requested', criteriaMet, comment: reason },
      { by: run.person.id, at: run.now },
    );
    const facts = {
      deliveryId: delivery,
      criteria: unmetCriteria(criteriaMet, doneCriteria),
      reason: reason || null,
    };
    record(run, held, { kind: 'delegation.changesRequested', facts }, 'notify');
    // The delivery has fulfilled the promise; the rework may be promised anew.
    const columns = { promised_for: null, promised_at: null, promised_by: null };
    return settle(run, held, 'requestChanges', { openDelivery: null }, columns);
  },
});
