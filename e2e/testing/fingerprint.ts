import type { Owner, OwnerReach } from './owner.ts';

/** Kept up to date by requests and jobs in their own time, whatever a form's answer is. */
const restless = ['rate_limits', 'sessions', 'mails', 'performed_requests', 'kysely_migration_lock'];

/**
 * A text that changes whenever a row is written or removed: for each table, how many rows there are and in which
 * transactions they were last written.
 */
export async function fingerprint(owner: Owner, workspace: string): Promise<string> {
  const parts = [
    ['system', 'people'],
    ['auth', 'accounts'],
    ['auth', 'passkeys'],
    ['auth', 'two_factors'],
    ['auth', 'api_tokens'],
    ['auth', 'sessions'],
  ] as const;
  const tables = await tenantTables(owner);
  const reach: OwnerReach = { workspace, power: 'system' };
  const inPlace = await owner.query(
    reach,
    tables.map((table) => stateOf(table)).join(' union all ') + ' order by 1',
  );
  const inPeople = await Promise.all(parts.map(([power, table]) => owner.query({ power }, stateOf(table))));
  return JSON.stringify([inPlace, inPeople.flat()]);
}

function stateOf(table: string): string {
  const written = restless.includes(table)
    ? `''`
    : `coalesce(md5(string_agg(xmin::text, ',' order by ctid)), '')`;
  return `select '${table}' as table, count(*) as rows, ${written} as written from ${table}`;
}

async function tenantTables(owner: Owner): Promise<string[]> {
  const rows = await owner.query<{ name: string }>(
    {},
    `select table_name as name from information_schema.columns
       where table_schema = 'public' and column_name = 'workspace_id' and table_name <> 'api_tokens' order by 1`,
  );
  return rows.map(({ name }) => name);
}
