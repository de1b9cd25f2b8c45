import { createHmac, timingSafeEqual } from 'node:crypto';
import type pg from 'pg';
import type { Correspondent, Membership, Person, TokenBearer } from '#kernel/actor.ts';
import type { PersonId, WorkspaceId } from '#kernel/id.ts';
import { hashOf } from '#kernel/secret.server.ts';
import type { Locale } from '#kernel/text.ts';
import { session } from './signing-in.ts';

/** The name of the session's cookie; better-auth adds the prefix where cookies are secure (RFC 6265bis, 4.1.3). */
const cookieNames = ['__Secure-delega.session_token', 'delega.session_token'];

type PersonRow = {
  id: PersonId;
  name: string;
  email: string;
  locale: Locale;
  time_zone: string;
  memberships: Membership[];
};

/**
 * Who sent a request with these cookies: the person with the places they belong to, or null for nobody. One statement
 * on the connections of sign-in; once a day per session a second one prolongs it, so that 30 days without use end it.
 * Memberships that have ended are left out; what an owner sees beyond their own engagements, `perform` knows.
 *
 * @param pool connections of sign-in (`app.power=auth`)
 */
export async function actorOf(
  pool: pg.Pool,
  cookieHeader: string | null,
  secret: string,
  now: Temporal.Instant,
): Promise<Person | null> {
  const token = sessionTokenIn(cookieHeader, secret);
  if (!token) return null;
  const { rows } = await pool.query<PersonRow & { session: string; expires_at: Date; updated_at: Date }>({
    name: 'actor_of_session',
    text: actorOfSession,
    values: [token, now.toString()],
  });
  const row = rows[0];
  if (!row) return null;
  const expiresAt = await prolonged(pool, row, now);
  return { kind: 'person', ...personIn(row), session: { id: row.session, expiresAt } };
}

/**
 * Who a personal access token (`delega_…`) acts for, with no place but the token's workspace; null for none, for one
 * that ended, and for somebody who has left that workspace. When it was last used is kept to the hour.
 */
export async function actorOfToken(
  pool: pg.Pool,
  bearer: string,
  now: Temporal.Instant,
): Promise<TokenBearer | null> {
  if (!/^delega_[A-Za-z0-9_-]{32}$/.test(bearer)) return null;
  const { rows } = await pool.query<PersonRow & { token: string; last_used_at: Date | null }>({
    name: 'actor_of_token',
    text: actorOfApiToken,
    values: [hashOf(bearer), now.toString()],
  });
  const row = rows[0];
  if (!row || row.memberships.length === 0) return null;
  if (!row.last_used_at || row.last_used_at.getTime() <= now.epochMilliseconds - hour) {
    await pool.query('update api_tokens set last_used_at = $2 where id = $1', [row.token, now.toString()]);
  }
  return { kind: 'token', ...personIn(row), token: row.token };
}

/**
 * Somebody who wrote by mail, with no place but the workspace that the mail was about; null for whoever has none there, or
 * whose address was never confirmed.
 */
export async function actorOfMail(
  pool: pg.Pool,
  person: PersonId,
  workspace: WorkspaceId,
  mail: string,
): Promise<Correspondent | null> {
  const { rows } = await pool.query<PersonRow>({
    name: 'actor_of_mail',
    text: actorOfCorrespondent,
    values: [person, workspace],
  });
  const row = rows[0];
  return row && row.memberships.length > 0 ? { kind: 'mail', ...personIn(row), mail } : null;
}

const hour = 3_600_000;

/** The places a person belongs to, as JSON: one entry a workspace, with the engagements they take part in. */
const membershipsOf = (person: string, only = '') => `
  coalesce((
    select json_agg(json_build_object('workspace', w.workspace_id, 'workspaceName', w.name,
        'role', place.role, 'engagements', place.engagements) order by w.name, w.workspace_id)
      from (
        select workspace_id, max(role) filter (where engagement_id is null) as role,
            coalesce(json_agg(json_build_object('engagement', engagement_id, 'name', name, 'role', role)
              order by name, engagement_id) filter (where engagement_id is not null), '[]') as engagements
          from (
            select workspace_id, null::uuid as engagement_id, null as name, role
              from workspace_members where person_id = ${person} and until is null
            union all
            select m.workspace_id, m.engagement_id, e.name, m.role
              from engagement_members m join engagements e using (workspace_id, engagement_id)
              where m.person_id = ${person} and m.until is null
          ) part
          group by workspace_id
      ) place join workspaces w using (workspace_id) ${only}
  ), '[]') as memberships`;

const actorOfSession = `
  select p.id, p.name, p.email, p.locale, p.time_zone,
      s.id as session, s.expires_at, s.updated_at, ${membershipsOf('p.id')}
    from sessions s join people p on p.id = s.person_id
    where s.token = $1 and s.expires_at > $2`;

const actorOfApiToken = `
  select p.id, p.name, p.email, p.locale, p.time_zone,
      t.id as token, t.last_used_at, ${membershipsOf('p.id', 'where w.workspace_id = t.workspace_id')}
    from api_tokens t join people p on p.id = t.person_id
    where t.token_hash = $1 and t.expires_at > $2 and t.ended_at is null`;

const actorOfCorrespondent = `
  select p.id, p.name, p.email, p.locale, p.time_zone, ${membershipsOf('p.id', 'where w.workspace_id = $2')}
    from people p where p.id = $1 and p.email_verified`;

function personIn(row: PersonRow): Omit<Person, 'kind' | 'session'> {
  const { id, name, email, locale, time_zone: timeZone, memberships } = row;
  return { id, name, email, locale, timeZone, memberships };
}

/** Moves the end of a session that was not moved for a day; answers when it ends. */
async function prolonged(
  pool: pg.Pool,
  row: { session: string; expires_at: Date; updated_at: Date },
  now: Temporal.Instant,
): Promise<string> {
  if (row.updated_at.getTime() > now.epochMilliseconds - 24 * hour) return row.expires_at.toISOString();
  const until = now.add({ hours: session.days * 24 }).round('millisecond');
  // Only forward: two requests at once must not both write.
  await pool.query('update sessions set expires_at = $2, updated_at = $3 where id = $1 and updated_at < $3', [
    row.session,
    until.toString(),
    now.toString(),
  ]);
  // As the database's instants are written: the next request must give the same text.
  return until.toString({ smallestUnit: 'millisecond' });
}

/** The session's token in a Cookie header, if its signature is ours: `token.base64(HMAC-SHA256(secret, token))`. */
export function sessionTokenIn(cookieHeader: string | null, secret: string): string | null {
  if (!cookieHeader) return null;
  for (const pair of cookieHeader.split(';')) {
    const equals = pair.indexOf('=');
    if (!cookieNames.includes(pair.slice(0, equals).trim())) continue;
    const token = signedValue(pair.slice(equals + 1).trim(), secret);
    if (token) return token;
  }
  return null;
}

function signedValue(encoded: string, secret: string): string | null {
  const value = decoded(encoded);
  const dot = value.lastIndexOf('.');
  if (dot < 1) return null;
  const signature = Buffer.from(value.slice(dot + 1), 'base64');
  const expected = createHmac('sha256', secret).update(value.slice(0, dot)).digest();
  const isOurs = signature.length === expected.length && timingSafeEqual(signature, expected);
  return isOurs ? value.slice(0, dot) : null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
