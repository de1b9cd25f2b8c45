import type { Person, TokenBearer } from '#kernel/actor.ts';
import type { EngagementId, WorkspaceId } from '#kernel/id.ts';
import { newId } from '#kernel/new-id.server.ts';
import { newSecret, hashOf } from '#kernel/secret.server.ts';
import { briefStates, type BriefState } from '#rooms/delegation/brief.ts';
import { makeWorld, type World } from '../world.ts';
import { makeAssessments, makeBrief, type SceneBrief } from './content.ts';

/** An engagement with one of everything, and the people around it. */
export type Corner = {
  workspace: WorkspaceId;
  engagement: EngagementId;
  client: string;
  people: Record<CornerRole, Person>;
  briefs: Record<BriefState | 'archived', SceneBrief>;
  /** Invited to the engagement, and to the practice: their own link opens it, and only for their address. */
  invitations: Record<'engagement' | 'practice', Invitation>;
  sharedAssessment: string;
};

export type CornerRole = 'owner' | 'assistant' | 'principal' | 'member';
export const cornerRoles: readonly CornerRole[] = ['owner', 'assistant', 'principal', 'member'];
export type Invitation = { id: string; secret: string; person: Person };

/** What a person has of their own, besides places: other sessions, a token, an answered self-assessment. */
export type Belongings = {
  otherSession: string;
  token: string;
  passkey: string;
  /** Held by the account; and one that only its secret opens. */
  assessment: string;
  loose: { id: string; secret: string };
};

/**
 * Two workspaces, `here` with two engagements and `there` with one, all of them full, and people who belong nowhere:
 * `former` was a principal of `here.first`, `newcomer` has an account and nothing else.
 */
export type Scene = World & {
  first: Corner;
  second: Corner;
  there: Corner;
  former: Person;
  newcomer: Person;
  of(person: { id: string }): Belongings;
  /** For each secret in the scene, what may be known of it without holding it. */
  knownOf: Map<string, { id: string; hash: string }>;
};

export async function makeScene(): Promise<Scene> {
  const world = await makeWorld();
  const since = world.clock.now.subtract({ hours: 24 * 30 }).toString();
  const belongings = new Map<string, Belongings>();
  const knownOf: Scene['knownOf'] = new Map();
  const secretFor = (id: string) => {
    const secret = newSecret();
    knownOf.set(secret, { id, hash: hashOf(secret) });
    return secret;
  };
  const insert = async (table: string, row: Record<string, unknown>) => {
    const places = Object.keys(row).map((_, index) => `$${index + 1}`);
    const statement = `insert into ${table} (${Object.keys(row).join(', ')}) values (${places.join(', ')})`;
    await world.asOwner.query(statement, Object.values(row));
  };

  async function person(name: string): Promise<Person> {
    const made = await world.person(name);
    const { id: person_id } = made;
    const until = '2027-01-01T00:00:00Z';
    const session = (id: string) => insert('sessions', { id, token: newSecret(), person_id, expires_at: until });
    const [otherSession, token, passkey] = [newId(), newId(), newId()];
    await session(made.session.id);
    await session(otherSession);
    await insert('passkeys', {
      ...{ id: passkey, name: 'Llave', public_key: 'k', person_id, credential_id: newSecret() },
      ...{ counter: 0, device_type: 'singleDevice', backed_up: false },
    });
    await insert('accounts', { id: newId(), account_id: person_id, provider_id: 'credential', person_id });
    const assessments = await makeAssessments(insert, secretFor, person_id, since);
    belongings.set(person_id, { otherSession, token, passkey, ...assessments });
    return made;
  }

  /** Once a person has a place: a token belongs to one. */
  const tokenFor = ({ id: person_id }: Person, workspace_id: string) =>
    insert('api_tokens', {
      ...{ id: belongings.get(person_id)!.token, person_id, workspace_id, name: 'Guion' },
      ...{ token_hash: hashOf(newSecret()), created_at: since, expires_at: '2027-01-01T00:00:00Z' },
    });

  async function invitation(at: { workspace: string; engagement: string | null }, role: string) {
    const invited = await person('Invitada');
    const id = newId();
    const secret = secretFor(id);
    await insert('invitations', {
      ...{ workspace_id: at.workspace, invitation_id: id, engagement_id: at.engagement, role },
      ...{ email: invited.email, language: 'es', token_hash: hashOf(secret), invited_by: newId() },
      ...{ created_at: since, expires_at: world.clock.now.add({ hours: 24 * 5 }).toString() },
    });
    return { id, secret, person: invited };
  }

  async function corner(name: string, workspace: WorkspaceId, owner: Person): Promise<Corner> {
    const engagement = await world.engagement(workspace, `Cliente ${name}`);
    const { rows } = await world.asOwner.query<{ client_id: string }>(
      'select client_id from engagements where engagement_id = $1',
      [engagement],
    );
    const [assistant, principal, member] = [await person('Asis'), await person('Dora'), await person('Mila')];
    await world.joinWorkspace(workspace, assistant, 'assistant');
    await world.joinEngagement(workspace, engagement, assistant, 'assistant');
    await world.joinEngagement(workspace, engagement, principal, 'principal');
    await world.joinEngagement(workspace, engagement, member, 'member');
    for (const one of [assistant, principal, member]) await tokenFor(one, workspace);
    const people = { owner, assistant, principal, member };
    const place = { workspace_id: workspace, engagement_id: engagement };
    const briefs: Partial<Corner['briefs']> = {};
    for (const state of [...briefStates, 'archived'] as const) {
      briefs[state] = await makeBrief(insert, place, people, state, world.clock.now);
    }
    const sharedAssessment = await makeAssessments.shared(insert, place, principal.id, since);
    return {
      ...{ workspace, engagement, client: rows[0]!.client_id, people, sharedAssessment },
      briefs: briefs as Corner['briefs'],
      invitations: {
        engagement: await invitation({ workspace, engagement }, 'member'),
        practice: await invitation({ workspace, engagement: null }, 'assistant'),
      },
    };
  }

  async function workspaceOf(name: string): Promise<{ workspace: WorkspaceId; owner: Person }> {
    const owner = await person(name);
    const workspace = await world.workspace(owner);
    await tokenFor(owner, workspace);
    return { workspace, owner };
  }

  const here = await workspaceOf('Ana');
  const elsewhere = await workspaceOf('Zoe');
  const first = await corner('uno', here.workspace, here.owner);
  const second = await corner('dos', here.workspace, here.owner);
  const there = await corner('tres', elsewhere.workspace, elsewhere.owner);
  const [former, newcomer] = [await person('Fernanda'), await person('Nora')];
  await insert('engagement_members', {
    ...{ workspace_id: first.workspace, engagement_id: first.engagement, person_id: former.id },
    ...{ role: 'principal', since, until: world.clock.now.subtract({ hours: 1 }).toString() },
  });
  return {
    ...world,
    ...{ first, second, there, former, newcomer, knownOf },
    of: ({ id }) => belongings.get(id)!,
  };
}

/** The person as the bearer of their token. */
export function asToken({ session: _session, ...person }: Person, token: string): TokenBearer {
  return { ...person, kind: 'token', token };
}
