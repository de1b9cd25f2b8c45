import { afterAll, beforeAll, expect, test } from 'vitest';
import type pg from 'pg';
import { contextsIn, intendedRows, type Context, type Table } from '../../testing/isolation/intended.ts';
import { makeScene, type Scene } from '../../testing/isolation/scene.ts';
import { appRole } from '../../testing/server.ts';
import { settingsOf } from './context.server.ts';

let scene: Scene;
/** One connection as the owner, which takes the application's role where it says so: nothing it does lasts. */
let client: pg.PoolClient;
let tables: Table[];
let contexts: Context[];

beforeAll(async () => {
  scene = await makeScene();
  client = await scene.asOwner.connect();
  contexts = contextsIn(scene);
  const { rows } = await client.query<Table>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') group by 1 order by 1`,
  );
  tables = rows;
});
afterAll(async () => {
  client.release();
  await scene.drop();
});

/** Tables into which anybody's operation may put a row that it then cannot read: mails to send, counts of use. */
const openToInsert = ['mails', 'rate_limits'];
/** Anybody may begin a self-assessment that is in nobody's account. */
const notAnybodys: Record<string, string> = { assessments: 'and t.person_id is not null' };
/** Tables of no tenant that hide nothing; that only the system writes the pooled figures is tested where they are made. */
const hidesNothing = ['rate_limits', 'pooled_evidence'];
const secured = () => tables.filter(({ name }) => !hidesNothing.includes(name));

/** Runs `work` as the application in a context and takes it back. Foreign keys are off: only policies may hold. */
async function within<T>(reach: Context['reach'], work: () => Promise<T>): Promise<T> {
  await client.query(
    `begin; set local session_replication_role = replica; set local role ${appRole}; ${settingsOf(reach)}`,
  );
  try {
    return await work();
  } finally {
    await client.query('rollback');
  }
}

/** What came of a statement: how many rows it touched, or the code that PostgreSQL refused it with. */
const outcomeOf = (statement: string, values: unknown[] = []): Promise<number | string> =>
  client.query(statement, values).then(
    ({ rowCount }) => rowCount ?? 0,
    (error: { code?: string }) => error.code ?? 'failed',
  );

const rowsOf = async (table: string, condition = 'true') => {
  const { rows } = await client.query<{ row: string }>(
    `select t::text as row from ${table} t where ${condition} order by 1`,
  );
  return rows.map(({ row }) => row);
};
const hidden = (table: Table, context: Context) => `not coalesce((${intendedRows(table, context)}), false)`;

const insufficientPrivilege = '42501';

/** Where a row belongs, nobody changes; a column that may be, so that only policies stand before it. */
const places = ['workspace_id', 'engagement_id'];
const changeable = (columns: readonly string[]) => columns.find((column) => !places.includes(column));

test('every table holds rows that are somebody else’s, so that there is something to hide', async () => {
  for (const context of contexts) {
    for (const table of secured()) {
      expect(await rowsOf(table.name, hidden(table, context)), `${table.name}, ${context.who}`).not.toEqual(
        [],
      );
    }
  }
});

test('plain SQL without any condition sees exactly the rows that the context should', async () => {
  for (const context of contexts) {
    for (const table of tables) {
      const should = await rowsOf(table.name, intendedRows(table, context));
      const seen = await within(context.reach, () => rowsOf(table.name));
      expect(seen, `${table.name}, ${context.who}`).toEqual(should);
    }
  }
});

test.each(['update', 'delete'] as const)(
  '%s without any condition touches no row of anybody else',
  async (act) => {
    for (const context of contexts) {
      for (const table of secured()) {
        const column = changeable(table.columns);
        const before = await rowsOf(table.name, hidden(table, context));
        const statement =
          act === 'update' ? `update ${table.name} set ${column} = ${column}` : `delete from ${table.name}`;
        const touched = await within(context.reach, async () => {
          if (typeof (await outcomeOf(statement)) === 'string') return { after: before, rewritten: [] };
          await client.query('reset role');
          const ofThisTransaction = `${hidden(table, context)} and xmin = pg_current_xact_id()::xid`;
          return {
            after: await rowsOf(table.name, hidden(table, context)),
            rewritten: await rowsOf(table.name, ofThisTransaction),
          };
        });
        expect(touched, `${table.name}, ${context.who}`).toEqual({ after: before, rewritten: [] });
      }
    }
  },
);

