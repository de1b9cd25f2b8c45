import { z } from 'zod';
import { invalid, notFound, refused } from '#kernel/errors.ts';
import { personOf, type Actor } from '#kernel/actor.ts';
import { idOf, type EngagementId, type WorkspaceId } from '#kernel/id.ts';
import { anyone, inEngagement, owners } from '#kernel/may.server.ts';
import { operation, type May, type Operation, type Run } from '#kernel/operation.server.ts';
import { hashOf, newSecret, secretText } from '#kernel/secret.server.ts';
import { emailAddress, instant, type Locale } from '#kernel/text.ts';
import {
  expiryOf,
  invitationRoles,
  invitationStates,
  maskedAddress,
  mayMailAgain,
  roleAfterJoining,
  stateOfInvitation,
  whyNotAccept,
  whyNotDecline,
  type InvitationRole,
} from './invitations.ts';
import {
  changeInvitation,
  findInvitation,
  hasVerifiedAddress,
  isStillThere,
  joinEngagement,
  lockInvitation,
  openInvitation,
  openInvitationsTo,
  type InvitationId,
  type InvitationRef,
} from './invitations.store.server.ts';
import { mailInvitation, sentInvitation } from './invite.server.ts';
import { inSession } from '../sign-in/may.server.ts';
import { joinPractice } from './places.store.server.ts';

const workspace = idOf('workspace');
const byLink = z.object({ workspace, secret: secretText });
const byId = z.object({ workspace, invitation: idOf('invitation') });
type ByLink = z.output<typeof byLink>;
type ById = z.output<typeof byId>;

/** What a link opens: the invitation's row, and the place it leads to by name. */
const opensByLink = {
  secretOf: ({ secret }: ByLink) => hashOf(secret),
  reachOf: ({ workspace }: ByLink) => ({ workspace }),
};

/** What the actor's address opens: the invitations to it, and the places they lead to by name. */
const addressOf = (actor: Actor) => {
  const person = personOf(actor);
  return person ? { address: person.email } : {};
};

/**
 * What an invitation's link shows, to anybody who holds it: from whom, to where, for whom and how it stands. The
 * address is masked unless it is the reader's own. Changes nothing.
 */
export const getInvitation = operation({
  name: 'people.getInvitation',
  summary: 'Shows what the link of an invitation leads to',
  http: 'GET /workspaces/{workspace}/invitation-links/{secret}',
  input: byLink,
  output: z.object({
    state: z.enum(invitationStates),
    role: z.enum(invitationRoles),
    practice: z.string(),
    engagement: idOf('engagement').nullable(),
    engagementName: z.string().nullable(),
    isArchived: z.boolean(),
    invitedBy: z.string().nullable(),
    address: z.string(),
    /** Where the practice's published page stands; null without one. */
    pageAddress: z.string().nullable(),
    timeZone: z.string(),
    isForReader: z.boolean(),
    isAcceptedByReader: z.boolean(),
    expiresAt: instant,
  }),
  may: anyone,
  ...opensByLink,
  async run({ tx, person, now }, input) {
    const found = await opened(tx, input.workspace, byItsLink(input));
    const { email, archivedAt, role, acceptedBy } = found;
    // Visitors are nobody, whatever the type of `run` promises to operations for people.
    const isForReader = person !== null && person.email.toLowerCase() === email;
    return {
      ...found,
      role: role as InvitationRole,
      state: stateOfInvitation(found, now),
      isArchived: archivedAt !== null,
      address: isForReader ? email : maskedAddress(email),
      isForReader,
      isAcceptedByReader: person !== null && acceptedBy === person.id,
    };
  },
});

/** The full address of an invitation, for whoever holds its link and goes on to sign up: it stands in that form. */
export const getInvitedAddress = operation({
  name: 'people.getInvitedAddress',
  summary:
    'Gives the invited address to fill the sign-up form with; for pages only, which ask for it by a button',
  http: null,
  input: byLink,
  output: z.object({ email: z.string() }),
  may: anyone,
  ...opensByLink,
  async run({ tx }, input) {
    const { email } = await opened(tx, input.workspace, byItsLink(input));
    return { email };
  },
});

const joined = z.object({
  workspace,
  engagement: idOf('engagement').nullable(),
  role: z.enum(invitationRoles),
});

/** Accepts the invitation that a link opens. @throws Refusal see `accept` */
export const acceptInvitation = operation({
  name: 'people.acceptInvitation',
  summary:
    'Joins the practice or the engagement of an invitation; for pages only, since a token stands for one workspace',
  http: null,
  input: byLink,
  output: joined,
  may: inSession,
  ...opensByLink,
  run: (run, input) => accept(run, input.workspace, byItsLink(input)),
});

