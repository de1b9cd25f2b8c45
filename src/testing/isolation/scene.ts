import type { Person, TokenBearer } from '#kernel/actor.ts';
import type { EngagementId, WorkspaceId } from '#kernel/id.ts';
import { newId } from '#kernel/new-id.server.ts';
import { hashOf, newSecret } from '#kernel/secret.server.ts';
import { briefStates, type BriefState } from '#rooms/delegation/brief.ts';
import { makeWorld, type World } from '../world.ts';
import {
  engagementEnding,
  makeBrief,
  makeCourse,
  makeGuide,
  makePlan,
  makeComments,
  makeHeldMail,
  makeProspect,
  makeReferences,
  makeSharedAssessment,
  makeViews,
  practiceAddress,
  practiceDraft,
  practiceEdition,
  practicePage,
  practiceWeights,
  type Insert,
  type SceneBrief,
  type SceneComments,
  type SceneReferences,
} from './content.ts';
import { makePerson, type Belongings } from './person.ts';

/** `spare` is an assistant of the practice who is in no engagement. */
export type CornerRole = 'owner' | 'assistant' | 'principal' | 'member' | 'spare';

/** An invitation that waits: its secret opens it, and only the invited address may accept it. */
export type Invitation = { id: string; secret: string; person: Person };

/** An engagement with one of everything, and the people around it. */
export type Corner = {
  workspace: WorkspaceId;
  engagement: EngagementId;
  client: string;
  people: Record<CornerRole, Person>;
  briefs: Record<BriefState | 'archived', SceneBrief>;
  invitations: Record<'engagement' | 'practice', Invitation>;
  sharedAssessment: string;
  renewal: string;
  /** A step of the preparation plan in own words, and a line of the week written down. */
  plan: { step: string; line: string };
  /** Somebody who asked the practice; their link opens what they asked. */
  prospect: { id: string; secret: string; note: string };
  comments: SceneComments;
  heldMail: string;
  /** One that the principal was asked for, one that the member wrote when they decided there. */
  references: SceneReferences;
};

/**
 * Two workspaces, the first with two engagements and the other with one, all of them full, and people who belong
 * nowhere: `former` was a principal of the first engagement, `newcomer` has an account and nothing else.
 */
export type Scene = World & {
  first: Corner;
  second: Corner;
  there: Corner;
  /** What everybody can read at the one published page. */
  publicComment: string;
  former: Person;
  newcomer: Person;
  /** What a person has of their own. */
  of(person: { id: string }): Belongings;
  /** What may be known of each secret in the scene without holding it. */
  knownOf: ReadonlyMap<string, { id: string; hash: string }>;
};

/** Where the one published page of a practice is. */
export const publishedAddress = 'publicada';

type Practice = {
  workspace: WorkspaceId;
  owner: Person;
  prospect: Corner['prospect'];
  comments: SceneComments;
};

