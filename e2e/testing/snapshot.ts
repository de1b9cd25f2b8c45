import { escapeLiteral, type QueryResultRow } from 'pg';
import type { Owner, OwnerReach } from './owner.ts';

/** A place as it stood, to see whether anything was written since and to put it back. */
export interface Snapshot {
  /** Names of the tables in which rows were written or removed since the place was last seen like this. */
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
/** Mails are left out: jobs order and send them in their own time. */
const leftOut = ['mails', 'api_tokens'];
/** Logs may grow: no step depends on what they hold. */
const unrestored = ['sessions', 'events', 'messages'];

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
  const inParts = <Row extends QueryResultRow>(textOf: (tables: Table[]) => string) =>
    Promise.all(parts.map(({ reach, tables }) => owner.query<Row>(reach, textOf(tables))));

  const rows = await inParts<{ name: string; rows: string }>(rowsOf);
  const kept = new Map(rows.flat().map((table) => [table.name, table.rows]));
  async function states(): Promise<Map<string, string>> {
    const found = await inParts<{ name: string; state: string }>(statesOf);
    return new Map(found.flat().map(({ name, state }) => [name, state]));
  }
  let seen = await states();

  return {
    async changedTables() {
      const now = await states();
      const changed = [...now.keys()].filter((name) => now.get(name) !== seen.get(name));
      seen = now;
      return changed;
    },
    async putBack(changed) {
      for (const { reach, tables } of parts) {
        const wanted = tables.filter(({ name }) => changed.includes(name) && !unrestored.includes(name));
        const rowsKept = (name: string) =>
          `jsonb_populate_recordset(null::${name}, ${escapeLiteral(kept.get(name) ?? '[]')})`;
        // A table was made after those that its rows point to. People stay: much points to them.
        const removals = wanted
          .filter(({ isTenants }) => isTenants)
          .toReversed()
          .map(
            ({ name, key }) =>
              `delete from ${name} where (${key}) not in (select ${key} from ${rowsKept(name)})`,
          );
        const returns = wanted.map(
          ({ name, key, assignments }) =>
            `insert into ${name} select * from ${rowsKept(name)} on conflict (${key}) do update set ${assignments}`,
        );
        if (wanted.length > 0) await owner.query(reach, [...removals, ...returns].join('; '));
      }
      seen = await states();
    },
  };
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

function rowsOf(tables: Table[]): string {
  return tables
    .map(
      ({ name }) =>
        `select '${name}' as name, coalesce(jsonb_agg(to_jsonb(t)), '[]')::text as rows from ${name} t`,
    )
    .join(' union all ');
}

/** For each table, how many rows there are and in which transactions they were last written. */
function statesOf(tables: Table[]): string {
  const states = tables.map(({ name }) => {
    const written = restless.includes(name)
      ? ''
      : ` || ' ' || md5(string_agg(xmin::text, ',' order by ctid))`;
    return `select '${name}' as name, coalesce(count(*)::text${written}, '') as state from ${name}`;
  });
  return states.join(' union all ');
}
