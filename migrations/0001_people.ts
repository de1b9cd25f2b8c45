import { sql, type Kysely } from 'kysely';
import {
  hasPower,
  inWorkspace,
  isSelf,
  onSide,
  reachesAll,
  reachesEngagement,
  secure,
} from '../src/kernel/database/policies.ts';

/** People, their ways in, and where they belong. These tables belong to no tenant. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
create table people (
  id uuid primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  locale text not null default 'es' check (locale in ('es', 'en')),
  time_zone text not null default 'UTC',
  two_factor_enabled boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table sessions (
  id uuid primary key,
  token text not null unique,
  person_id uuid not null references people (id) on delete cascade,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index sessions_by_person on sessions (person_id);

create table accounts (
  id uuid primary key,
  account_id text not null,
  provider_id text not null,
  person_id uuid not null references people (id) on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index accounts_by_person on accounts (person_id);

create table verifications (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verifications_by_identifier on verifications (identifier);

create table passkeys (
  id uuid primary key,
  name text,
  public_key text not null,
  person_id uuid not null references people (id) on delete cascade,
  credential_id text not null,
  counter bigint not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamptz default now()
);
create index passkeys_by_person on passkeys (person_id);
create index passkeys_by_credential on passkeys (credential_id);

create table two_factors (
  id uuid primary key,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default true,
  failed_verification_count integer not null default 0,
  locked_until timestamptz,
  person_id uuid not null references people (id) on delete cascade
);
create index two_factors_by_person on two_factors (person_id);

create table workspace_members (
  workspace_id uuid not null,
  person_id uuid not null references people (id),
  role text not null check (role in ('owner', 'assistant')),
  since timestamptz not null,
  until timestamptz,
  primary key (workspace_id, person_id)
);
create index workspace_members_by_person on workspace_members (person_id);

create table engagement_members (
  workspace_id uuid not null,
  engagement_id uuid not null,
  person_id uuid not null references people (id),
  role text not null check (role in ('assistant', 'principal', 'member')),
  since timestamptz not null,
  until timestamptz,
  primary key (workspace_id, engagement_id, person_id)
);
create index engagement_members_by_person on engagement_members (person_id);

create table api_tokens (
  id uuid primary key,
  person_id uuid not null references people (id),
  workspace_id uuid not null,
  name text not null,
  token_hash text not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  ended_at timestamptz
);
create index api_tokens_by_person on api_tokens (person_id);

${secure('sessions', { using: hasPower('auth') }, { for: 'select', using: isSelf('person_id') }, { for: 'delete', using: isSelf('person_id') })}
${secure('accounts', { using: hasPower('auth') })}
${secure('verifications', { using: hasPower('auth') })}
${secure('passkeys', { using: hasPower('auth') }, { for: 'select', using: isSelf('person_id') })}
${secure('two_factors', { using: hasPower('auth') })}
${secure('api_tokens', { using: hasPower('auth') }, { using: isSelf('person_id') })}
${secure(
  'workspace_members',
  { using: hasPower('auth', 'system') },
  {
    for: 'select',
    using: `${isSelf('person_id')} or (${inWorkspace} and (${onSide('practice')} or role = 'owner'))`,
  },
  // Owners only; a person who makes a workspace has its whole reach from the start. Invited people: see 0002.
  { for: 'insert', using: 'true', check: `${inWorkspace} and ${reachesAll}` },
  { for: 'update', using: `${inWorkspace} and ${reachesAll}` },
)}
${secure(
  'engagement_members',
  { using: hasPower('auth', 'system') },
  { for: 'select', using: `${isSelf('person_id')} or (${inWorkspace} and ${reachesEngagement})` },
  {
    for: 'insert',
    using: 'true',
    check: `${inWorkspace} and ${reachesEngagement}`,
  },
  { for: 'update', using: `${inWorkspace} and ${reachesEngagement}` },
)}
${secure(
  'people',
  { using: hasPower('auth', 'system') },
  { for: 'select', using: hasPower('operator') },
  { using: isSelf('id') },
  {
    for: 'select',
    using: `exists (select 1 from workspace_members w where w.person_id = people.id and ${inWorkspace.replace('workspace_id', 'w.workspace_id')})
      or exists (select 1 from engagement_members e where e.person_id = people.id and ${inWorkspace.replace('workspace_id', 'e.workspace_id')})`,
  },
)}
`,
    )
    .execute(db);
}