/** The invitations to the reader's own address that they can accept now, the newest first. */
export const listInvitationsToMe = operation({
  name: 'people.listInvitationsToMe',
  summary:
    'Lists the open invitations to one’s own address; for pages only, since a token stands for one workspace',
  http: null,
  input: z.object({}),
  output: z.object({
    invitations: z.array(
      z.object({
        id: idOf('invitation'),
        workspace,
        role: z.enum(invitationRoles),
        practice: z.string(),
        engagementName: z.string().nullable(),
        invitedBy: z.string().nullable(),
        expiresAt: instant,
      }),
    ),
  }),
  may: inSession,
  reachOf: (_input, actor) => addressOf(actor),
  async run({ tx, person, now }) {
    const isVerified = await hasVerifiedAddress(tx, person.id);
    const found = await openInvitationsTo(tx, person.email.toLowerCase(), now);
    const invitations = found
      .map((one) => ({ ...one, role: one.role as InvitationRole }))
      .filter((one) => {
        const membership = person.memberships.find(({ workspace }) => workspace === one.workspace) ?? null;
        return !whyNotNow(one, now, { email: person.email, isVerified, membership });
      });
    return { invitations };
  },
});

/** Accepts an invitation to the reader's own address, without its link. @throws Refusal see `accept` */
export const acceptInvitationToMe = operation({
  name: 'people.acceptInvitationToMe',
  summary:
    'Joins where an invitation to one’s own address leads; for pages only, since a token stands for one workspace',
  http: null,
  input: byId,
  output: joined,
  may: inSession,
  reachOf: ({ workspace }, actor) => ({ workspace, ...addressOf(actor) }),
  run: (run, { workspace, invitation }) => accept(run, workspace, { id: invitation }),
});

/** Declines an invitation to the reader's own address, without its link. @throws Refusal see `decline` */
export const declineInvitationToMe = operation({
  name: 'people.declineInvitationToMe',
  summary:
    'Declines an invitation to one’s own address; for pages only, since a token stands for one workspace',
  http: null,
  input: byId,
  output: z.object({}),
  may: inSession,
  reachOf: ({ workspace }, actor) => ({ workspace, ...addressOf(actor) }),
  async run(run, { workspace, invitation }) {
    if (!(await hasVerifiedAddress(run.tx, run.person.id))) throw refused('address_not_verified');
    return decline(run, workspace, { id: invitation });
  },
});

/**
 * Declines the invitation that a link opens, also for somebody without an account. The address is asked for: programs
 * that open every mailed link, and press its buttons, type none.
 *
 * @throws Refusal `invalid` (`email`: `not_the_invited_address`); see `decline`
 */
export const declineInvitation = operation({
  name: 'people.declineInvitation',
  summary: 'Declines the invitation of a link, for whoever knows the invited address; for pages only',
  http: null,
  input: byLink.extend({ email: emailAddress }),
  output: z.object({}),
  may: anyone,
  naturallyIdempotent: true,
  ...opensByLink,
  async run(run, input) {
    const found = await opened(run.tx, input.workspace, byItsLink(input));
    if (found.email !== input.email) throw invalid({ email: 'not_the_invited_address' });
    return decline(run, input.workspace, byItsLink(input));
  },
});

/**
 * Answers an invitation with a no, which whoever invited is told. A second time is the same as once; sending it again
 * asks anew.
 *
 * @throws Refusal `not_found`; `refused` with a reason of `whyNotDecline`
 */
async function decline(
  { tx, now, emit }: Run,
  workspace: WorkspaceId,
  ref: InvitationRef,
): Promise<Record<string, never>> {
  await lockInvitation(tx, workspace, ref);
  const found = await opened(tx, workspace, ref);
  const state = stateOfInvitation(found, now);
  const why = whyNotDecline(state);
  if (why) throw refused(why);
  if (state === 'declined') return {};
  const invitation = found.id as InvitationId;
  await changeInvitation(tx, workspace, invitation, { declined_at: now.toString() });
  const engagement = found.engagement as EngagementId | null;
  emit({
    kind: 'people.invitationDeclined',
    ...(engagement && { engagement }),
    facts: { invitation },
    notify: true,
  });
  return {};
}

/**
 * Whether it came by its link or was found by its address: the person with exactly the invited, verified address joins,
 * once. For the same person a second time is the same as once, as long as they are still there.
 *
 * @throws Refusal `not_found`; `refused` with a reason of `whyNotAccept`
 */
async function accept(run: Run, workspace: WorkspaceId, ref: InvitationRef): Promise<z.input<typeof joined>> {
  const { tx, person, membership, now, emit } = run;
  await lockInvitation(tx, workspace, ref);
  const found = await opened(tx, workspace, ref);
  const role = found.role as InvitationRole;
  const engagement = found.engagement as EngagementId | null;
  const place = { workspace, engagement, role };
  if (found.acceptedBy === person.id && (await isStillThere(tx, workspace, engagement, person.id)))
    return place;
  const isVerified = await hasVerifiedAddress(tx, person.id);
  const why = whyNotNow({ ...found, role }, now, { email: person.email, isVerified, membership });
  if (why) throw refused(why);
  await join(run, workspace, engagement, role);
  const invitation = found.id as InvitationId;
  await changeInvitation(tx, workspace, invitation, { accepted_at: now.toString(), accepted_by: person.id });
  emit({
    kind: 'people.invitationAccepted',
    ...(engagement && { engagement }),
    facts: { invitation, role },
    notify: true,
  });
  return place;
}

