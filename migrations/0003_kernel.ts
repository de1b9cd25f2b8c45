import { sql, type Kysely } from 'kysely';
import {
  hasPower,
  hasSecret,
  inWorkspace,
  isSelf,
  reachesAll,
  reachesEngagement,
  secure,
} from '../src/kernel/database/policies.ts';

/** What every room stands on: the log, the mails to send, what was already done once, and limits of rate. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
create table events (
  workspace_id uuid not null,
  event_id uuid not null,
  engagement_id uuid,
  brief_id uuid,
  at timestamptz not null,
  actor_kind text not null,
  actor_id uuid,
  kind text not null,
  facts jsonb not null default '{}',
  primary key (workspace_id, event_id)
);
create index events_by_brief on events (workspace_id, brief_id, event_id) where brief_id is not null;
create index events_by_engagement on events (workspace_id, engagement_id, event_id);

create table mails (
  id uuid primary key,
  workspace_id uuid,
  event_id uuid,
  person_id uuid,
  address text,
  locale text check (locale in ('es', 'en')),
  time_zone text,
  template text not null,
  facts jsonb not null,
  created_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'kept', 'stuck')),
  attempts integer not null default 0,
  sent_at timestamptz,
  last_error text,
  check (person_id is not null or (address is not null and locale is not null and time_zone is not null))
);
create unique index mails_once on mails (workspace_id, event_id, person_id) where event_id is not null;
create index mails_by_time on mails (id desc);

create table performed_requests (
  actor_id uuid not null,
  key text not null,
  operation text not null,
  input_hash text not null,
  output jsonb,
  at timestamptz not null,
  primary key (actor_id, key)
);
create index performed_requests_by_time on performed_requests (at);

create table rate_limits (
  bucket text not null,
  window_start bigint not null,
  uses integer not null,
  primary key (bucket, window_start)
);

${secure('events', {
  using: `${inWorkspace} and (${reachesAll} or (engagement_id is not null and ${reachesEngagement}))`,
})}
-- The invited person's own joining stands in the log of the place they join.
create policy events_invited on events for insert with check (${inWorkspace} and exists (
  select 1 from invitations i where i.workspace_id = events.workspace_id
    and i.engagement_id is not distinct from events.engagement_id and i.${hasSecret('token_hash')}));
-- Anybody's operation may order a mail; only the job that sends it and the operator may read one.
${secure('mails', { using: hasPower('auth', 'system', 'operator') }, { for: 'insert', using: 'true' })}
${secure('performed_requests', { using: isSelf('actor_id') }, { using: hasPower('system') })}
${secure('rate_limits', { using: 'true' })}
`,
    )
    .execute(db);
}
