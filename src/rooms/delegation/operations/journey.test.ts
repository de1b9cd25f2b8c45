import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BriefId } from '#kernel/id.ts';
import { delegationMails } from '../mails.server.ts';
import { sayHistory } from '../history-texts.server.ts';
import * as operations from '../operations.server.ts';
import { clearContent, mailsOf, makeRoom, type Room } from './room.fixtures.ts';

let room: Room;
let brief: BriefId;
const on = () => ({ workspace: room.workspace, brief });
const read = (who: 'ana' | 'bruno' | 'marta') => room.world.do(operations.getBrief, room[who], on());
const pass = (duration: { hours: number }) => {
  room.world.clock.now = room.world.clock.now.add(duration);
};
const told = async () => (await mailsOf(room)).map(({ to, template }) => `${to}: ${template}`);

beforeAll(async () => {
  room = await makeRoom();
});
afterAll(() => room.world.drop());

test('a draft is begun, saves itself, and tells nobody', async () => {
  const { world, workspace, lumbre, bruno, marta } = room;
  const started = await world.do(operations.startBrief, marta, { workspace, engagement: lumbre });
  brief = started.brief as BriefId;
  const first = await world.do(operations.saveDraft, marta, {
    ...on(),
    revision: started.revision,
    title: clearContent.title,
  });
  expect(first).toMatchObject({ revision: 2 });
  expect(first.missing.map(({ field }) => field)).toContain('outcome');
  const { title: _title, ...rest } = clearContent;
  const second = await world.do(operations.saveDraft, bruno, { ...on(), revision: 2, ...rest });
  expect(second.missing.filter(({ level }) => level === 'required')).toEqual([]);
  expect((await read('bruno')).content).toMatchObject({
    ...clearContent,
    wishedBy: '2026-11-30T17:00:00Z',
  });
  expect(await told()).toEqual([]);
});

test('sending tells the assistants, each once, with the facts, in their words and zone', async () => {
  await room.world.do(operations.sendBrief, room.marta, { ...on(), revision: 3 });
  const mails = await mailsOf(room);
  expect(mails.map(({ to, template }) => `${to}: ${template}`)).toEqual([
    'Ana: delegation.sent',
    'Elsa: delegation.sent',
  ]);
  expect(await told()).toEqual([]);
  const mail = delegationMails['delegation.sent']!(mails[0]!.facts as never, {
    name: 'Ana',
    locale: 'es',
    timeZone: 'America/Bogota',
  });
  expect(mail.subject).toContain('Confirmar las citas');
  expect(mail.facts).toContainEqual({
    label: 'Deseado para',
    value: 'lunes, 30 de noviembre de 2026, 12:00 (Bogotá)',
  });
  expect(mail.button!.path).toBe(`/w/${room.workspace}/briefs/${brief}`);
});

test('a question is mailed to the client, and its answer to the assistants', async () => {
  const questions = ['¿A qué número llamo?', '¿Y si no contestan?'];
  await room.world.do(operations.askQuestions, room.ana, { ...on(), questions });
  const asked = await mailsOf(room);
  expect(asked.map(({ to, template }) => `${to}: ${template}`)).toEqual([
    'Bruno: delegation.question',
    'Marta: delegation.question',
  ]);
  expect(asked[0]!.facts).toMatchObject({
    quote: '1. ¿A qué número llamo?\n\n2. ¿Y si no contestan?',
    count: 2,
  });
  const view = await read('marta');
  expect(view.questions.map(({ text }) => text)).toEqual(questions);
  expect(view.waitsFor).toEqual({ who: 'client', why: 'answer_questions', mine: true });

  const [first, second] = view.questions;
  const answer = (question: string, answer: string) =>
    room.world.do(operations.answerQuestion, room.marta, { ...on(), question, answer });
  await answer(first!.id, 'Al fijo');
  expect(await told()).toEqual([]);
  await answer(second!.id, 'Insiste mañana');
  const answered = await mailsOf(room);
  expect(answered.map(({ to }) => to)).toEqual(['Ana', 'Elsa']);
  expect(answered[0]!.facts.quote).toBe(
    '1. ¿A qué número llamo?\n→ Al fijo\n\n2. ¿Y si no contestan?\n→ Insiste mañana',
  );
});

test('the teach-back goes back and forth until it is confirmed', async () => {
  const { world, ana, bruno } = room;
  await world.do(operations.writeTeachBack, ana, { ...on(), teachBack: 'Llamo a 30 personas.' });
  expect(await told()).toEqual(['Bruno: delegation.teach_back', 'Marta: delegation.teach_back']);
  const [first] = (await read('bruno')).teachBacks;
  await world.do(operations.correctTeachBack, bruno, {
    ...on(),
    teachBack: first!.id,
    correction: 'Son 40 personas.',
  });
  const corrected = await mailsOf(room);
  expect(corrected.map(({ to, facts }) => `${to}: ${facts.quote}`)).toEqual([
    'Ana: Son 40 personas.',
    'Elsa: Son 40 personas.',
  ]);
  await world.do(operations.writeTeachBack, ana, { ...on(), teachBack: 'Llamo a 40 personas.' });
  await mailsOf(room);
  const view = await read('bruno');
  expect(view.teachBacks.map(({ status }) => status)).toEqual(['corrected', 'open']);
  await world.do(operations.confirmTeachBack, bruno, { ...on(), teachBack: view.teachBacks[1]!.id });
  expect(await told()).toEqual(['Ana: delegation.confirmed', 'Elsa: delegation.confirmed']);
  expect((await read('ana')).waitsFor).toEqual({ who: 'assistant', why: 'promise', mine: true });
});

