import { sql, type Kysely } from 'kysely';
import { inWorkspace, onSide, reachesAll, secure } from '../src/kernel/database/policies.ts';

/**
 * The public page of each practice. Its address is unique among all, and what is published is everybody's to read: a
 * reference table, like people, that keeps what it shows and joins no tenant's table.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
create table practice_pages (
  workspace_id uuid primary key,
  address text not null unique check (address ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(address) between 3 and 40),
  name text not null,
  time_zone text not null,
  spoken text[] not null,
  tools text[] not null,
  work_days smallint[] not null,
  work_from text,
  work_until text,
  free_from text check (free_from ~ '^(now|[0-9]{4}-[0-9]{2})$'),
  editions jsonb not null default '{}',
  is_listed boolean not null default false,
  changed_at timestamptz not null,
  published_at timestamptz
);

${secure(
  'practice_pages',
  { for: 'select', using: `published_at is not null or (${inWorkspace} and ${onSide('practice')})` },
  // Owners only.
  { for: 'insert', using: 'true', check: `${inWorkspace} and ${reachesAll}` },
  { for: 'update', using: `${inWorkspace} and ${reachesAll}` },
)}
`,
    )
    .execute(db);
}
