import type { Tx } from '#kernel/database/context.server.ts';
import type { EngagementId, Id, PersonId, WorkspaceId } from '#kernel/id.ts';
import type { Locale } from '#kernel/text.ts';
import type { InvitationRole } from './invitations.ts';

export type InvitationId = Id<'invitation'>;

export type NewInvitation = {
  id: InvitationId;
  workspace: WorkspaceId;
  engagement: EngagementId | null;
  role: InvitationRole;
  email: string;
  language: Locale;
  tokenHash: string;
  by: PersonId;
  now: Temporal.Instant;
  expiresAt: Temporal.Instant;
};

export async function insertInvitation(tx: Tx, invitation: NewInvitation): Promise<void> {
  await tx
    .insertInto('invitations')
    .values({
      workspace_id: invitation.workspace,
      invitation_id: invitation.id,
      engagement_id: invitation.engagement,
      role: invitation.role,
      email: invitation.email,
      language: invitation.language,
      token_hash: invitation.tokenHash,
      invited_by: invitation.by,
      created_at: invitation.now.toString(),
      expires_at: invitation.expiresAt.toString(),
    })
    .execute();
}

/** How many invitations a workspace has made since, as far as the reader may see. */
export async function invitationsSince(
  tx: Tx,
  workspace: WorkspaceId,
  since: Temporal.Instant,
): Promise<number> {
  const row = await tx
    .selectFrom('invitations')
    .select(({ fn }) => fn.countAll<number>().as('made'))
    .where('workspace_id', '=', workspace)
    .where('created_at', '>', since.toString())
    .executeTakeFirstOrThrow();
  return row.made;
}

/** The invitations to an engagement, or (null) to the practice, that nobody accepted and nobody withdrew; newest first. */
export async function waitingInvitations(tx: Tx, workspace: WorkspaceId, engagement: EngagementId | null) {
  return tx
    .selectFrom('invitations')
    .leftJoin('people', 'people.id', 'invitations.invited_by')
    .select([
      'invitation_id as id',
      'role',
      'invitations.email',
      'language',
      'expires_at as expiresAt',
      'declined_at as declinedAt',
      'people.name as invitedBy',
    ])
    .where('workspace_id', '=', workspace)
    .where('engagement_id', engagement ? '=' : 'is', engagement)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .orderBy('invitation_id', 'desc')
    .execute();
}

/** One invitation within the reader's reach, with the name of the engagement it leads to. */
export async function findInvitation(tx: Tx, workspace: WorkspaceId, id: InvitationId) {
  return tx
    .selectFrom('invitations as i')
    .leftJoin('engagements as e', (join) =>
      join.onRef('e.workspace_id', '=', 'i.workspace_id').onRef('e.engagement_id', '=', 'i.engagement_id'),
    )
    .select([
      'i.engagement_id as engagement',
      'e.name as engagementName',
      'i.role',
      'i.email',
      'i.language',
      'i.expires_at as expiresAt',
      'i.accepted_at as acceptedAt',
      'i.declined_at as declinedAt',
      'i.withdrawn_at as withdrawnAt',
    ])
    .where('i.workspace_id', '=', workspace)
    .where('i.invitation_id', '=', id)
    .executeTakeFirst();
}

/** An invitation as its reader names it: by the secret of its link, or by its id where it is to their address. */
export type InvitationRef = { secretHash: string } | { id: InvitationId };

/** Its column and the value there. */
const keyOf = (ref: InvitationRef) =>
  'id' in ref ? (['invitation_id', ref.id] as const) : (['token_hash', ref.secretHash] as const);

/** An invitation that its reader may open, with where it leads and who sent it. */
export async function openInvitation(tx: Tx, workspace: WorkspaceId, ref: InvitationRef) {
  const [column, value] = keyOf(ref);
  return invitationsWithNames(tx)
    .where('i.workspace_id', '=', workspace)
    .where(column, '=', value)
    .executeTakeFirst();
}

/** The invitations to an address that nobody has answered or withdrawn and that have not expired, the newest first. */
export async function openInvitationsTo(tx: Tx, address: string, now: Temporal.Instant) {
  return invitationsWithNames(tx)
    .where('i.email', '=', address)
    .where('i.accepted_at', 'is', null)
    .where('i.declined_at', 'is', null)
    .where('i.withdrawn_at', 'is', null)
    .where('i.expires_at', '>', now.toString())
    .orderBy('i.invitation_id', 'desc')
    .execute();
}

const invitationsWithNames = (tx: Tx) =>
  tx
    .selectFrom('invitations as i')
    .innerJoin('workspaces as w', 'w.workspace_id', 'i.workspace_id')
    .leftJoin('engagements as e', (join) =>
      join.onRef('e.workspace_id', '=', 'i.workspace_id').onRef('e.engagement_id', '=', 'i.engagement_id'),
    )
    .leftJoin('people as p', 'p.id', 'i.invited_by')
    // Whoever works there sees its page before it is published too.
    .leftJoin('practice_pages as page', (join) =>
      join.onRef('page.workspace_id', '=', 'i.workspace_id').on('page.published_at', 'is not', null),
    )
    .select([
      'i.workspace_id as workspace',
      'i.invitation_id as id',
      'i.engagement_id as engagement',
      'i.role',
      'i.email',
      'i.expires_at as expiresAt',
      'i.accepted_at as acceptedAt',
      'i.accepted_by as acceptedBy',
      'i.declined_at as declinedAt',
      'i.withdrawn_at as withdrawnAt',
      'w.name as practice',
      'w.time_zone as timeZone',
      'e.name as engagementName',
      'e.archived_at as archivedAt',
      'p.name as invitedBy',
      'page.address as pageAddress',
    ]);