test('another date is proposed, refused, proposed again and agreed to: then it is the promise', async () => {
  const { world, ana, bruno, marta } = room;
  const propose = (by: string) =>
    world.do(operations.proposeDate, ana, { ...on(), by, reason: 'Falta la lista de marzo.' });
  await propose('2026-12-04T17:00:00Z');
  expect(await told()).toEqual(['Bruno: delegation.date_proposed']);
  const [first] = (await read('bruno')).proposals;
  expect((await read('marta')).waitsFor).toMatchObject({ why: 'agree_date', mine: false });
  const byMember = await world.try(operations.agreeDate, marta, { ...on(), proposal: first!.id });
  expect(byMember).toMatchObject({ ok: false, refusal: { code: 'forbidden' } });
  await world.do(operations.refuseDate, bruno, { ...on(), proposal: first!.id, reason: 'Es tarde.' });
  expect(await told()).toEqual(['Ana: delegation.date_refused', 'Elsa: delegation.date_refused']);
  await propose('2026-12-01T17:00:00Z');
  await mailsOf(room);
  const second = (await read('bruno')).proposals[1];
  await world.do(operations.agreeDate, bruno, { ...on(), proposal: second!.id });
  expect(await told()).toEqual(['Ana: delegation.date_agreed', 'Elsa: delegation.date_agreed']);
  const view = await read('bruno');
  expect(view).toMatchObject({ state: 'promised', clock: { running: true, dueAt: '2026-12-01T17:00:00Z' } });
  expect(view.promise).toMatchObject({ by: '2026-12-01T17:00:00Z', promisedBy: ana.id });
});

test('the delivery is sent back once, then accepted with one point unmet', async () => {
  const { world, ana, bruno } = room;
  await world.do(operations.deliverBrief, ana, { ...on(), note: 'Están todas.' });
  const delivered = await mailsOf(room);
  expect(delivered.map(({ to, facts }) => `${to}: ${facts.quote}`)).toEqual(['Bruno: Están todas.']);
  const [first] = (await read('bruno')).deliveries;
  await world.do(operations.requestChanges, bruno, { ...on(), delivery: first!.id, criteria: ['listed'] });
  const changes = await mailsOf(room);
  expect(changes.map(({ to }) => to)).toEqual(['Ana', 'Elsa']);
  expect(changes[0]!.facts.unmet).toEqual(['La lista dice qué respondió cada una']);
  expect(await read('ana')).toMatchObject({ state: 'changes_requested', promise: null, clock: null });

  await world.do(operations.promiseBrief, ana, { ...on(), by: '2026-11-29T17:00:00Z' });
  const promised = await mailsOf(room);
  expect(promised.map(({ to }) => to)).toEqual(['Bruno', 'Marta']);
  expect(promised[0]!.facts).toMatchObject({ date: '2026-11-29T17:00:00Z', isStopped: false });
  await world.do(operations.deliverBrief, ana, { ...on(), note: 'Ahora sí.' });
  await mailsOf(room);
  const second = (await read('bruno')).deliveries[1];
  const stale = { ...on(), delivery: first!.id };
  expect(await world.try(operations.acceptDelivery, bruno, stale)).toMatchObject({
    refusal: { code: 'refused', reason: 'no_open_delivery' },
  });
  await world.do(operations.acceptDelivery, bruno, {
    ...on(),
    delivery: second!.id,
    criteriaMet: { called: true, listed: false },
    comment: 'Me vale así.',
  });
  const accepted = await mailsOf(room);
  expect(accepted.map(({ to, template }) => `${to}: ${template}`)).toEqual([
    'Ana: delegation.accepted',
    'Elsa: delegation.accepted',
  ]);
  expect(accepted[0]!.facts).toMatchObject({ quote: 'Me vale así.' });
  expect((await read('ana')).waitsFor).toEqual({ who: 'nobody', why: 'accepted', mine: false });
});

test('the conversation reaches the other side only', async () => {
  pass({ hours: 1 });
  await room.world.do(operations.postMessage, room.marta, { ...on(), text: 'Gracias por el cuidado.' });
  expect(await told()).toEqual(['Ana: delegation.message', 'Elsa: delegation.message']);
  await room.world.do(operations.postMessage, room.olga, { ...on(), text: 'A la orden.' });
  expect(await told()).toEqual(['Bruno: delegation.message', 'Marta: delegation.message']);
});

test('the history tells it all in the language and zone of the reader', async () => {
  const view = await read('bruno');
  const lines = sayHistory(view.history, { locale: 'en', timeZone: 'Europe/Madrid' });
  expect(lines[0]!.text).toBe('Marta began the draft.');
  expect(lines.map(({ text }) => text).join('\n')).toMatch(
    /^Ana promised to deliver by Sunday.? 29 November 2026.* 18:00 \(Madrid\)\.$/m,
  );
  expect(lines.find(({ criteria }) => criteria.length > 0)!.criteria).toEqual([
    'La lista dice qué respondió cada una',
  ]);
  expect(lines.every(({ text }) => text !== '')).toBe(true);
  expect(
    Object.values(view.people)
      .map(({ name, side }) => `${name} ${side}`)
      .sort(),
  ).toEqual(['Ana practice', 'Bruno client', 'Elsa practice', 'Marta client', 'Olga practice']);
});
