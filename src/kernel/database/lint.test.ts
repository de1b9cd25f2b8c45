import { Kysely, PostgresDialect, sql } from 'kysely';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../testing/database.ts';
import { appRole } from '../../testing/server.ts';
import { findSecurityFaults } from './lint.server.ts';

let database: TestDatabase;
let db: Kysely<unknown>;

beforeAll(async () => {
  database = await testDatabase();
  db = new Kysely({ dialect: new PostgresDialect({ pool: database.asOwner as pg.Pool }) });
});
// The pool is the test database's, which ends it.
afterAll(() => database.drop());

class TakenBack extends Error {}

/** The faults found after these statements, which are then taken back. */
async function faultsAfter(...statements: string[]): Promise<string[]> {
  let faults: string[] = [];
  const planting = db.transaction().execute(async (tx) => {
    for (const statement of statements) await sql.raw(statement).execute(tx);
    faults = await findSecurityFaults(tx, appRole);
    throw new TakenBack();
  });
  await planting.catch((error: unknown) => {
    if (!(error instanceof TakenBack)) throw error;
  });
  return faults;
}

test('the migrated database has no fault', async () => {
  expect(await findSecurityFaults(db, appRole)).toEqual([]);
});

const policy = 'create policy own on planted using (false)';
const enable = 'alter table planted enable row level security';
const force = 'alter table planted force row level security';
const table = 'create table planted (id uuid primary key)';

test.each<[string, string[], string[]]>([
  [
    'a table without security',
    [table],
    ['table planted has no forced row-level security', 'table planted has no policy'],
  ],
  [
    'a table whose owner passes its policies',
    [table, enable, policy],
    ['table planted has no forced row-level security'],
  ],
  ['a table without a policy', [table, enable, force], ['table planted has no policy']],
  ['a table that is well', [table, enable, force, policy], []],
  [
    'a view that reads as its owner',
    ['create view planted as select id from people'],
    ['view planted runs as its owner'],
  ],
  [
    'a view that reads as its reader',
    ['create view planted with (security_invoker = true) as select id from people'],
    [],
  ],
  [
    'a view that reads as its reader, said in another way',
    ['create view planted with (security_invoker = on) as select id from people'],
    [],
  ],
  [
    'a materialized view',
    ['create materialized view planted as select id from people'],
    ['materialized view planted'],
  ],
  [
    'a function that runs as its definer',
    ['create function planted() returns int language sql security definer as $$ select 1 $$'],
    ['function planted runs as its definer'],
  ],
  [
    'a role that passes policies',
    [`alter role ${appRole} bypassrls`],
    [`role ${appRole} has power over the database`],
  ],
  [
    'a role that is all-powerful',
    [`alter role ${appRole} superuser`],
    [`role ${appRole} has power over the database`],
  ],
  [
    'a role that owns a table',
    [table, enable, force, policy, `alter table planted owner to ${appRole}`],
    [`role ${appRole} owns planted`],
  ],
  [
    'a role that may take another’s place',
    ['create role planted', `grant planted to ${appRole}`],
    [`role ${appRole} is a member of planted`],
  ],
  [
    'a role that may move rows into another engagement',
    [`grant update (engagement_id) on briefs to ${appRole}`],
    [`role ${appRole} may move rows by briefs.engagement_id`],
  ],
])('%s', async (_what, statements, faults) => {
  expect(await faultsAfter(...statements)).toEqual(expect.arrayContaining(faults));
  if (faults.length === 0) expect(await faultsAfter(...statements)).toEqual([]);
});
