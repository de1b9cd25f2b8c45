import { sql, type Kysely } from 'kysely';
import { inWorkspace, onSide, reachesAll, secure } from '../src/kernel/database/policies.ts';

/**
 * The self-assessment in a practice's words. What is published is only ever added to: no policy lets anybody change or
 * delete it. An assessment keeps what it was asked by, and so does every copy, so that it reads as it did for ever.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Whoever may read a practice's page may take its test, and know by which weights it judges.
  const hasPublishedPage = (table: string) =>
    `exists (select 1 from practice_pages p where p.workspace_id = ${table}.workspace_id and p.published_at is not null)`;
  await sql
    .raw(
      `
create table practice_editions (
  workspace_id uuid not null references workspaces (workspace_id),
  number integer not null check (number > 0),
  content jsonb not null,
  published_at timestamptz not null,
  published_by uuid not null,
  primary key (workspace_id, number)
);
create table practice_edition_drafts (
  workspace_id uuid primary key references workspaces (workspace_id),
  content jsonb not null,
  changed_at timestamptz not null
);
alter table assessments add practice_edition jsonb;
alter table shared_assessments add practice_edition jsonb;
alter table shared_assessments add check (withdrawn_at is null or practice_edition is null);

${secure(
  'practice_editions',
  { for: 'select', using: `${inWorkspace} or ${hasPublishedPage('practice_editions')}` },
  // Owners only: nobody else reaches every engagement.
  { for: 'insert', using: 'true', check: `${inWorkspace} and ${reachesAll}` },
)}
${secure(
  'practice_edition_drafts',
  { for: 'select', using: `${inWorkspace} and ${onSide('practice')}` },
  { for: 'insert', using: 'true', check: `${inWorkspace} and ${reachesAll}` },
  { for: 'update', using: `${inWorkspace} and ${reachesAll}` },
  { for: 'delete', using: `${inWorkspace} and ${reachesAll}` },
)}
create policy practice_weights_of_published on practice_weights for select
  using (${hasPublishedPage('practice_weights')});
`,
    )
    .execute(db);
}