test('a row cannot be put where the context does not reach', async () => {
  for (const context of contexts) {
    for (const { name, columns } of secured().filter((table) => !openToInsert.includes(table.name))) {
      const { rows } = await client.query<{ row: unknown }>(
        `select to_json(t) as row from ${name} t where ${hidden({ name, columns }, context)} ${notAnybodys[name] ?? ''}`,
      );
      const outcome = await within(context.reach, () =>
        outcomeOf(`insert into ${name} select * from json_populate_recordset(null::${name}, $1)`, [
          JSON.stringify([rows[0]!.row]),
        ]),
      );
      expect(outcome, `${name}, ${context.who}`).toBe(insufficientPrivilege);
    }
  }
});

test('a row cannot be moved into another workspace or another engagement', async () => {
  const elsewhere = { workspace_id: scene.there.workspace, engagement_id: scene.second.engagement };
  for (const context of contexts) {
    for (const { name, columns } of secured()) {
      for (const [column, id] of Object.entries(elsewhere)) {
        // What a prospect became is written once they are a client; it lies in their workspace alone.
        if (!columns.includes(column) || (name === 'prospects' && column === 'engagement_id')) continue;
        const outcome = await within(context.reach, () =>
          outcomeOf(`update ${name} set ${column} = $1`, [id]),
        );
        expect(outcome, `${name}.${column}, ${context.who}`).toBe(insufficientPrivilege);
      }
    }
  }
});

test('whoever is asked in two engagements cannot move a request from one to the other', async () => {
  const { rows } = await client.query<{ person: string; elsewhere: string }>(
    `select r.person_id as person, m.engagement_id as elsewhere from reference_requests r
       join engagement_members m on m.workspace_id = r.workspace_id and m.engagement_id <> r.engagement_id limit 1`,
  );
  const { person, elsewhere } = rows[0]!;
  await client.query('begin');
  try {
    // They take part in the other engagement too, so that no policy objects.
    await client.query(
      `insert into engagement_members (workspace_id, engagement_id, person_id, role, since)
         select workspace_id, $2, person_id, role, since from engagement_members where person_id = $1 limit 1
         on conflict do nothing`,
      [person, elsewhere],
    );
    await client.query(`set local role ${appRole}; set local app.person = '${person}'`);
    const answer = `update reference_requests set state = 'declined'`;
    expect(await outcomeOf(answer)).toBe(1);
    expect(await outcomeOf(`${answer}, engagement_id = $1`, [elsewhere])).toBe(insufficientPrivilege);
  } finally {
    await client.query('rollback');
  }
});

/** Tables of which some rows are for everybody. */
const publicRows: Record<string, string> = {
  practice_pages: 'published_at is not null',
  practice_addresses: `exists (select 1 from practice_pages p
    where p.workspace_id = practice_addresses.workspace_id and p.published_at is not null)`,
  published_references: `exists (select 1 from practice_pages p where p.workspace_id = published_references.workspace_id
    and p.published_at is not null and published_references.reference_id <> all (p.hidden_references))`,
  guide_comments: `state = 'shown' and exists (select 1 from practice_pages p
    where p.workspace_id = guide_comments.workspace_id and p.published_at is not null)`,
  standing_guides: `exists (select 1 from practice_pages p
    where p.workspace_id = standing_guides.workspace_id and p.published_at is not null)`,
  // Of those, the version that stands.
  guide_editions: `exists (select 1 from standing_guides s
    join practice_pages p on p.workspace_id = s.workspace_id and p.published_at is not null
    where (s.workspace_id, s.guide, s.language, s.number)
      = (guide_editions.workspace_id, guide_editions.guide, guide_editions.language, guide_editions.number))`,
};

test('without a context nothing is seen, changed or removed', async () => {
  for (const { name, columns } of secured()) {
    const isPublished = publicRows[name];
    const statements = [
      `select 1 from ${name}${isPublished ? ` where not (${isPublished})` : ''}`,
      `update ${name} set ${changeable(columns)} = ${changeable(columns)}`,
      `delete from ${name}`,
    ];
    for (const statement of statements) {
      expect([0, insufficientPrivilege], statement).toContain(await within({}, () => outcomeOf(statement)));
    }
  }
});
