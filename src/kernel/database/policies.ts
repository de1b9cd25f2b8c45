/**
 * The row-level security of a table, as SQL. Policies read settings that `SET LOCAL` gave the transaction:
 * app.workspace, app.engagements (`*` or ids joined by commas), app.side, app.person, app.secret, app.address, app.power.
 * They use nothing that Citus does not send to its workers; after a transaction a setting reads '', hence nullif.
 */
const setting = (name: string) => `nullif(current_setting('app.${name}', true), '')`;

export const inWorkspace = `workspace_id = ${setting('workspace')}::uuid`;

/**
 * Each `(select …)` is worked out once a statement. Written without it, the list of engagements was split again for every
 * row: counting 5,000 briefs took an assistant of twenty engagements a hundred times as long.
 */
export const reachesEngagement = `case when (select ${setting('engagements')} = '*') then true
  else engagement_id = any ((select string_to_array(nullif(${setting('engagements')}, '*'), ',')::uuid[])::uuid[]) end`;

export const isSelf = (column: string) => `${column} = ${setting('person')}::uuid`;
export const hasSecret = (column: string) => `${column} = ${setting('secret')}`;
/** The setting holds the address as the hex of its UTF-8, since it is written into SQL text. */
export const isAddress = (column: string) =>
  `${column} = (select convert_from(decode(${setting('address')}, 'hex'), 'UTF8'))`;
export const knowsAddress = `${setting('address')} is not null`;
export const hasPower = (...powers: string[]) =>
  `coalesce(${setting('power')}, '') in (${powers.map((power) => `'${power}'`).join(', ')})`;
export const onSide = (side: 'practice' | 'client') => `coalesce(${setting('side')}, '') = '${side}'`;
export const reachesAll = `coalesce(${setting('engagements')}, '') = '*'`;

type Policy = {
  name?: string;
  for?: 'select' | 'insert' | 'update' | 'delete' | 'all';
  using: string;
  check?: string;
};

/** Switches row-level security on for everybody, the owner too, and sets the policies. */
export function secure(table: string, ...policies: Policy[]): string {
  const statements = policies.map((policy, index) => {
    const command = policy.for ?? 'all';
    const check = policy.check ?? policy.using;
    const clauses =
      command === 'insert'
        ? `with check (${check})`
        : command === 'select' || command === 'delete'
          ? `using (${policy.using})`
          : `using (${policy.using}) with check (${check})`;
    return `create policy ${policy.name ?? `${table}_${command}_${index + 1}`} on ${table} for ${command} ${clauses};`;
  });
  return [
    `alter table ${table} enable row level security;`,
    `alter table ${table} force row level security;`,
    ...statements,
  ].join('\n');
}

/** A tenant's table whose rows belong to one engagement: the wall of confidentiality. */
export function secureByEngagement(table: string): string {
  return secure(table, { using: `${inWorkspace} and ${reachesEngagement}` });
}
