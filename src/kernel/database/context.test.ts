import { Kysely, PostgresDialect, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EngagementId, WorkspaceId } from '../id.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import { withReach, type Reach, type Tx } from './context.server.ts';
import { businessPool } from './pools.server.ts';
import type { DB } from './schema.ts';

let world: World;
/** A pool of one connection: whoever comes next gets the connection that was just given back. */
let db: Kysely<DB>;
let reach: Reach;
let engagement: EngagementId;

beforeAll(async () => {
  world = await makeWorld();
  db = new Kysely<DB>({ dialect: new PostgresDialect({ pool: businessPool(world.appUrl, 1) }) });
  const ana = await world.person('Ana');
  const workspace = await world.workspace(ana);
  engagement = await world.engagement(workspace, 'Lumbre');
  const secret = 'a'.repeat(64);
  reach = { workspace, engagements: 'all', side: 'practice', person: ana.id, secret, power: 'system' };
});
afterAll(async () => {
  await db.destroy();
  await world.drop();
});

const named = (tx: Tx) => tx.selectFrom('engagements').select('name').execute();
const settings = ['workspace', 'engagements', 'side', 'person', 'secret', 'power'] as const;

/** What the connection still carries: after a transaction a setting reads '', or null if it was never set. */
async function carried(): Promise<string[]> {
  const values = await Promise.all(
    settings.map(async (name) => {
      const { rows } = await sql<{ value: string | null }>`
        select current_setting(${`app.${name}`}, true) as value`.execute(db);
      return rows[0]!.value ?? '';
    }),
  );
  return values.filter((value) => value !== '');
}

/** All that whoever comes next would find: settings, and rows. */
const leftOver = async () => [...(await carried()), ...(await named(db))];

test('a transaction reaches what it was given', async () => {
  expect(await withReach(db, reach, named)).toEqual([{ name: 'Lumbre' }]);
  expect(await withReach(db, { ...reach, engagements: [engagement] }, named)).toHaveLength(1);
  expect(await withReach(db, { ...reach, engagements: [] }, named)).toEqual([]);
  expect(await withReach(db, {}, named)).toEqual([]);
});

test.each<[string, (tx: Tx) => Promise<unknown>]>([
  ['its commit', named],
  ['a failure of ours', () => Promise.reject(new Error('ours'))],
  ['an error of the database', (tx) => sql`select 1 / 0`.execute(tx)],
  ['a refused write', (tx) => sql`insert into accounts default values`.execute(tx)],
])('nothing of a transaction’s reach is left on the connection after %s', async (_what, work) => {
  await withReach(db, reach, work).catch(() => undefined);
  expect(await leftOver()).toEqual([]);
});

test('a transaction that the database ended leaves no reach behind', async () => {
  const ending = withReach(db, reach, async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
    await world.asOwner.query('select pg_terminate_backend($1)', [rows[0]!.pid]);
    return named(tx);
  });
  await expect(ending).rejects.toThrow(/terminat|not queryable/);
  // The pool notices that its connection is gone at the first use, if not before.
  await named(db).catch(() => undefined);
  expect(await leftOver()).toEqual([]);
});

test('a plan that a connection keeps asks each transaction for its own reach', async () => {
  const called = (tx: Tx) =>
    tx.selectFrom('engagements').select('name').where('name', '=', 'Lumbre').execute();
  // PostgreSQL plans a prepared statement anew for its first five executions.
  for (let time = 0; time < 8; time++) {
    expect(await withReach(db, reach, called)).toEqual([{ name: 'Lumbre' }]);
    expect(await withReach(db, { ...reach, engagements: [] }, called)).toEqual([]);
    expect(await withReach(db, {}, called)).toEqual([]);
  }
  const { rows } = await sql<{ kept: number }>`
    select generic_plans as kept from pg_prepared_statements where statement ~ 'where "name" ='`.execute(db);
  expect(rows[0]?.kept).toBeGreaterThan(0);
});

test('nothing but ids and hashes is written into the statements that open a transaction', async () => {
  const hostile = "'; drop table people; --";
  const attempts: Reach[] = [
    { workspace: hostile as WorkspaceId },
    { engagements: [hostile as EngagementId] },
    { secret: hostile },
  ];
  for (const attempt of attempts) await expect(withReach(db, attempt, named)).rejects.toThrow(/^Not a/);
  expect(await leftOver()).toEqual([]);
});