export async function makeScene(): Promise<Scene> {
  const world = await makeWorld();
  const now = world.clock.now;
  const past = now.subtract({ hours: 24 * 30 }).toString();
  const belongings = new Map<string, Belongings>();
  const knownOf = new Map<string, { id: string; hash: string }>();
  const insert: Insert = async (table, row) => {
    const places = Object.keys(row).map((_, index) => `$${index + 1}`);
    const statement = `insert into ${table} (${Object.keys(row).join(', ')}) values (${places.join(', ')})`;
    await world.asOwner.query(statement, Object.values(row));
  };
  const secretOf = (id: string) => {
    const secret = newSecret();
    knownOf.set(secret, { id, hash: hashOf(secret) });
    return secret;
  };
  const person = async (name: string) => {
    const made = await world.person(name);
    belongings.set(made.id, await makePerson(insert, made, secretOf, past));
    return made;
  };

  /** A token belongs to a place: it comes once its person has one. */
  const tokenIn = (workspace: string, { id }: Person) =>
    insert('api_tokens', {
      id: belongings.get(id)!.token,
      person_id: id,
      workspace_id: workspace,
      name: 'Guion',
      token_hash: hashOf(newSecret()),
      created_at: past,
      expires_at: '2027-01-01T00:00:00Z',
    });

  async function workspaceOf(name: string): Promise<Practice> {
    const owner = await person(name);
    const workspace = await world.workspace(owner);
    await tokenIn(workspace, owner);
    const page = practicePage(workspace, past);
    await insert('practice_pages', page);
    await insert('practice_addresses', practiceAddress(page));
    await insert('practice_weights', practiceWeights(workspace, past));
    await insert('evidence_sharing', { workspace_id: workspace, joined_at: past });
    await insert('practice_editions', practiceEdition(workspace, owner.id, past));
    await insert('practice_edition_drafts', practiceDraft(workspace, past));
    await makeGuide(insert, workspace, owner.id, past);
    const prospect = await makeProspect(insert, { workspace, owner: owner.id }, secretOf, past);
    const comments = await makeComments(insert, workspace, secretOf, past);
    return { workspace, owner, prospect, comments };
  }

  async function invitation(
    { workspace, owner }: { workspace: string; owner: Person },
    engagement: string | null,
  ): Promise<Invitation> {
    const invited = await person('Invitada');
    const id = newId();
    const secret = secretOf(id);
    await insert('invitations', {
      workspace_id: workspace,
      invitation_id: id,
      engagement_id: engagement,
      role: engagement ? 'member' : 'assistant',
      email: invited.email,
      language: 'es',
      token_hash: hashOf(secret),
      invited_by: owner.id,
      created_at: past,
      expires_at: now.add({ hours: 24 * 5 }).toString(),
    });
    return { id, secret, person: invited };
  }

  /** Everybody reads it: a reference at the one published page. */
  async function publicReference(workspace: string): Promise<void> {
    const [client, engagement] = [newId(), newId()];
    const place = { workspace_id: workspace, created_at: past, name: 'Publicada' };
    const settings = { country: 'ES', time_zone: 'Europe/Madrid', language: 'es', currency: 'EUR' };
    await insert('workspaces', { ...place, ...settings });
    await insert('clients', { ...place, client_id: client });
    await insert('engagements', { ...place, client_id: client, engagement_id: engagement });
    const [asked, wrote] = [(await person('Pía')).id, (await person('Rosa')).id];
    const where = { workspace_id: workspace, engagement_id: engagement };
    await makeReferences(insert, where, { asked, wrote }, secretOf, past);
  }

  async function corner(at: Practice, clientName: string): Promise<Corner> {
    const { workspace, owner } = at;
    const engagement = await world.engagement(workspace, clientName);
    const { rows } = await world.asOwner.query('select client_id from engagements where engagement_id = $1', [
      engagement,
    ]);
    const people = {
      owner,
      assistant: await person('Alma'),
      principal: await person('Dora'),
      member: await person('Mila'),
      spare: await person('Sol'),
    };
    await world.joinWorkspace(workspace, people.assistant, 'assistant');
    await world.joinWorkspace(workspace, people.spare, 'assistant');
    for (const role of ['assistant', 'principal', 'member'] as const) {
      await world.joinEngagement(workspace, engagement, people[role], role);
      await tokenIn(workspace, people[role]);
    }
    const place = { workspace_id: workspace, engagement_id: engagement };
    const briefs: Partial<Corner['briefs']> = {};
    for (const state of [...briefStates, 'archived'] as const) {
      briefs[state] = await makeBrief(insert, place, people, state, now);
    }
    await makeViews(insert, place, { assistant: people.assistant.id, principal: people.principal.id }, past);
    return {
      workspace,
      engagement,
      prospect: at.prospect,
      comments: at.comments,
      client: rows[0].client_id,
      people,
      // Filled above, one for each.
      briefs: briefs as Corner['briefs'],
      invitations: {
        engagement: await invitation(at, engagement),
        practice: await invitation(at, null),
      },
      sharedAssessment: await makeSharedAssessment(insert, place, people.principal.id, past),
      renewal: await makeCourse(insert, place, people, past),
      plan: await makePlan(insert, place, people.assistant.id, past),
      heldMail: await makeHeldMail(insert, place, people.principal.id, past),
      references: await makeReferences(
        insert,
        place,
        { asked: people.principal.id, wrote: people.member.id },
        secretOf,
        past,
      ),
    };
  }

  const here = await workspaceOf('Ana');
  const elsewhere = await workspaceOf('Zoe');
  const first = await corner(here, 'Estudio Lumbre');
  const second = await corner(here, 'Taller Sur');
  const there = await corner(elsewhere, 'Casa Norte');
  // These have ended; the first goes on and can be renewed.
  for (const { workspace, engagement, people } of [second, there]) {
    const place = { workspace_id: workspace, engagement_id: engagement };
    await insert('engagement_endings', engagementEnding(place, people.owner.id, past));
  }
  await insert('pooled_evidence', { computed_at: past, figures: '[]' });
  const former = await person('Fernanda');
  await insert('engagement_members', {
    workspace_id: first.workspace,
    engagement_id: first.engagement,
    person_id: former.id,
    role: 'principal',
    since: past,
    until: now.subtract({ hours: 1 }).toString(),
  });
  const newcomer = await person('Nora');
  // Of a practice that nobody here belongs to.
  const published = practicePage(newId(), past);
  await insert('practice_pages', { ...published, address: publishedAddress, published_at: past });
  await insert('practice_addresses', practiceAddress({ ...published, address: publishedAddress }));
  await makeGuide(insert, published.workspace_id, newcomer.id, past);
  await publicReference(published.workspace_id);
  const { shown: publicComment } = await makeComments(insert, published.workspace_id, secretOf, past);
  return {
    ...world,
    publicComment,
    first,
    second,
    there,
    former,
    newcomer,
    knownOf,
    of: ({ id }) => belongings.get(id)!,
  };
}

/** The person as the bearer of a token of theirs. */
export function asToken({ session: _session, ...person }: Person, token: string): TokenBearer {
  return { ...person, kind: 'token', token };
}
