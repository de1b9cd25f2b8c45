import { sql, type Kysely } from 'kysely';
import { hasPower, hasSecret, isSelf, secure, secureByEngagement } from '../src/kernel/database/policies.ts';

/** Assessments belong to whoever gave the answers, opened by a secret; what is shared with an engagement is a copy. */
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
  form text not null check (form in ('short', 'full')),
  edition integer not null,
  answers jsonb,
  result jsonb not null,
  finished_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (workspace_id, shared_assessment_id),
  foreign key (workspace_id, engagement_id) references engagements (workspace_id, engagement_id)
);
create index shared_assessments_by_engagement on shared_assessments (workspace_id, engagement_id);

${secure('assessments', { using: hasSecret('secret_hash') }, { using: isSelf('person_id') }, { using: hasPower('system') })}
${secureByEngagement('shared_assessments')}
`,
    )
    .execute(db);
}
