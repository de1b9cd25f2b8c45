import { Kysely, PostgresDialect } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '#kernel/actor.ts';
import { businessPool } from '#kernel/database/pools.server.ts';
import type { DB } from '#kernel/database/schema.ts';
import type { BriefId } from '#kernel/id.ts';
import { perform } from '#kernel/perform.server.ts';
import * as operations from '../operations.server.ts';
import { engagementText } from '../page-words.server.ts';
import { briefIn, clearContent, makeRoom, type Room } from './room.fixtures.ts';

let room: Room;
const on = (brief: string) => ({ workspace: room.workspace, brief: brief as BriefId });
const list = (who: Person, filter: object = {}) =>
  room.world.do(operations.listBriefs, who, { workspace: room.workspace, ...filter });
const home = (who: Person) => room.world.do(operations.getHome, who, { workspace: room.workspace });
const ids = (briefs: readonly { brief: string }[]) => briefs.map(({ brief }) => brief);

const briefs: Record<'draft' | 'sent' | 'asked' | 'understood' | 'promised' | 'delivered', BriefId> =
  {} as never;

beforeAll(async () => {
  room = await makeRoom();
  for (const state of ['draft', 'sent', 'understood', 'promised', 'delivered'] as const) {
    briefs[state] = await briefIn(room, state);
  }
  briefs.asked = await briefIn(room, 'sent');
  await room.world.do(operations.askQuestions, room.ana, { ...on(briefs.asked), questions: ['¿Cuál?'] });
});
afterAll(() => room.world.drop());

describe('a list of briefs', () => {
  test('has those that changed last first, with whose turn it is', async () => {
    const { briefs: found, total, counts } = await list(room.bruno);
    expect(ids(found)[0]).toBe(briefs.asked);
    expect(total).toBe(6);
    expect(counts).toMatchObject({
      all: 6,
      archived: 0,
      waitingForMe: 3,
      waitingForThem: 3,
      byState: { draft: 1, sent: 2, understood: 1, promised: 1, delivered: 1, accepted: 0 },
    });
    const turns = Object.fromEntries(found.map(({ brief, waitsFor }) => [brief, waitsFor]));
    expect(turns[briefs.asked]).toEqual({ who: 'client', why: 'answer_questions', mine: true });
    expect(turns[briefs.promised]).toEqual({ who: 'assistant', why: 'deliver', mine: false });
  });

  test('says for which client and engagement each is, to everybody who sees it', async () => {
    const renamed = 'Agenda y proyectos';
    await room.world.asOwner.query(`update engagements set name = $1 where name = 'Lumbre'`, [renamed]);
    const whose = { engagementName: renamed, clientName: 'Lumbre' };
    for (const who of [room.olga, room.ana, room.bruno, room.marta]) {
      const [line] = (await list(who)).briefs;
      expect(line).toMatchObject(whose);
      expect((await home(who)).waitsForMe.briefs[0]).toMatchObject(whose);
    }
    expect(engagementText(whose, 'practice')).toBe('Lumbre · Agenda y proyectos');
    expect(engagementText(whose, 'client')).toBe('Agenda y proyectos');
    expect(engagementText({ ...whose, engagementName: 'Lumbre' }, 'practice')).toBe('Lumbre');
  });

  test('narrows by whose turn it is, and a decision is not a member’s', async () => {
    const mine = async (who: Person) => ids((await list(who, { waitingFor: 'me' })).briefs).sort();
    expect(await mine(room.bruno)).toEqual([briefs.draft, briefs.asked, briefs.delivered].sort());
    expect(await mine(room.marta)).toEqual([briefs.draft, briefs.asked].sort());
    expect(await mine(room.ana)).toEqual([briefs.sent, briefs.understood, briefs.promised].sort());
    expect(await mine(room.olga)).toEqual(await mine(room.ana));
    const theirs = await list(room.marta, { waitingFor: 'them' });
    expect(ids(theirs.briefs)).toContain(briefs.delivered);
    expect(theirs.total).toBe(theirs.counts.waitingForThem);
  });

  test('says of each brief the same in the filter and in the line', async () => {
    for (const who of [room.bruno, room.marta, room.ana]) {
      const mine = await list(who, { waitingFor: 'me' });
      expect(mine.briefs.every(({ waitsFor }) => waitsFor.mine)).toBe(true);
      const theirs = await list(who, { waitingFor: 'them' });
      expect(theirs.briefs.some(({ waitsFor }) => waitsFor.mine)).toBe(false);
    }
  });

  test('narrows by state, by words as they are written, and by being put away', async () => {
    expect(ids((await list(room.ana, { state: 'sent' })).briefs)).toEqual([briefs.asked, briefs.sent]);
    const { brief } = await room.world.do(operations.startBrief, room.bruno, {
      workspace: room.workspace,
      engagement: room.lumbre,
      title: '100%_listo \\ Ñandú',
    });
    for (const q of ['100%_', '\\', 'ñandú'])
      expect(ids((await list(room.bruno, { q })).briefs)).toEqual([brief]);
    expect((await list(room.bruno, { q: '1__%' })).total).toBe(0);
    await room.world.do(operations.archiveBrief, room.bruno, on(brief));
    expect(ids((await list(room.bruno, { archived: 'true' })).briefs)).toEqual([brief]);
    expect((await list(room.bruno)).counts).toMatchObject({ all: 6, archived: 1 });
  });

  test('gives the turn back to the assistant when nobody answered a proposed date in time', async () => {
    const by = '2026-12-02T10:00:00Z';
    await room.world.do(operations.proposeDate, room.ana, {
      ...on(briefs.understood),
      by,
      reason: 'Falta la lista.',
    });
    const before = room.world.clock.now;
    expect(ids((await list(room.bruno, { waitingFor: 'me' })).briefs)).toContain(briefs.understood);
    room.world.clock.now = Temporal.Instant.from(by);
    expect(ids((await list(room.bruno, { waitingFor: 'me' })).briefs)).not.toContain(briefs.understood);
    expect(ids((await list(room.ana, { waitingFor: 'me' })).briefs)).toContain(briefs.understood);
    room.world.clock.now = before;
  });
});

