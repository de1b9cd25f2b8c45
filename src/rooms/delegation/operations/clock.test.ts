import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BriefId } from '#kernel/id.ts';
import { briefDesk } from '../brief-page.server.ts';
import * as operations from '../operations.server.ts';
import { briefIn, mailsOf, makeRoom, type Room } from './room.fixtures.ts';

let room: Room;
let brief: BriefId;
const on = () => ({ workspace: room.workspace, brief });
const read = () => room.world.do(operations.getBrief, room.bruno, on());
const at = (time: string) => {
  room.world.clock.now = Temporal.Instant.from(time);
};
const listed = async () =>
  (await room.world.do(operations.listBriefs, room.bruno, { workspace: room.workspace })).briefs[0];

beforeAll(async () => {
  room = await makeRoom();
  brief = await briefIn(room, 'promised');
});
afterAll(() => room.world.drop());

test('an open question stops the clock of the promise, on the page and in the list', async () => {
  at('2026-11-25T10:00:00Z');
  await room.world.do(operations.askQuestions, room.ana, { ...on(), questions: ['¿A quién?', '¿Cuándo?'] });
  at('2026-11-25T12:00:00Z');
  const standing = {
    clock: {
      running: false,
      stoppedSince: '2026-11-25T10:00:00Z',
      dueIfAnsweredNow: '2026-11-28T19:00:00Z',
    },
    isOverdue: false,
  };
  expect(await read()).toMatchObject(standing);
  expect(await listed()).toMatchObject(standing);
});

test('it stands until the last one is closed, and the time is given back', async () => {
  const [first, second] = (await read()).questions;
  await room.world.do(operations.answerQuestion, room.marta, {
    ...on(),
    question: first!.id,
    answer: 'A Luis',
  });
  expect(await read()).toMatchObject({ clock: { running: false } });
  at('2026-11-25T13:30:00Z');
  await room.world.do(operations.withdrawQuestion, room.ana, { ...on(), question: second!.id });
  const running = { clock: { running: true, dueAt: '2026-11-28T20:30:00Z' } };
  expect(await read()).toMatchObject(running);
  expect(await listed()).toMatchObject(running);
});

test('a clock that stands is never overdue; one that runs is from the moved moment on', async () => {
  at('2026-11-28T20:30:00Z');
  expect(await read()).toMatchObject({ isOverdue: false });
  at('2026-11-28T20:30:00.001Z');
  expect(await read()).toMatchObject({ isOverdue: true });
  expect(await listed()).toMatchObject({ isOverdue: true });
});

test('a delivery with a question open is refused, and ends the clock once none is', async () => {
  await room.world.do(operations.askQuestions, room.ana, { ...on(), questions: ['¿Algo más?'] });
  const deliver = () => room.world.try(operations.deliverBrief, room.ana, { ...on(), note: 'Hecho' });
  expect(await deliver()).toMatchObject({ refusal: { reason: 'questions_open' } });
  const open = (await read()).questions.find(({ status }) => status === 'open');
  await room.world.do(operations.answerQuestion, room.bruno, { ...on(), question: open!.id, answer: 'No' });
  expect(await deliver()).toMatchObject({ ok: true });
  expect(await read()).toMatchObject({ clock: null, isOverdue: false, state: 'delivered' });
});

test('a promise given while a question is open starts with the clock stopped, and the client is told so', async () => {
  brief = await briefIn(room, 'understood');
  at('2026-11-29T10:00:00Z');
  await room.world.do(operations.askQuestions, room.ana, { ...on(), questions: ['¿Cuál?'] });
  await mailsOf(room);
  await room.world.do(operations.promiseBrief, room.ana, { ...on(), by: '2026-11-30T10:00:00Z' });
  const [mail] = await mailsOf(room);
  expect(mail).toMatchObject({ template: 'delegation.promised', facts: { isStopped: true } });
  at('2026-11-29T16:00:00Z');
  expect(await read()).toMatchObject({
    clock: { running: false, stoppedSince: '2026-11-29T10:00:00Z', dueIfAnsweredNow: '2026-11-30T16:00:00Z' },
  });
});

test('a promise that a wait has moved into the night stays there; a morning is suggested to propose', async () => {
  at('2026-11-24T15:00:00Z');
  brief = await briefIn(room, 'promised');
  at('2026-11-27T08:00:00Z');
  await room.world.do(operations.askQuestions, room.ana, { ...on(), questions: ['¿Con sello?'] });
  const suggested = async () => {
    const view = await room.world.do(operations.getBrief, room.ana, on());
    const reader = { workspace: room.workspace, locale: 'es', timeZone: 'Europe/Madrid' } as const;
    return briefDesk(view, { ...reader, name: 'Ana', side: 'practice', engagements: [] });
  };
  const night = { clock: { running: true, dueAt: '2026-11-28T23:00:00Z' } };
  expect((await suggested()).dates[0]?.label).not.toMatch(/espera/);
  at('2026-11-27T14:00:00Z');
  const [question] = (await read()).questions;
  await room.world.do(operations.answerQuestion, room.bruno, {
    ...on(),
    question: question!.id,
    answer: 'Sí',
  });
  expect(await read()).toMatchObject(night);
  const { dates, view } = await suggested();
  expect(dates[0]).toMatchObject({
    local: '2026-11-29T09:00',
    label: expect.stringMatching(/espera.* · dom.* 09:00$/),
  });
  expect(view).toMatchObject(night);
});
