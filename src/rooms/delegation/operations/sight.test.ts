import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { visitor } from '#kernel/actor.ts';
import type { BriefId } from '#kernel/id.ts';
import { newId } from '#kernel/new-id.server.ts';
import { delegationNotifiers } from '../notifiers.server.ts';
import * as operations from '../operations.server.ts';
import { briefIn, clearContent, mailsOf, makeRoom, type Room } from './room.fixtures.ts';

let room: Room;
const on = (brief: string) => ({ workspace: room.workspace, brief: brief as BriefId });
const listed = async (who: 'ana' | 'olga' | 'bruno' | 'marta' | 'zoe') =>
  (await room.world.do(operations.listBriefs, room[who], { workspace: room.workspace })).briefs.map(
    ({ brief }) => brief,
  );

beforeAll(async () => {
  room = await makeRoom();
});
afterAll(() => room.world.drop());

describe('a draft that the client has not sent', () => {
  let draft: BriefId;
  beforeAll(async () => {
    draft = await briefIn(room, 'draft');
  });

  test('is there for both people of the client and not for the practice', async () => {
    expect(await listed('bruno')).toContain(draft);
    expect(await listed('marta')).toContain(draft);
    expect(await listed('ana')).not.toContain(draft);
    expect(await listed('olga')).not.toContain(draft);
    const home = await room.world.do(operations.getHome, room.ana, { workspace: room.workspace });
    expect(home).toMatchObject({ waitsForThem: { total: 0 }, isFirstDay: true });
  });

  test('answers the practice like a brief that does not exist, whatever they try', async () => {
    const tries = [operations.getBrief, operations.acceptDelivery, operations.declineBrief];
    for (const operation of tries) {
      const [theirs, nothing] = await Promise.all(
        [draft, newId<'brief'>()].map((brief) =>
          room.world.try(operation as typeof operations.declineBrief, room.ana, {
            ...on(brief),
            delivery: newId(),
            reason: 'x',
          } as never),
        ),
      );
      expect(theirs).toEqual(nothing);
      expect(theirs).toMatchObject({ refusal: { code: 'not_found' } });
    }
  });

  test('sends no mail to the practice when something is said about it', async () => {
    await room.world.do(operations.postMessage, room.bruno, { ...on(draft), text: 'Aún no lo mando.' });
    expect(await mailsOf(room)).toEqual([]);
    expect(Object.keys(delegationNotifiers)).toContain('delegation.messagePosted');
  });

  test('is the practice’s to see once it was sent, also when it is taken back', async () => {
    const sent = await briefIn(room, 'sent');
    await room.world.do(operations.returnToDraft, room.bruno, on(sent));
    expect(await listed('ana')).toContain(sent);
    expect(await room.world.do(operations.getBrief, room.ana, on(sent))).toMatchObject({ state: 'draft' });
  });
});

test('a proposal is seen by the client from the start, and told once it says something', async () => {
  const { world, workspace, lumbre, ana, elsa, bruno } = room;
  await mailsOf(room);
  const empty = await world.do(operations.startBrief, ana, { workspace, engagement: lumbre });
  expect(await mailsOf(room)).toEqual([]);
  const proposal = await world.do(operations.startBrief, ana, {
    workspace,
    engagement: lumbre,
    ...clearContent,
  });
  expect((await mailsOf(room)).map(({ to, template }) => `${to}: ${template}`)).toEqual([
    'Bruno: delegation.proposed',
    'Marta: delegation.proposed',
  ]);
  expect(await listed('bruno')).toEqual(expect.arrayContaining([empty.brief, proposal.brief]));
  const save = { ...on(proposal.brief), revision: 1, title: 'Mejor así' };
  expect(await world.try(operations.saveDraft, elsa, save)).toMatchObject({
    refusal: { reason: 'not_your_draft' },
  });
  await world.do(operations.saveDraft, bruno, save);
});

describe('somebody who is not in the engagement', () => {
  const strangers = { 'a contact of another engagement': () => room.zoe, 'a visitor': () => visitor };

  test.each(Object.entries(strangers))('%s sees and does nothing', async (_who, who) => {
    const brief = await briefIn(room, 'delivered');
    const { deliveries } = await room.world.do(operations.getBrief, room.bruno, on(brief));
    const delivery = deliveries[0]!.id;
    const tries = (id: string) => [
      room.world.try(operations.getBrief, who(), on(id)),
      room.world.try(operations.postMessage, who(), { ...on(id), text: 'x' }),
      room.world.try(operations.acceptDelivery, who(), { ...on(id), delivery }),
      room.world.try(operations.listFiles, who(), on(id)),
    ];
    const theirs = await Promise.all(tries(brief));
    expect(theirs).toEqual(await Promise.all(tries(newId<'brief'>())));
    expect(theirs.every(({ ok }) => !ok)).toBe(true);
  });

  test('finds nothing of it in lists, homes and counts', async () => {
    expect(await listed('zoe')).toEqual([]);
    const list = await room.world.do(operations.listBriefs, room.zoe, {
      workspace: room.workspace,
      engagement: room.lumbre,
    });
    expect(list).toMatchObject({ total: 0, counts: { all: 0, waitingForMe: 0 } });
    const home = await room.world.do(operations.getHome, room.zoe, { workspace: room.workspace });
    expect(home.isFirstDay).toBe(true);
  });
});

test('ids of one brief are worth nothing on another', async () => {
  const [one, other] = [await briefIn(room, 'sent'), await briefIn(room, 'sent')];
  await room.world.do(operations.askQuestions, room.ana, { ...on(one), questions: ['¿Cuál?'] });
  const { questions } = await room.world.do(operations.getBrief, room.ana, on(one));
  const answer = { ...on(other), question: questions[0]!.id, answer: 'Esta' };
  expect(await room.world.try(operations.answerQuestion, room.bruno, answer)).toMatchObject({
    refusal: { code: 'not_found' },
  });
});
