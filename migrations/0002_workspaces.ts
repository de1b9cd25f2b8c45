import { sql, type Kysely } from 'kysely';
import {
  hasPower,
  hasSecret,
  inWorkspace,
  isSelf,
  reachesAll,
  reachesEngagement,
  secure,
  secureByEngagement,
} from '../src/kernel/database/policies.ts';

/** The tenants: workspaces, their clients and engagements, and who is invited. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
create table workspaces (
  workspace_id uuid primary key,
  name text not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  time_zone text not null,
  language text not null check (language in ('es', 'en')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  created_at timestamptz not null
);

create table clients (
  workspace_id uuid not null references workspaces,
  client_id uuid not null,
  name text not null,
  created_at timestamptz not null,
  archived_at timestamptz,
  primary key (workspace_id, client_id)
);

create table engagements (
  workspace_id uuid not null,
  engagement_id uuid not null,
  client_id uuid not null,
  name text not null,
  created_at timestamptz not null,
  archived_at timestamptz,
  primary key (workspace_id, engagement_id),
  foreign key (workspace_id, client_id) references clients (workspace_id, client_id)
);
create index engagements_by_client on engagements (workspace_id, client_id);

create table invitations (
  workspace_id uuid not null references workspaces,
  invitation_id uuid not null,
  engagement_id uuid,
  role text not null check (role in ('owner', 'assistant', 'principal', 'member')),
  email text not null,
  language text not null check (language in ('es', 'en')),
  token_hash text not null,
  invited_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid,
  withdrawn_at timestamptz,
  primary key (workspace_id, invitation_id),
  foreign key (workspace_id, engagement_id) references engagements (workspace_id, engagement_id)
);
create index invitations_by_engagement on invitations (workspace_id, engagement_id);
create index invitations_by_token on invitations (workspace_id, token_hash);

${secure(
  'workspaces',
  { using: hasPower('auth', 'system') },
  { for: 'select', using: inWorkspace },
  // Owners only; nobody removes a workspace.
  { for: 'insert', using: 'true', check: `${inWorkspace} and ${reachesAll}` },
  { for: 'update', using: `${inWorkspace} and ${reachesAll}` },
)}
${secureByEngagement('engagements')}
-- Sign-in says where a person belongs, by name.
create policy engagements_signing_in on engagements for select using (${hasPower('auth')});
${secure(
  'clients',
  {
    for: 'select',
    using: `${inWorkspace} and (${reachesAll} or exists (select 1 from engagements e
    where e.workspace_id = clients.workspace_id and e.client_id = clients.client_id))`,
  },
  // Owners only.
  { for: 'insert', using: 'true', check: `${inWorkspace} and ${reachesAll}` },
  { for: 'update', using: `${inWorkspace} and ${reachesAll}` },
)}
${secure(
  'invitations',
  // An invitation to the practice has no engagement: owners only. One to an engagement is seen by those in it.
  { using: `${inWorkspace} and (${reachesAll} or (engagement_id is not null and ${reachesEngagement}))` },
  // The invited person holds the secret of the mailed link.
  { name: 'invitations_by_secret', using: `${inWorkspace} and ${hasSecret('token_hash')}` },
)}
create policy engagements_invited on engagements for select using (${inWorkspace} and exists (
  select 1 from invitations i where i.workspace_id = engagements.workspace_id
    and i.engagement_id = engagements.engagement_id and i.${hasSecret('token_hash')}));
-- Whoever holds the link reads who sent it.
create policy people_inviting on people for select using (exists (
  select 1 from invitations i where i.invited_by = people.id
    and ${inWorkspace.replace('workspace_id', 'i.workspace_id')} and i.${hasSecret('token_hash')}));
${['insert with check', 'update using']
  .map(
    (command) => `
create policy workspace_members_invited_${command.slice(0, 6)} on workspace_members for ${command} (
  ${inWorkspace} and ${isSelf('person_id')} and exists (
  select 1 from invitations i where i.workspace_id = workspace_members.workspace_id
    and i.engagement_id is null and i.${hasSecret('token_hash')}));
create policy engagement_members_invited_${command.slice(0, 6)} on engagement_members for ${command} (
  ${inWorkspace} and ${isSelf('person_id')} and exists (
  select 1 from invitations i where i.workspace_id = engagement_members.workspace_id
    and i.engagement_id = engagement_members.engagement_id and i.${hasSecret('token_hash')}));`,
  )
  .join('\n')}
`,
    )
    .execute(db);
}
