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

const practiceThere = `${inWorkspace} and ${onSide('practice')} and ${reachesEngagement}`;

/** Whoever is asked takes part there: as a principal now, for the practice; once, for themselves. */
const isThere = (how: string) => `exists (
  select 1 from engagement_members m where m.workspace_id = reference_requests.workspace_id
    and m.engagement_id = reference_requests.engagement_id and m.person_id = reference_requests.person_id and ${how})`;
const isPrincipal = isThere(`m.role = 'principal' and m.until is null`);
const hasTakenPart = isThere(`m.role <> 'assistant'`);

const requestOf = (table: string, more: string) => `exists (
  select 1 from reference_requests r where r.workspace_id = ${table}.workspace_id
    and r.reference_id = ${table}.reference_id and r.${isSelf('person_id')}${more})`;
const isAsked = (table: string) => requestOf(table, '');
const isVerified = requestOf(
  'published_references',
  ` and r.state = 'published' and r.since_year = published_references.since_year
    and r.until_year is not distinct from published_references.until_year`,
);
const isLinked = `exists (
  select 1 from reference_requests r where r.workspace_id = published_references.workspace_id
    and r.reference_id = published_references.reference_id and r.${hasSecret('link_hash')})`;

/**
 * References: an engagement's practice asks a principal, who writes for everybody to read and can take it back. Whom the
 * practice asked, both know; what is begun is the writer's alone; what is published, only the writer changes. What the
 * practice decides about it, which it hides and in which order they stand, is kept with its page.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
create table reference_requests (
  workspace_id uuid not null,
  reference_id uuid not null,
  engagement_id uuid not null,
  person_id uuid not null references people (id) on delete cascade,
  practice text not null,
  since_year smallint not null,
  until_year smallint,
  state text not null check (state in ('asked', 'taken_back', 'declined', 'published', 'withdrawn')),
  asked_at timestamptz not null,
  changed_at timestamptz not null,
  link_hash text unique,
  link_email text,
  primary key (workspace_id, reference_id),
  foreign key (workspace_id, engagement_id) references engagements (workspace_id, engagement_id) on delete cascade,
  check (until_year >= since_year),
  check ((link_hash is null) = (link_email is null))
);
create unique index reference_requests_once on reference_requests (workspace_id, engagement_id, person_id);
create index reference_requests_by_person on reference_requests (person_id);

create table reference_drafts (
  workspace_id uuid not null,
  reference_id uuid not null,
  text text not null,
  shown_as text check (shown_as in ('name', 'initial', 'role')),
  role text not null,
  business text not null,
  saved_at timestamptz not null,
  primary key (workspace_id, reference_id),
  foreign key (workspace_id, reference_id) references reference_requests (workspace_id, reference_id) on delete cascade
);

create table published_references (
  workspace_id uuid not null,
  reference_id uuid not null,
  text text not null check (length(text) > 0),
  shown_as text not null check (shown_as in ('name', 'initial', 'role')),
  name text,
  role text not null,
  business text not null,
  language text not null check (language in ('es', 'en')),
  since_year smallint not null,
  until_year smallint,
  published_at timestamptz not null,
  primary key (workspace_id, reference_id),
  foreign key (workspace_id, reference_id) references reference_requests (workspace_id, reference_id) on delete cascade,
  check ((shown_as = 'role') = (name is null)),
  check (shown_as <> 'role' or role <> '')
);

alter table practice_pages
  add column reference_order uuid[] not null default '{}',
  add column hidden_references uuid[] not null default '{}';

${secure(
  'reference_requests',
  { using: hasPower('system') },
  { for: 'select', using: practiceThere },
  // Nobody can be asked but a principal of that engagement.
  { for: 'insert', using: 'true', check: `${practiceThere} and state = 'asked' and ${isPrincipal}` },
  {
    for: 'update',
    using: practiceThere,
    check: `${practiceThere} and (state = 'taken_back' or (state = 'asked' and ${isPrincipal}))`,
  },
  { name: 'reference_requests_own', for: 'select', using: isSelf('person_id') },
  {
    name: 'reference_requests_answer',
    for: 'update',
    using: isSelf('person_id'),
    check: `${isSelf('person_id')} and state in ('asked', 'declined', 'published', 'withdrawn') and ${hasTakenPart}`,
  },
  { name: 'reference_requests_by_link', for: 'select', using: hasSecret('link_hash') },
  {
    name: 'reference_requests_withdraw',
    for: 'update',
    using: hasSecret('link_hash'),
    check: `state = 'withdrawn' and ${hasSecret('link_hash')}`,
  },
)}
${secure(
  'reference_drafts',
  // What is taken back leaves no draft.
  { using: hasPower('system') },
  { using: isAsked('reference_drafts') },
)}
${secure(
  'published_references',
  // When the engagement ends, the year is added.
  { using: hasPower('system') },
  {
    for: 'select',
    using: `exists (select 1 from practice_pages p where p.workspace_id = published_references.workspace_id
      and p.published_at is not null and not (published_references.reference_id = any (p.hidden_references)))`,
  },
  { for: 'select', using: `${inWorkspace} and ${onSide('practice')}` },
  { name: 'published_references_own', for: 'select', using: isAsked('published_references') },
  // What is verified, its writer can't make up.
  { for: 'insert', using: 'true', check: isVerified },
  { for: 'update', using: isAsked('published_references'), check: isVerified },
  { for: 'delete', using: isAsked('published_references') },
  { name: 'published_references_withdraw', for: 'delete', using: isLinked },
  { name: 'published_references_by_link', for: 'select', using: isLinked },
)}
-- In the log of the practice, and not of the engagement, where the others of the client's side would read who was asked.
create policy events_reference_asking on events for insert with check (
  ${inWorkspace} and ${onSide('practice')} and ${isSelf('actor_id')} and engagement_id is null
    and kind in ('references.asked', 'references.takenBack'));
create policy events_reference_answering on events for insert with check (
  ${isSelf('actor_id')} and engagement_id is null
    and kind in ('references.published', 'references.declined', 'references.withdrawn') and exists (
    select 1 from reference_requests r where r.workspace_id = events.workspace_id
      and r.reference_id::text = events.facts ->> 'reference' and r.${isSelf('person_id')}));
create policy events_reference_by_link on events for insert with check (
  engagement_id is null and kind = 'references.withdrawn' and exists (
    select 1 from reference_requests r where r.workspace_id = events.workspace_id
      and r.reference_id::text = events.facts ->> 'reference' and r.${hasSecret('link_hash')}));
`,
    )
    .execute(db);
}
