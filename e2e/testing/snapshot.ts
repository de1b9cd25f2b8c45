import type { QueryResultRow } from 'pg';
import type { Owner, OwnerReach, Prepared } from './owner.ts';

/** A place as it stood, to see whether anything was written since and to put it back. */
export interface Snapshot {
  /** Names of the tables in which rows were written or removed since the place was last looked at. */
  changedTables(): Promise<string[]>;
  /** Gives every row its earlier values and removes later ones, so that the next attempt finds what this one found. */
  putBack(tables: string[]): Promise<void>;
}

interface Table {
  name: string;
  /** Columns of the primary key. */
  key: string;
  /** The `set` of an upsert. */
  assignments: string;
  /** Its rows belong to a workspace. */
  isTenants: boolean;
}

const ofSigningIn = ['accounts', 'passkeys', 'two_factors', 'sessions', 'verifications'];
/** Every request may prolong its session. */
const restless = ['sessions'];
/** Mails are left out: jobs order and send them in their own time. And what a practice published: nobody changes that, not even here. */
const leftOut = ['mails', 'api_tokens', 'practice_editions', 'guide_editions'];

/** Tables in which a row is for its author alone to write, with the column that names them. */
const ofAuthors: Record<string, string> = { assistant_views: 'answered_by' };

/** Remembers the rows of one workspace, of the people, and of their signing in. */
export async function takeSnapshot(owner: Owner, workspace: string): Promise<Snapshot> {
  const described = await (describedTables ??= describeTables(owner));
  const tenants = described.filter(({ name, isTenants }) => isTenants && !leftOut.includes(name));
  const people = described.filter(({ name }) => name === 'people');
  const signingIn = described.filter(({ name }) => ofSigningIn.includes(name));
  const parts: { reach: OwnerReach; tables: Table[] }[] = [
    { reach: { workspace, power: 'system' }, tables: [...people, ...tenants] },
    { reach: { power: 'auth' }, tables: signingIn },
  ];
  const inParts = async <Row extends QueryResultRow>(askedOf: (tables: Table[]) => Prepared) =>
    (await Promise.all(parts.map(({ reach, tables }) => owner.query<Row>(reach, askedOf(tables))))).flat();

  const rows = await inParts<{ name: string; rows: string }>(rowsOf);
  const kept = new Map(rows.map((table) => [table.name, table.rows]));
  let moment = '';
  let states = new Map<string, string>();
  const look = async () => {
    moment = await momentOf(owner);
    const found = await inParts<{ name: string; state: string }>(statesOf);
    states = new Map(found.map(({ name, state }) => [name, state]));
  };
  await look();

  return {
    async changedTables() {
      if ((await momentOf(owner)) === moment) return [];
      const before = states;
      await look();
      return [...states.keys()].filter((name) => states.get(name) !== before.get(name));
    },
    async putBack(changed) {
      const wanted = parts.flatMap(({ reach, tables }) =>
        tables
          .filter(({ name }) => changed.includes(name) && !restless.includes(name))
          .map((table) => ({ reach, table, values: [kept.get(table.name) ?? '[]'] as const })),
      );
      if (wanted.length === 0) return;
      // A table was made after those that its rows point to. People stay: much points to them.
      for (const { reach, table, values } of wanted.toReversed())
        if (table.isTenants) await owner.query(reach, removalOfLater(table), [...values]);
      for (const { reach, table, values } of wanted)
        for (const [person, rows] of byAuthor(table, values))
          await owner.query({ ...reach, person }, returnOfKept(table), [rows]);
      await look();
    },
  };
}

/** Which transactions have ended and which are under way: nothing was written between two equal answers. */
async function momentOf(owner: Owner): Promise<string> {
  const text = 'select pg_current_snapshot()::text as moment';
  const [row] = await owner.query<{ moment: string }>({}, { name: 'moment', text });
  return row?.moment ?? '';
}

let describedTables: Promise<Table[]> | undefined;

/** In the order in which they were made. */
function describeTables(owner: Owner): Promise<Table[]> {
  return owner.query<Table & QueryResultRow>(
    {},
    `select t.relname as name, string_agg(quote_ident(a.attname), ', ') filter (where a.attnum = any (i.indkey)) as key,
         string_agg(format('%1$I = excluded.%1$I', a.attname), ', ') as assignments,
         bool_or(a.attname = 'workspace_id') as "isTenants"
       from pg_class t
         join pg_index i on i.indrelid = t.oid and i.indisprimary
         join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
       where t.relnamespace = 'public'::regnamespace and t.relkind = 'r'
       group by t.oid, t.relname order by t.oid`,
  );
}

/** What is published can be read from any workspace; of other tables a reach shows what belongs to it. */
const published = [
  'practice_pages',
  'practice_addresses',
  'practice_weights',
  'guide_comments',
  'standing_guides',
];
const ofPlace = ({ name }: Table) =>
  published.includes(name) ? `workspace_id = current_setting('app.workspace')::uuid` : 'true';

function rowsOf(tables: Table[]): Prepared {
  const rows = tables.map(
    (table) =>
      `select '${table.name}' as name, coalesce(jsonb_agg(to_jsonb(t)), '[]')::text as rows from ${table.name} t where ${ofPlace(table)}`,
  );
  return { name: `rows of ${tables[0]?.name}`, text: rows.join(' union all ') };
}

/** For each table, how many rows there are and in which transactions they were last written. */
function statesOf(tables: Table[]): Prepared {
  const states = tables.map((table) => {
    const { name } = table;
    const written = restless.includes(name)
      ? ''
      : ` || ' ' || md5(string_agg(xmin::text, ',' order by ctid))`;
    return `select '${name}' as name, coalesce(count(*)::text${written}, '') as state from ${name} where ${ofPlace(table)}`;
  });
  return { name: `states of ${tables[0]?.name}`, text: states.join(' union all ') };
}

/** Kept rows, apart for each author where a row is for its author alone to write. */
function byAuthor(
  { name }: Table,
  [rows]: readonly [string],
): Iterable<[author: string | undefined, rows: string]> {
  const column = ofAuthors[name];
  if (!column) return [[undefined, rows]];
  const groups = Map.groupBy(JSON.parse(rows) as Record<string, string>[], (row) => row[column]);
  return [...groups].map(([author, own]) => [author, JSON.stringify(own)]);
}

const keptRows = (name: string) => `jsonb_populate_recordset(null::${name}, $1)`;

function removalOfLater(table: Table): Prepared {
  const { name, key } = table;
  const kept = `select ${key} from ${keptRows(name)}`;
  const text = `delete from ${name} where ${ofPlace(table)} and (${key}) not in (${kept})`;
  return { name: `removal from ${name}`, text };
}

function returnOfKept({ name, key, assignments }: Table): Prepared {
  const text = `insert into ${name} select * from ${keptRows(name)} on conflict (${key}) do update set ${assignments}`;
  return { name: `return to ${name}`, text };
}
