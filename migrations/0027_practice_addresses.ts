import { sql, type Kysely } from 'kysely';
import { inWorkspace, onSide, reachesAll, secure } from '../src/kernel/database/policies.ts';

/**
 * Every address that a practice's page has or had: a link that was printed or sent leads on to the page after its
 * address has changed, and nobody else gets it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
create table practice_addresses (
  address text primary key check (address ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(address) between 3 and 40),
  workspace_id uuid not null,
  taken_at timestamptz not null
);
create index practice_addresses_of on practice_addresses (workspace_id);

insert into practice_addresses (address, workspace_id, taken_at)
  select address, workspace_id, changed_at from practice_pages;

${secure(
  'practice_addresses',
  {
    for: 'select',
    using: `(${inWorkspace} and ${onSide('practice')}) or exists (
      select 1 from practice_pages p where p.workspace_id = practice_addresses.workspace_id and p.published_at is not null)`,
  },
  // Owners only, and nobody changes one: it is taken or given back.
  { for: 'insert', using: 'true', check: `${inWorkspace} and ${reachesAll}` },
  { for: 'delete', using: `${inWorkspace} and ${reachesAll}` },
)}
`,
    )
    .execute(db);
}