/** Lets two people who press at once go one after the other. */
export async function lockInvitation(tx: Tx, workspace: WorkspaceId, ref: InvitationRef): Promise<void> {
  const [column, value] = keyOf(ref);
  await tx
    .selectFrom('invitations')
    .select('invitation_id')
    .where('workspace_id', '=', workspace)
    .where(column, '=', value)
    .forUpdate()
    .execute();
}

/** What may change of an invitation: its end, or its being sent again with another secret. */
export type InvitationChange =
  | { accepted_at: string; accepted_by: PersonId }
  | { declined_at: string }
  | { withdrawn_at: string }
  | { token_hash: string; expires_at: string; declined_at: null };

export async function changeInvitation(
  tx: Tx,
  workspace: WorkspaceId,
  id: InvitationId,
  change: InvitationChange,
): Promise<void> {
  await tx
    .updateTable('invitations')
    .set(change)
    .where('workspace_id', '=', workspace)
    .where('invitation_id', '=', id)
    .execute();
}

/** Whether somebody with that address belongs to the practice or, with an engagement, takes part in that one. */
export async function isThereAlready(
  tx: Tx,
  workspace: WorkspaceId,
  engagement: EngagementId | null,
  email: string,
): Promise<boolean> {
  const found = engagement
    ? await tx
        .selectFrom('engagement_members as m')
        .innerJoin('people as p', 'p.id', 'm.person_id')
        .select('p.id')
        .where('m.workspace_id', '=', workspace)
        .where('m.engagement_id', '=', engagement)
        .where('m.until', 'is', null)
        .where('p.email', '=', email)
        .executeTakeFirst()
    : await tx
        .selectFrom('workspace_members as m')
        .innerJoin('people as p', 'p.id', 'm.person_id')
        .select('p.id')
        .where('m.workspace_id', '=', workspace)
        .where('m.until', 'is', null)
        .where('p.email', '=', email)
        .executeTakeFirst();
  return found !== undefined;
}

/** Whether somebody with that address is on the client's side of an engagement that the reader sees. */
export async function isContactAnywhere(tx: Tx, workspace: WorkspaceId, email: string): Promise<boolean> {
  const found = await tx
    .selectFrom('engagement_members as m')
    .innerJoin('people as p', 'p.id', 'm.person_id')
    .select('p.id')
    .where('m.workspace_id', '=', workspace)
    .where('m.role', '<>', 'assistant')
    .where('m.until', 'is', null)
    .where('p.email', '=', email)
    .executeTakeFirst();
  return found !== undefined;
}

/** Puts somebody into an engagement, from now; who was there before comes back. */
export async function joinEngagement(
  tx: Tx,
  place: { workspace: WorkspaceId; engagement: EngagementId },
  person: PersonId,
  role: 'assistant' | 'principal' | 'member',
  now: Temporal.Instant,
): Promise<void> {
  const since = now.toString();
  await tx
    .insertInto('engagement_members')
    .values({
      workspace_id: place.workspace,
      engagement_id: place.engagement,
      person_id: person,
      role,
      since,
    })
    .onConflict((same) =>
      same.columns(['workspace_id', 'engagement_id', 'person_id']).doUpdateSet({ role, since, until: null }),
    )
    .execute();
}

/** Whether somebody still belongs where an invitation led them. */
export async function isStillThere(
  tx: Tx,
  workspace: WorkspaceId,
  engagement: EngagementId | null,
  person: PersonId,
): Promise<boolean> {
  const row = engagement
    ? await tx
        .selectFrom('engagement_members')
        .select('since')
        .where('workspace_id', '=', workspace)
        .where('engagement_id', '=', engagement)
        .where('person_id', '=', person)
        .where('until', 'is', null)
        .executeTakeFirst()
    : await tx
        .selectFrom('workspace_members')
        .select('since')
        .where('workspace_id', '=', workspace)
        .where('person_id', '=', person)
        .where('until', 'is', null)
        .executeTakeFirst();
  return row !== undefined;
}

/** Whether somebody has shown that their address is theirs. */
export async function hasVerifiedAddress(tx: Tx, person: PersonId): Promise<boolean> {
  const row = await tx
    .selectFrom('people')
    .select('email_verified')
    .where('id', '=', person)
    .executeTakeFirst();
  return row?.email_verified === true;
}

/** An answered invitation with names, and who sent it, as long as that person still belongs to where it leads. */
export async function answeredInvitation(tx: Tx, workspace: WorkspaceId, id: InvitationId) {
  const row = await tx
    .selectFrom('invitations as i')
    .innerJoin('workspaces as w', 'w.workspace_id', 'i.workspace_id')
    .leftJoin('people as p', 'p.id', 'i.accepted_by')
    .leftJoin('engagements as e', (join) =>
      join.onRef('e.workspace_id', '=', 'i.workspace_id').onRef('e.engagement_id', '=', 'i.engagement_id'),
    )
    .select(['i.invited_by', 'i.engagement_id as engagement', 'i.email', 'p.name'])
    .select(['e.name as engagementName', 'w.name as practice'])
    .where('i.workspace_id', '=', workspace)
    .where('i.invitation_id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  const { invited_by, ...names } = row;
  // The columns hold ids of people and of engagements.
  const [inviter, engagement] = [invited_by as PersonId, row.engagement as EngagementId | null];
  const isThere =
    (await isStillThere(tx, workspace, null, inviter)) ||
    (engagement !== null && (await isStillThere(tx, workspace, engagement, inviter)));
  return isThere ? { ...names, inviter } : null;
}
