import { sql, type Kysely } from 'kysely';
import { hasPower, inWorkspace, onSide, reachesEngagement, secure } from '../src/kernel/database/policies.ts';

/**
 * People answer by e-mail. A mail says which conversation it belongs to; its reply address is known by the hash of its
 * token; and what arrives there is one row a Message-ID, its raw text a file. What is held, because its sender may not
 * be who they seem, is the practice's alone to look at.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
alter table mails add column engagement_id uuid;
alter table mails add column brief_id uuid;
alter table mails add column matter text;
alter table mails add column things uuid[] not null default '{}';
alter table mails add column answers_message text;
alter table mails add column depth smallint not null default 0;
create index mails_in_thread on mails (person_id, brief_id, id desc) where brief_id is not null;

create table reply_addresses (
  workspace_id uuid not null,
  token_hash text not null,
  mail_id uuid not null,
  person_id uuid not null,
  engagement_id uuid not null,
  brief_id uuid,
  matter text not null,
  things uuid[] not null default '{}',
  depth smallint not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (workspace_id, token_hash)
);
create index reply_addresses_by_token on reply_addresses (token_hash);
create index reply_addresses_by_expiry on reply_addresses (expires_at);

create table inbound_mails (
  workspace_id uuid not null,
  inbound_mail_id uuid not null,
  engagement_id uuid not null,
  brief_id uuid,
  person_id uuid,
  message_id text not null,
  way text not null check (way in ('smtp', 'imap')),
  envelope_from text not null default '',
  matter text not null,
  things uuid[] not null default '{}',
  depth smallint not null default 0,
  sender text not null default '',
  subject text not null default '',
  words text not null default '',
  raw_file uuid not null,
  bytes bigint not null,
  received_at timestamptz not null,
  state text not null default 'received'
    check (state in ('received', 'done', 'held', 'dropped', 'automatic', 'bounced', 'unreadable')),
  outcome text,
  settled_by uuid,
  settled_at timestamptz,
  primary key (workspace_id, inbound_mail_id),
  foreign key (workspace_id, engagement_id) references engagements (workspace_id, engagement_id),
  foreign key (workspace_id, brief_id) references briefs (workspace_id, brief_id)
);
-- However often a mail is delivered, it is one.
create unique index inbound_mails_once on inbound_mails (workspace_id, message_id);
create index inbound_mails_by_brief on inbound_mails (workspace_id, brief_id, inbound_mail_id);
create index inbound_mails_waiting on inbound_mails (workspace_id, engagement_id, inbound_mail_id)
  where state in ('held', 'bounced', 'unreadable');

${secure('reply_addresses', { using: hasPower('system') })}
${secure('inbound_mails', {
  using: `${inWorkspace} and ${reachesEngagement} and (state in ('done', 'received') or ${onSide('practice')})`,
})}
`,
    )
    .execute(db);
}
