import type { Owner } from './owner.ts';

/** Every request may prolong its session. */
const restless = ['sessions'];
const ofSigningIn = ['accounts', 'passkeys', 'two_factors', 'api_tokens', 'sessions'];
/** Mails are left out: jobs order and send them in their own time. */
const leftOut = ['mails', 'api_tokens'];

/**
 * A text that changes whenever a row is written or removed: for each table, how many rows there are and in which
 * transactions they were last written.
 */
export async function fingerprint(owner: Owner, workspace: string): Promise<string> {
  const tables = await (tenantTables ??= tablesWithWorkspace(owner));
  const [inPlace, ofPeople] = await Promise.all([
    owner.query({ workspace, power: 'system' }, statesOf(['people', ...tables])),
    owner.query({ power: 'auth' }, statesOf(ofSigningIn)),
  ]);
  return JSON.stringify([inPlace, ofPeople]);
}

let tenantTables: Promise<string[]> | undefined;

async function tablesWithWorkspace(owner: Owner): Promise<string[]> {
  const rows = await owner.query<{ name: string }>(
    {},
    `select table_name as name from information_schema.columns
       where table_schema = 'public' and column_name = 'workspace_id' order by 1`,
  );
  return rows.map(({ name }) => name).filter((name) => !leftOut.includes(name));
}

function statesOf(tables: string[]): string {
  const states = tables.map((table) => {
    const written = restless.includes(table)
      ? `''`
      : `coalesce(md5(string_agg(xmin::text, ',' order by ctid)), '')`;
    return `select '${table}' as table, count(*) as rows, ${written} as written from ${table}`;
  });
  return `${states.join(' union all ')} order by 1`;
}