describe('a home', () => {
  test('has what waits for me and what I wait for, the most urgent first, and what is promised', async () => {
    await room.world.do(operations.returnToDraft, room.bruno, on(briefs.sent));
    await room.world.do(operations.saveDraft, room.bruno, {
      ...on(briefs.sent),
      revision: 1,
      wishedBy: '2026-11-26T10:00:00Z',
    });
    await room.world.do(operations.sendBrief, room.bruno, on(briefs.sent));
    const anas = await home(room.ana);
    expect(anas.side).toBe('practice');
    expect(ids(anas.waitsForMe.briefs)[0]).toBe(briefs.sent);
    expect(ids(anas.promised.briefs)).toEqual([briefs.promised]);
    expect(anas.waitsForMe.briefs.every(({ waitsFor }) => waitsFor.mine)).toBe(true);
    const brunos = await home(room.bruno);
    expect(brunos.side).toBe('client');
    expect(ids(brunos.waitsForMe.briefs)).toEqual(
      expect.arrayContaining([briefs.draft, briefs.asked, briefs.delivered]),
    );
    expect(ids(brunos.waitsForThem.briefs)).toContain(briefs.promised);
    expect(brunos.isFirstDay).toBe(false);
  });

  test('shows the most urgent of many and says how many there are', async () => {
    for (let n = 0; n < 22; n += 1) {
      await room.world.do(operations.startBrief, room.bruno, {
        workspace: room.workspace,
        engagement: room.lumbre,
        ...clearContent,
      });
    }
    const { waitsForMe } = await home(room.bruno);
    expect(waitsForMe.briefs).toHaveLength(20);
    expect(waitsForMe.total).toBeGreaterThanOrEqual(24);
  });
});

test('a page reads with two statements at most between begin and commit, and a step is short', async () => {
  const statements: string[] = [];
  const db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool: businessPool(room.world.appUrl, 2) }),
    log: ({ query }) => void statements.push(query.sql),
  });
  const ground = { ...room.world.ground, db };
  const counted = async (operation: Parameters<typeof perform>[1], who: Person, input: object) => {
    statements.length = 0;
    const outcome = await perform(ground, operation, who, { workspace: room.workspace, ...input });
    expect(outcome.ok).toBe(true);
    return statements.length;
  };
  const brief = briefs.promised;
  try {
    // Each count holds `begin` with its settings (one message) and `commit`; the session's look-up comes on top.
    expect(await counted(operations.listBriefs, room.bruno, {})).toBeLessThanOrEqual(4);
    expect(await counted(operations.getHome, room.ana, {})).toBeLessThanOrEqual(4);
    expect(await counted(operations.getHome, room.zoe, {})).toBeLessThanOrEqual(4);
    expect(await counted(operations.getBrief, room.ana, { brief })).toBeLessThanOrEqual(4);
    expect(await counted(operations.listFiles, room.ana, { brief })).toBeLessThanOrEqual(5);
    // Whose engagement it is, whether it takes briefs, the draft, and its place in the log.
    expect(await counted(operations.startBrief, room.bruno, { engagement: room.lumbre })).toBeLessThanOrEqual(
      5,
    );
    expect(await counted(operations.postMessage, room.ana, { brief, text: 'Hola' })).toBeLessThanOrEqual(8);
  } finally {
    await db.destroy();
  }
});
