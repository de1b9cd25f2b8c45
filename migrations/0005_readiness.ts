import { sql, type Kysely } from 'kysely';
import {
  hasPower,
  hasSecret,
  inWorkspace,
  isSelf,
  onSide,
  reachesEngagement,
  secure,
} from '../src/kernel/database/policies.ts';

/**
 * Assessments belong to whoever gave the answers, opened by a secret; what is shared with an engagement is a copy,
 * for its assistants and for the one who shared it. Withdrawing it erases what it says and leaves that it was there.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
create table assessments (
  id uuid primary key,
  secret_hash text not null unique,
  person_id uuid references people (id),
  form text not null check (form in ('short', 'full')),
  edition integer not null,
  answers jsonb not null default '{}',
  started_at timestamptz not null,
  changed_at timestamptz not null,
  finished_at timestamptz
);
create index assessments_by_person on assessments (person_id);

create table shared_assessments (
  workspace_id uuid not null,
  shared_assessment_id uuid not null,
  engagement_id uuid not null,
  shared_by uuid not null,
  shared_at timestamptz not null,
  what text not null check (what in ('verdict', 'answers')),
  form text not null check (form in ('short', 'full')),
  edition integer not null,
  result jsonb,
  answers jsonb,
  finished_at timestamptz not null,
  withdrawn_at timestamptz,
  check (withdrawn_at is null or (result is null and answers is null)),
  primary key (workspace_id, shared_assessment_id),
  foreign key (workspace_id, engagement_id) references engagements (workspace_id, engagement_id)
);
-- The latest copy of each person stands for the ones before.
create unique index shared_assessments_by_engagement
  on shared_assessments (workspace_id, engagement_id, shared_by) where withdrawn_at is null;

${secure(
  'assessments',
  { using: hasSecret('secret_hash') },
  { using: isSelf('person_id') },
  { using: hasPower('system') },
  // It begins as nobody's: whoever was given its secret opens it.
  { for: 'insert', using: 'true', check: 'person_id is null' },
)}
${secure('shared_assessments', {
  using: `${inWorkspace} and ${reachesEngagement} and (${onSide('practice')} or ${isSelf('shared_by')})`,
})}
`,
    )
    .execute(db);
}
