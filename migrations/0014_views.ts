import { sql, type Kysely } from 'kysely';
import {
  inWorkspace,
  isSelf,
  onSide,
  reachesEngagement,
  secure,
  secureByEngagement,
} from '../src/kernel/database/policies.ts';

/**
 * An assistant's own view of the client, which the client sees only once they have shared theirs; the rounds in which
 * both sides are asked again, and who sits one out. An earlier copy of a self-assessment stays for the history with
 * its scores alone: its answers are erased when another takes its place.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
alter table shared_assessments add column replaced_at timestamptz;
alter table shared_assessments add check (replaced_at is null or answers is null);
drop index shared_assessments_by_engagement;
create unique index shared_assessments_by_engagement on shared_assessments (workspace_id, engagement_id, shared_by)
  where withdrawn_at is null and replaced_at is null;
create index shared_assessments_by_time on shared_assessments (workspace_id, engagement_id, shared_at);

create table assistant_views (
  workspace_id uuid not null,
  assistant_view_id uuid not null,
  engagement_id uuid not null,
  answered_by uuid not null,
  answered_at timestamptz not null,
  corrected_at timestamptz,
  edition integer not null,
  answers jsonb not null,
  primary key (workspace_id, assistant_view_id),
  foreign key (workspace_id, engagement_id) references engagements (workspace_id, engagement_id)
);
create index assistant_views_by_time on assistant_views (workspace_id, engagement_id, answered_at);

create table readiness_rounds (
  workspace_id uuid not null,
  engagement_id uuid not null,
  round integer not null check (round > 0),
  opened_at timestamptz not null,
  asked_at timestamptz not null,
  primary key (workspace_id, engagement_id, round),
  foreign key (workspace_id, engagement_id) references engagements (workspace_id, engagement_id)
);

create table readiness_round_skips (
  workspace_id uuid not null,
  engagement_id uuid not null,
  round integer not null,
  person_id uuid not null,
  skipped_at timestamptz not null,
  primary key (workspace_id, engagement_id, round, person_id),
  foreign key (workspace_id, engagement_id, round)
    references readiness_rounds (workspace_id, engagement_id, round)
);

${secure(
  'assistant_views',
  {
    for: 'select',
    // The client's side reads them only while a copy of the reader's own is shared there.
    using: `${inWorkspace} and ${reachesEngagement} and (${onSide('practice')} or exists (
      select 1 from shared_assessments s where s.workspace_id = assistant_views.workspace_id
        and s.engagement_id = assistant_views.engagement_id and s.withdrawn_at is null
        and ${isSelf('s.shared_by')}))`,
  },
  ...(['insert', 'update'] as const).map((command) => ({
    for: command,
    using: `${inWorkspace} and ${reachesEngagement} and ${onSide('practice')} and ${isSelf('answered_by')}`,
  })),
)}
${secureByEngagement('readiness_rounds')}
${secureByEngagement('readiness_round_skips')}
`,
    )
    .execute(db);
}
