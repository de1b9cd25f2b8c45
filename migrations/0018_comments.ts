import { sql, type Kysely } from 'kysely';
import {
  hasPower,
  hasSecret,
  inWorkspace,
  onSide,
  reachesAll,
  secure,
} from '../src/kernel/database/policies.ts';

/**
 * What visitors say under a practice's guides. What is shown is everybody's to read; what waits is the practice's, once
 * its author has confirmed the address it came with. The address itself stands with the links that were mailed there,
 * and is read by whoever holds such a link and by the jobs that mail: never by the practice.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
create table guide_comments (
  workspace_id uuid not null,
  comment_id uuid not null,
  guide text not null,
  kind text not null check (kind in ('question', 'experience')),
  language text not null check (language in ('es', 'en')),
  name text not null,
  text text not null,
  form_hash text not null,
  state text not null check (state in ('unconfirmed', 'waiting', 'shown', 'hidden')),
  written_at timestamptz not null,
  shown_at timestamptz,
  answer text,
  answered_at timestamptz,
  told text check (told in ('shown', 'answered')),
  primary key (workspace_id, comment_id),
  check (state <> 'shown' or shown_at is not null),
  check ((answer is null) = (answered_at is null))
);
-- A form that is sent twice says it once.
create unique index guide_comments_by_form on guide_comments (workspace_id, form_hash);
create index guide_comments_by_state on guide_comments (workspace_id, state, comment_id);
create index guide_comments_shown on guide_comments (workspace_id, guide, language, shown_at) where state = 'shown';
create index guide_comments_everywhere on guide_comments (guide, language, shown_at) where state = 'shown';
create index guide_comments_unconfirmed on guide_comments (written_at) where state = 'unconfirmed';

create table guide_comment_links (
  workspace_id uuid not null,
  secret_hash text not null,
  comment_id uuid not null,
  email text not null,
  primary key (workspace_id, secret_hash),
  foreign key (workspace_id, comment_id) references guide_comments (workspace_id, comment_id) on delete cascade
);
create index guide_comment_links_by_secret on guide_comment_links (secret_hash);
create index guide_comment_links_by_comment on guide_comment_links (workspace_id, comment_id);

create table guide_comment_reports (
  workspace_id uuid not null,
  comment_id uuid not null,
  reason text not null check (reason in ('spam', 'hurtful', 'private', 'false')),
  reported_at timestamptz not null,
  settled_at timestamptz,
  primary key (workspace_id, comment_id, reason),
  foreign key (workspace_id, comment_id) references guide_comments (workspace_id, comment_id) on delete cascade
);
create index guide_comment_reports_open on guide_comment_reports (workspace_id, comment_id) where settled_at is null;

${secure(
  'guide_comment_links',
  { using: hasPower('system') },
  { for: 'select', using: hasSecret('secret_hash') },
  { for: 'insert', using: 'true', check: hasSecret('secret_hash') },
)}
${secure(
  'guide_comments',
  { using: hasPower('system') },
  {
    for: 'select',
    using: `state = 'shown' and exists (
      select 1 from practice_pages p where p.workspace_id = guide_comments.workspace_id and p.published_at is not null)`,
  },
  { for: 'select', using: `${inWorkspace} and ${onSide('practice')} and state <> 'unconfirmed'` },
  { for: 'update', using: `${inWorkspace} and ${onSide('practice')} and state <> 'unconfirmed'` },
  // Erasing is for owners.
  { for: 'delete', using: `${inWorkspace} and ${reachesAll} and state <> 'unconfirmed'` },
  // Whoever writes has no place in the practice: it waits for the confirmation of their address.
  {
    for: 'insert',
    using: 'true',
    check: `state = 'unconfirmed' and shown_at is null and answer is null and told is null and exists (
      select 1 from practice_pages p where p.workspace_id = guide_comments.workspace_id and p.published_at is not null)`,
  },
  // Whoever holds a mailed link reads their own words, confirms their address, and takes it all back.
  { name: 'guide_comments_own', for: 'select', using: isOwn },
  {
    name: 'guide_comments_confirm',
    for: 'update',
    using: `state = 'unconfirmed' and ${isOwn}`,
    check: `state = 'waiting' and ${isOwn}`,
  },
  { name: 'guide_comments_take_back', for: 'delete', using: isOwn },
)}
${secure(
  'guide_comment_reports',
  { using: hasPower('system') },
  { for: 'select', using: `${inWorkspace} and ${onSide('practice')}` },
  { for: 'update', using: `${inWorkspace} and ${onSide('practice')}` },
  // Anybody reports what everybody can read.
  {
    for: 'insert',
    using: 'true',
    check: `settled_at is null and ${isShown('guide_comment_reports.comment_id')}`,
  },
)}
-- Assistants reach no more of the log than their engagements; this much of what the practice does in public they write.
create policy events_comment_deciding on events for insert with check (
  ${inWorkspace} and ${onSide('practice')} and engagement_id is null and kind like 'comments.%');
-- Into the log of the practice a visitor writes that they confirmed their words or reported what is shown, and nothing else.
create policy events_comment_confirming on events for insert with check (
  engagement_id is null and kind = 'comments.confirmed' and exists (
    select 1 from guide_comment_links l where l.workspace_id = events.workspace_id
      and l.comment_id::text = events.facts ->> 'comment' and l.${hasSecret('secret_hash')}));
create policy events_comment_reporting on events for insert with check (
  engagement_id is null and kind = 'comments.reported' and exists (
    select 1 from guide_comments c where c.workspace_id = events.workspace_id
      and c.comment_id::text = events.facts ->> 'comment' and c.state = 'shown'));
`,
    )
    .execute(db);
}

const isOwn = `exists (
  select 1 from guide_comment_links l where l.workspace_id = guide_comments.workspace_id
    and l.comment_id = guide_comments.comment_id and l.${hasSecret('secret_hash')})`;

const isShown = (column: string) => `exists (
  select 1 from guide_comments c where c.workspace_id = guide_comment_reports.workspace_id
    and c.comment_id = ${column} and c.state = 'shown')`;
