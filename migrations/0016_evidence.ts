import { sql, type Kysely } from 'kysely';
import {
  hasPower,
  inWorkspace,
  isSelf,
  reachesAll,
  reachesEngagement,
  secure,
  secureByEngagement,
} from '../src/kernel/database/policies.ts';

/**
 * What became of an engagement: when and why it ended, until when it was renewed, how satisfied each person is. From it
 * a practice learns which requirements went with success. What is pooled over many practices belongs to none of them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
create table engagement_endings (
  workspace_id uuid not null,
  engagement_id uuid not null,
  ended_on date not null,
  is_early boolean not null,
  ended_by text not null check (ended_by in ('practice', 'client', 'both')),
  reason text not null check (reason in ('work_done', 'need_changed', 'budget', 'availability', 'ways_of_working',
    'results', 'employed_instead', 'other')),
  words text not null default '',
  noted_by uuid not null,
  noted_at timestamptz not null,
  primary key (workspace_id, engagement_id),
  foreign key (workspace_id, engagement_id) references engagements (workspace_id, engagement_id)
);

create table engagement_renewals (
  workspace_id uuid not null,
  renewal_id uuid not null,
  engagement_id uuid not null,
  renewed_until date not null,
  noted_by uuid not null,
  noted_at timestamptz not null,
  primary key (workspace_id, renewal_id),
  foreign key (workspace_id, engagement_id) references engagements (workspace_id, engagement_id)
);
create unique index engagement_renewals_once on engagement_renewals (workspace_id, engagement_id, renewed_until);

create table pulses (
  workspace_id uuid not null,
  engagement_id uuid not null,
  person_id uuid not null,
  month text not null check (month ~ '^[0-9]{4}-[0-9]{2}$'),
  side text not null check (side in ('practice', 'client')),
  satisfaction smallint not null check (satisfaction between 1 and 5),
  answered_at timestamptz not null,
  primary key (workspace_id, engagement_id, person_id, month),
  foreign key (workspace_id, engagement_id) references engagements (workspace_id, engagement_id)
);

create table evidence_sharing (
  workspace_id uuid primary key references workspaces (workspace_id),
  joined_at timestamptz not null
);

create table pooled_evidence (
  computed_at timestamptz primary key,
  figures jsonb not null
);

${secureByEngagement('engagement_endings')}
${secureByEngagement('engagement_renewals')}
${secure(
  'pulses',
  // Everybody in the engagement reads them; each answers for themselves.
  { for: 'select', using: `${inWorkspace} and ${reachesEngagement}` },
  {
    for: 'insert',
    using: 'true',
    check: `${inWorkspace} and ${reachesEngagement} and ${isSelf('person_id')}`,
  },
  { for: 'update', using: `${inWorkspace} and ${reachesEngagement} and ${isSelf('person_id')}` },
  { for: 'delete', using: `${inWorkspace} and ${reachesEngagement} and ${isSelf('person_id')}` },
)}
${secure(
  'evidence_sharing',
  { using: `${inWorkspace} and ${reachesAll}` },
  // The weekly computing asks who takes part.
  { for: 'select', using: hasPower('system') },
)}
${secure(
  'pooled_evidence',
  // No figure in it comes from fewer than five practices.
  { for: 'select', using: 'true' },
  { using: hasPower('system') },
)}
`,
    )
    .execute(db);
}
