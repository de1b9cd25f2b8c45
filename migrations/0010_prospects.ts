import { sql, type Kysely } from 'kysely';
import { hasSecret, inWorkspace, reachesAll, secure } from '../src/kernel/database/policies.ts';

/**
 * Who asks a practice for a talk or a proposal. The owners of the practice work with them; whoever asked opens their own
 * row by the secret of its link, to read it and to erase it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
create table prospects (
  workspace_id uuid not null,
  prospect_id uuid not null,
  secret_hash text not null,
  name text not null,
  email text not null,
  language text not null check (language in ('es', 'en')),
  wish text not null check (wish in ('talk', 'proposal')),
  message text not null,
  shared jsonb,
  state text not null check (state in ('new', 'talking', 'proposed', 'won', 'lost', 'unfit')),
  lost_why text,
  asked_at timestamptz not null,
  changed_at timestamptz not null,
  engagement_id uuid,
  primary key (workspace_id, prospect_id)
);
create unique index prospects_by_secret on prospects (workspace_id, secret_hash);
create index prospects_by_state on prospects (workspace_id, state, prospect_id);
create index prospects_by_engagement on prospects (workspace_id, engagement_id) where engagement_id is not null;

create table prospect_notes (
  workspace_id uuid not null,
  note_id uuid not null,
  prospect_id uuid not null,
  written_by uuid not null,
  written_at timestamptz not null,
  text text not null,
  primary key (workspace_id, note_id),
  foreign key (workspace_id, prospect_id) references prospects (workspace_id, prospect_id) on delete cascade
);
create index prospect_notes_by_prospect on prospect_notes (workspace_id, prospect_id, note_id);

${secure(
  'prospects',
  { using: `${inWorkspace} and ${reachesAll}` },
  { for: 'select', using: hasSecret('secret_hash') },
  { for: 'delete', using: hasSecret('secret_hash') },
  // Whoever asks has the secret from the form, and asks a practice that wants to be asked.
  {
    for: 'insert',
    using: 'true',
    check: `${hasSecret('secret_hash')} and state = 'new' and exists (
      select 1 from practice_pages p where p.workspace_id = prospects.workspace_id and p.published_at is not null)`,
  },
)}
${secure('prospect_notes', { using: `${inWorkspace} and ${reachesAll}` })}
-- That somebody has asked stands in the log of the practice.
create policy events_prospect_asking on events for insert with check (engagement_id is null and exists (
  select 1 from prospects p where p.workspace_id = events.workspace_id and p.${hasSecret('secret_hash')}));
`,
    )
    .execute(db);
}
