import { sql, type Kysely } from 'kysely';
import { secureByEngagement } from '../src/kernel/database/policies.ts';

/**
 * A preparation plan as an engagement works through it: its steps with owner and day, and what its exercises left. A
 * step of the content carries its number and no words, so that each reader has it in their language.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
create table plan_steps (
  workspace_id uuid not null,
  plan_step_id uuid not null,
  engagement_id uuid not null,
  plan text not null check (plan in ('R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'ACTIVITY_SITUATION')),
  number smallint check (number between 1 and 9),
  words text not null default '' check (length(words) <= 500),
  position integer not null,
  owner_id uuid,
  due_on date,
  done_by uuid,
  done_at timestamptz,
  told_id uuid,
  told_at timestamptz,
  added_by uuid not null,
  added_at timestamptz not null,
  primary key (workspace_id, plan_step_id),
  foreign key (workspace_id, engagement_id) references engagements (workspace_id, engagement_id),
  check ((number is null) = (words <> '')),
  check ((done_by is null) = (done_at is null)),
  check ((told_id is null) = (told_at is null))
);
create unique index plan_steps_once on plan_steps (workspace_id, engagement_id, plan, number);
create index plan_steps_waiting on plan_steps (workspace_id, owner_id, due_on) where done_at is null;

create table plan_texts (
  workspace_id uuid not null,
  engagement_id uuid not null,
  exercise text not null check (exercise in ('channels', 'procedure')),
  version integer not null check (version > 0),
  title text not null default '' check (length(title) <= 120),
  text text not null check (length(text) <= 4000),
  written_by uuid not null,
  written_at timestamptz not null,
  practice_by uuid,
  practice_at timestamptz,
  client_by uuid,
  client_at timestamptz,
  primary key (workspace_id, engagement_id, exercise),
  foreign key (workspace_id, engagement_id) references engagements (workspace_id, engagement_id)
);

create table plan_week_lines (
  workspace_id uuid not null,
  week_line_id uuid not null,
  engagement_id uuid not null,
  words text not null check (length(words) between 1 and 200),
  repeats boolean not null,
  explainable boolean not null,
  mendable boolean not null,
  written_by uuid not null,
  written_at timestamptz not null,
  primary key (workspace_id, week_line_id),
  foreign key (workspace_id, engagement_id) references engagements (workspace_id, engagement_id)
);
create index plan_week_lines_in_order on plan_week_lines (workspace_id, engagement_id, written_at);

${secureByEngagement('plan_steps')}
${secureByEngagement('plan_texts')}
${secureByEngagement('plan_week_lines')}
`,
    )
    .execute(db);
}
