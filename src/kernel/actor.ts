import type { EngagementId, PersonId, WorkspaceId } from './id.ts';
import type { Locale } from './text.ts';

/** What a person may be in a workspace: an owner sees all of it, an assistant the engagements they are in. */
export type WorkspaceRole = 'owner' | 'assistant';

/** What a person may be in an engagement. A principal decides for the client; a member delegates and talks. */
export type EngagementRole = 'assistant' | 'principal' | 'member';

export type Membership = {
  workspace: WorkspaceId;
  workspaceName: string;
  /** Null for a contact, who belongs to engagements only. */
  role: WorkspaceRole | null;
  engagements: { engagement: EngagementId; name: string; role: EngagementRole }[];
};

/** Somebody who is signed in, with the places they belong to. */
export type Person = {
  kind: 'person';
  id: PersonId;
  name: string;
  email: string;
  locale: Locale;
  timeZone: string;
  memberships: Membership[];
  session: { id: string; expiresAt: string };
};

/** A personal access token acts as its person, inside one workspace only. */
export type TokenBearer = Omit<Person, 'kind' | 'session'> & { kind: 'token'; token: string };

/** Somebody who answered by e-mail from their own address, inside the workspace that the mail was about. */
export type Correspondent = Omit<Person, 'kind' | 'session'> & { kind: 'mail'; mail: string };

/** Somebody with an account, whichever way they came. */
export type Somebody = Person | TokenBearer | Correspondent;

/** Somebody without an account. A secret (the link to a result, an invitation) may open one row for them. */
export type Visitor = { kind: 'visitor' };

/** The product itself, running a job. */
export type System = { kind: 'system'; task: string };

/** Whoever started this server, shown by the operator key that the start prints. */
export type Operator = { kind: 'operator' };

export type Actor = Somebody | Visitor | System | Operator;

export const visitor: Visitor = { kind: 'visitor' };

/** The person behind the actor, for those who have one. */
export function personOf(actor: Actor): Somebody | null {
  return actor.kind === 'person' || actor.kind === 'token' || actor.kind === 'mail' ? actor : null;
}

/** On whose side of the wall somebody stands in a workspace. */
export type Side = 'practice' | 'client';

export function sideOf(membership: Membership): Side {
  return membership.role === null ? 'client' : 'practice';
}