async function join(
  { tx, person, membership, now }: Run,
  workspace: WorkspaceId,
  engagement: EngagementId | null,
  role: InvitationRole,
): Promise<void> {
  if (role === 'owner' || role === 'assistant') {
    await joinPractice(tx, workspace, person.id, roleAfterJoining(role, membership?.role ?? null), now);
  } else if (engagement) {
    await joinEngagement(tx, { workspace, engagement }, person.id, role, now);
  }
}

/** Assistants and principals of the engagement that an invitation leads to; owners, where it leads to the practice. */
const inviters: May<ById> = {
  who: 'owners of the workspace; assistants and principals of the engagement it leads to',
  roles: ['owner', 'assistant', 'principal'],
  async check(run, input) {
    const found = await findInvitation(run.tx, input.workspace, input.invitation);
    if (!found) throw notFound();
    if (found.engagement === null) return owners.check(run, input);
    return inEngagement<ById>(() => found.engagement as EngagementId, 'assistant', 'principal').check(
      run,
      input,
    );
  },
};

/** Takes back an invitation that was not accepted yet. Taking it back twice is the same as once. @throws Refusal `invitation_used` */
export const withdrawInvitation = operation({
  name: 'people.withdrawInvitation',
  summary: 'Takes back an invitation that nobody has accepted',
  http: 'POST /workspaces/{workspace}/invitations/{invitation}/withdraw',
  input: byId,
  output: z.object({}),
  may: inviters,
  async run({ tx, now, emit }, input) {
    const found = await existing(tx, input);
    const state = stateOfInvitation(found, now);
    if (state === 'accepted') throw refused('invitation_used');
    if (state === 'withdrawn') return {};
    await changeInvitation(tx, input.workspace, input.invitation, { withdrawn_at: now.toString() });
    const engagement = found.engagement as EngagementId | null;
    emit({
      kind: 'people.invitationWithdrawn',
      ...(engagement && { engagement }),
      facts: { invitation: input.invitation },
    });
    return {};
  },
});

/**
 * Mails an invitation again, with a new link (the old one stops working) and another fourteen days, also after it has
 * expired or was declined. @throws Refusal `invitation_used`, `invitation_withdrawn`, `mailed_just_now`
 */
export const resendInvitation = operation({
  name: 'people.resendInvitation',
  summary: 'Mails an invitation again, with a new link',
  http: 'POST /workspaces/{workspace}/invitations/{invitation}/resend',
  input: byId,
  output: sentInvitation,
  may: inviters,
  secretOutput: true,
  async run(run, input) {
    const { tx, now, emit } = run;
    const found = await existing(tx, input);
    const state = stateOfInvitation(found, now);
    if (state === 'accepted') throw refused('invitation_used');
    if (state === 'withdrawn') throw refused('invitation_withdrawn');
    if (!mayMailAgain(found.expiresAt, now)) throw refused('mailed_just_now');
    const secret = newSecret();
    await changeInvitation(tx, input.workspace, input.invitation, {
      token_hash: hashOf(secret),
      expires_at: expiryOf(now).toString(),
      declined_at: null,
    });
    const engagement = found.engagement as EngagementId | null;
    emit({
      kind: 'people.invited',
      ...(engagement && { engagement }),
      facts: { ...input, role: found.role },
    });
    await mailInvitation(
      run,
      { workspace: input.workspace, engagementName: found.engagementName, secret },
      { role: found.role as InvitationRole, email: found.email, language: found.language as Locale },
    );
    return { invitation: input.invitation, secret };
  },
});

/** `whyNotAccept` for an invitation as it is kept. */
const whyNotNow = (
  kept: NonNullable<Awaited<ReturnType<typeof openInvitation>>> & { role: InvitationRole },
  now: Temporal.Instant,
  reader: Parameters<typeof whyNotAccept>[1],
) =>
  whyNotAccept(
    { ...kept, state: stateOfInvitation(kept, now), isArchived: kept.archivedAt !== null },
    reader,
  );

const byItsLink = ({ secret }: ByLink): InvitationRef => ({ secretHash: hashOf(secret) });

async function opened(tx: Run['tx'], workspace: WorkspaceId, ref: InvitationRef) {
  const found = await openInvitation(tx, workspace, ref);
  if (!found) throw notFound();
  return found;
}

async function existing(tx: Run['tx'], { workspace, invitation }: ById) {
  const found = await findInvitation(tx, workspace, invitation);
  if (!found) throw notFound();
  return found;
}

export const invitationOperations: readonly Operation[] = [
  getInvitation,
  getInvitedAddress,
  acceptInvitation,
  listInvitationsToMe,
  acceptInvitationToMe,
  declineInvitation,
  declineInvitationToMe,
  withdrawInvitation,
  resendInvitation,
];
