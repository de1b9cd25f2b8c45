import { operation } from '#kernel/operation.server.ts';
import { mayTake, record, settle, takeUp } from '../access.server.ts';
import { postMessageInput } from '../inputs.ts';
import { insertMessage } from '../store.server.ts';
import { briefStep } from '../views.ts';

/** Says something in the conversation of the brief; the other side gets it by mail. */
export const postMessage = operation({
  name: 'delegation.postMessage',
  summary: 'Writes a message in the conversation of a brief',
  http: 'POST /workspaces/{workspace}/briefs/{brief}/messages',
  input: postMessageInput,
  output: briefStep,
  may: mayTake('postMessage'),
  async run(run, { text, ...input }) {
    const held = await takeUp(run, input, 'postMessage');
    const id = run.newId<'message'>();
    await insertMessage(run.tx, held, id, text, { by: run.person.id, at: run.now });
    record(run, held, { kind: 'delegation.messagePosted', facts: { messageId: id } }, 'notify');
    return settle(run, held, 'postMessage');
  },
});
