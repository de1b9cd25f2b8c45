import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { watchMailbox } from '#kernel/mail/inbound/mailbox.server.ts';
import { inboundAddressOf } from '#kernel/mail/reply-address.ts';
import { deliverTo, startDovecot, type Dovecot } from '../../testing/dovecot.ts';
import * as delegation from '../delegation/operations.server.ts';
import { briefIn } from '../delegation/operations/room.fixtures.ts';
import { makeMailRoom, rawAnswer, type MailRoom } from './mailroom.fixtures.ts';

let room: MailRoom;
let dovecot: Dovecot;
beforeAll(async () => {
  [room, dovecot] = await Promise.all([makeMailRoom(), startDovecot()]);
}, 180_000);
afterAll(() => Promise.all([room?.close(), dovecot?.stop()]));

test('an answer that reaches a mailbox three times, twice while nobody watches it, answers the question once', async () => {
  const { workspace, ana, bruno } = room;
  const brief = await briefIn(room, 'promised');
  const questions = ['¿Cuántas personas son?'];
  await room.world.do(delegation.askQuestions, ana, { workspace, brief, questions });
  await room.work();
  const url = dovecot.urlOf('reply');
  const answer = rawAnswer(bruno, room.lastTo(bruno), 'Cuarenta.', { messageId: '<once@example.org>' });
  const mailbox = { url, inbound: inboundAddressOf('reply@example.org')!, now: () => room.world.clock.now };
  await deliverTo(url, answer, answer);
  const watching = watchMailbox(room.office, mailbox);
  try {
    for (let tries = 0; (await room.inbound()).length === 0 && tries < 200; tries++) await pause(50);
    await deliverTo(url, answer);
    await pause(500);
  } finally {
    await watching.stop();
  }
  await room.work();
  expect(await room.inbound()).toMatchObject([{ state: 'done', outcome: 'answered' }]);
  const view = await room.world.do(delegation.getBrief, ana, { workspace, brief });
  expect(view.questions).toMatchObject([{ status: 'answered', answer: 'Cuarenta.' }]);
  expect(view.messageCount).toBe(0);
});
