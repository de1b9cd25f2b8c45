import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { visitor, type Person } from './actor.ts';
import { idOf, type EngagementId, type WorkspaceId } from './id.ts';
import { newId } from './new-id.server.ts';
import { anyMember, engagementInInput, inEngagement } from './may.server.ts';
import { operation } from './operation.server.ts';
import { line } from './text.ts';
import { makeWorld, type World } from '../testing/world.ts';

const workspace = idOf('workspace');
const engagement = idOf('engagement');

const renameEngagement = operation({
  name: 'test.renameEngagement',
  summary: 'Renames an engagement',
  http: 'POST /workspaces/{workspace}/engagements/{engagement}/name',
  input: z.object({ workspace, engagement, name: line(50) }),
  output: z.object({ name: z.string() }),
  may: inEngagement(engagementInInput, 'assistant', 'principal'),
  async run({ tx, emit }, input) {
    await tx
      .updateTable('engagements')
      .set({ name: input.name })
      .where('workspace_id', '=', input.workspace)
      .where('engagement_id', '=', input.engagement)
      .execute();
    emit({ kind: 'test.renamed', engagement: input.engagement, facts: { name: input.name } });
    if (input.name === 'burst') throw new Error('after the write');
    return { name: input.name };
  },
});

const listEngagements = operation({
  name: 'test.listEngagements',
  summary: 'Lists engagements',
  http: 'GET /workspaces/{workspace}/engagements',
  input: z.object({ workspace }),
  output: z.object({ names: z.array(z.string()) }),
  may: anyMember,
  async run({ tx }, input) {
    const rows = await tx
      .selectFrom('engagements')
      .select('name')
      .where('workspace_id', '=', input.workspace)
      .execute();
    return { names: rows.map((row) => row.name).sort() };
  },
});

let world: World;
let owner: Person;
let principal: Person;
let member: Person;
let stranger: Person;
let place: WorkspaceId;
let lumbre: EngagementId;

beforeAll(async () => {
  world = await makeWorld();
  owner = await world.person('Ana');
  principal = await world.person('Bruno');
  member = await world.person('Marta');
  stranger = await world.person('Zoe');
  place = await world.workspace(owner);
  await world.workspace(stranger);
  lumbre = await world.engagement(place, 'Lumbre');
  const other = await world.engagement(place, 'Otra');
  await world.joinEngagement(place, lumbre, principal, 'principal');
  await world.joinEngagement(place, other, member, 'member');
});
afterAll(() => world.drop());

const nameNow = async () =>
  (await world.asOwner.query('select name from engagements where engagement_id = $1', [lumbre])).rows[0].name;

describe('who reaches what', () => {
  test('a contact sees the engagements they are in and no other', async () => {
    expect((await world.do(listEngagements, principal, { workspace: place })).names).toEqual(['Lumbre']);
    expect((await world.do(listEngagements, owner, { workspace: place })).names).toEqual(['Lumbre', 'Otra']);
  });

  test.each([
    ['somebody of another workspace', () => stranger],
    ['a contact of another engagement', () => member],
    ['a visitor', () => visitor],
  ])('%s gets the answer of an id that does not exist', async (_who, actor) => {
    const theirs = await world.try(renameEngagement, actor(), {
      workspace: place,
      engagement: lumbre,
      name: 'x',
    });
    const nothing = await world.try(renameEngagement, actor(), {
      workspace: place,
      engagement: newId(),
      name: 'x',
    });
    expect(theirs).toEqual(nothing);
    expect(theirs.ok).toBe(false);
    expect(await nameNow()).toBe('Lumbre');
  });
});

describe('what happens once', () => {
  test('the same key and input change nothing twice and give the first answer', async () => {
    const key = crypto.randomUUID();
    const input = { workspace: place, engagement: lumbre, name: 'Primera' };
    const first = await world.try(renameEngagement, principal, input, key);
    await world.do(renameEngagement, owner, { ...input, name: 'Segunda' });
    const retried = await world.try(renameEngagement, principal, input, key);
    expect(retried).toEqual(first);
    expect(await nameNow()).toBe('Segunda');
  });

  test('two requests with one key at the same moment become one', async () => {
    const key = crypto.randomUUID();
    const input = { workspace: place, engagement: lumbre, name: 'A la vez' };
    const before = await events();
    const outcomes = await Promise.all([1, 2, 3].map(() => world.try(renameEngagement, owner, input, key)));
    expect(outcomes.every((outcome) => outcome.ok)).toBe(true);
    expect((await events()) - before).toBe(1);
  });

  test('the same key for something else is refused', async () => {
    const key = crypto.randomUUID();
    await world.try(renameEngagement, owner, { workspace: place, engagement: lumbre, name: 'Una' }, key);
    const other = await world.try(
      renameEngagement,
      owner,
      { workspace: place, engagement: lumbre, name: 'Dos' },
      key,
    );
    expect(other).toMatchObject({
      ok: false,
      refusal: { code: 'conflict', reason: 'key_used_for_something_else' },
    });
  });

  test('a failure after a write leaves nothing behind, not even the key', async () => {
    const key = crypto.randomUUID();
    const before = [await nameNow(), await events()];
    const input = { workspace: place, engagement: lumbre, name: 'burst' };
    await expect(world.try(renameEngagement, owner, input, key)).rejects.toThrow('after the write');
    expect([await nameNow(), await events()]).toEqual(before);
    const keys = await world.asOwner.query('select 1 from performed_requests where key = $1', [key]);
    expect(keys.rowCount).toBe(0);
  });
});

test('bad input is told for each field, and an id that is no id names nothing', async () => {
  const long = await world.try(renameEngagement, owner, {
    workspace: place,
    engagement: lumbre,
    name: 'x'.repeat(51),
  });
  expect(long).toMatchObject({ ok: false, refusal: { code: 'invalid', fields: { name: 'too_long' } } });
  const noId = await world.try(renameEngagement, owner, {
    workspace: place,
    engagement: 'nothing' as never,
    name: 'x',
  });
  expect(noId).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
});

test('a connection that comes back to the pool carries no context, also after a failure', async () => {
  await world
    .try(renameEngagement, owner, { workspace: place, engagement: lumbre, name: 'burst' })
    .catch(() => undefined);
  const left = await Promise.all(
    Array.from({ length: 12 }, () => world.db.selectFrom('engagements').select('name').execute()),
  );
  expect(left.flat()).toEqual([]);
});

async function events(): Promise<number> {
  const { rows } = await world.asOwner.query('select count(*)::int as n from events');
  return rows[0].n;
}
