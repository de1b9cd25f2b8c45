import { sql, type Kysely } from 'kysely';
import { secureByEngagement } from '../src/kernel/database/policies.ts';

/** Briefs and what happens around them. Every row carries its engagement: the policy needs no join. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
create table briefs (
  workspace_id uuid not null,
  brief_id uuid not null,
  engagement_id uuid not null,
  state text not null check (state in ('draft', 'sent', 'understood', 'promised', 'delivered',
    'changes_requested', 'accepted', 'declined', 'withdrawn')),
  title text not null default '',
  outcome text not null default '',
  context text not null default '',
  done_criteria jsonb not null default '[]',
  limit_minutes integer,
  limit_amount_minor bigint,
  limit_currency text,
  not_to_do text not null default '',
  to_consult text not null default '',
  wished_for timestamptz,
  wished_why text not null default '',
  effort_minutes integer,
  autonomy smallint check (autonomy between 1 and 5),
  access_needed text not null default '',
  examples text not null default '',
  links jsonb not null default '[]',
  revision integer not null default 1,
  created_by uuid not null,
  started_by_side text not null check (started_by_side in ('practice', 'client')),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  sent_at timestamptz,
  sent_by uuid,
  understood_at timestamptz,
  promised_for timestamptz,
  promised_at timestamptz,
  promised_by uuid,
  delivered_at timestamptz,
  closed_at timestamptz,
  closed_by uuid,
  closing_reason text,
  archived_at timestamptz,
  -- What lies open, kept here so that a lock on this row covers it and a list needs no other table.
  questions_asked integer not null default 0,
  open_questions integer not null default 0,
  open_teach_back uuid,
  open_proposal uuid,
  open_proposal_for timestamptz,
  open_delivery uuid,
  -- The clock of the promise: due as long as no question is open; otherwise as of the moment it stopped.
  due_at timestamptz,
  clock_stopped_at timestamptz,
  -- Who must act next, as the rule says at every step; from awaited_until on it is the assistant.
  awaits text not null check (awaits in ('assistant', 'client', 'principal', 'nobody')),
  awaited_until timestamptz,
  -- A draft of the client's side that was never sent: the practice does not see it.
  kept_private boolean not null,
  primary key (workspace_id, brief_id),
  foreign key (workspace_id, engagement_id) references engagements (workspace_id, engagement_id)
);
create index briefs_by_engagement on briefs (workspace_id, engagement_id, updated_at desc);
create index briefs_by_time on briefs (workspace_id, updated_at desc);
-- All that the counts of the filters ask for, so that they need no brief itself.
create index briefs_counted on briefs (workspace_id, engagement_id, state, awaits, awaited_until, archived_at,
  kept_private, created_by);
create index briefs_awaited on briefs (workspace_id, engagement_id) where archived_at is null and awaits <> 'nobody';

create table questions (
  workspace_id uuid not null,
  question_id uuid not null,
  engagement_id uuid not null,
  brief_id uuid not null,
  text text not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  answer text,
  answered_by uuid,
  answered_at timestamptz,
  withdrawn_at timestamptz,
  primary key (workspace_id, question_id),
  foreign key (workspace_id, brief_id) references briefs (workspace_id, brief_id)
);
create index questions_by_brief on questions (workspace_id, brief_id, question_id);

create table teach_backs (
  workspace_id uuid not null,
  teach_back_id uuid not null,
  engagement_id uuid not null,
  brief_id uuid not null,
  text text not null,
  written_by uuid not null,
  written_at timestamptz not null,
  verdict text check (verdict in ('confirmed', 'corrected')),
  correction text,
  judged_by uuid,
  judged_at timestamptz,
  primary key (workspace_id, teach_back_id),
  foreign key (workspace_id, brief_id) references briefs (workspace_id, brief_id)
);
create index teach_backs_by_brief on teach_backs (workspace_id, brief_id, teach_back_id);

create table date_proposals (
  workspace_id uuid not null,
  date_proposal_id uuid not null,
  engagement_id uuid not null,
  brief_id uuid not null,
  proposed_for timestamptz not null,
  reason text not null,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  verdict text check (verdict in ('agreed', 'refused')),
  comment text,
  judged_by uuid,
  judged_at timestamptz,
  primary key (workspace_id, date_proposal_id),
  foreign key (workspace_id, brief_id) references briefs (workspace_id, brief_id)
);
create index date_proposals_by_brief on date_proposals (workspace_id, brief_id, date_proposal_id);

create table deliveries (
  workspace_id uuid not null,
  delivery_id uuid not null,
  engagement_id uuid not null,
  brief_id uuid not null,
  note text not null,
  delivered_by uuid not null,
  delivered_at timestamptz not null,
  verdict text check (verdict in ('accepted', 'changes_requested')),
  criteria_met jsonb,
  comment text,
  judged_by uuid,
  judged_at timestamptz,
  primary key (workspace_id, delivery_id),
  foreign key (workspace_id, brief_id) references briefs (workspace_id, brief_id)
);
create index deliveries_by_brief on deliveries (workspace_id, brief_id, delivery_id);

create table messages (
  workspace_id uuid not null,
  message_id uuid not null,
  engagement_id uuid not null,
  brief_id uuid,
  author_id uuid not null,
  text text not null,
  written_at timestamptz not null,
  primary key (workspace_id, message_id),
  foreign key (workspace_id, brief_id) references briefs (workspace_id, brief_id)
);
create index messages_by_brief on messages (workspace_id, brief_id, message_id);

create table files (
  workspace_id uuid not null,
  file_id uuid not null,
  engagement_id uuid not null,
  brief_id uuid not null,
  delivery_id uuid,
  name text not null,
  bytes bigint not null,
  media_type text not null,
  sha256 text not null,
  added_by uuid not null,
  added_at timestamptz not null,
  removed_at timestamptz,
  primary key (workspace_id, file_id),
  foreign key (workspace_id, brief_id) references briefs (workspace_id, brief_id)
);
create index files_by_brief on files (workspace_id, brief_id, file_id);

${['briefs', 'questions', 'teach_backs', 'date_proposals', 'deliveries', 'messages', 'files'].map(secureByEngagement).join('\n')}
`,
    )
    .execute(db);
}
