import type { Membership } from '#kernel/actor.ts';

/** How long an invitation can be accepted after it was sent, in days of 24 hours. */
export const invitationDays = 14;
/** Invitations that one workspace may send within 24 hours: enough for any practice, too few for a mass mailing. */
export const invitationsADay = 50;
/** How long to wait before the same invitation is mailed again, in minutes. */
export const minutesBetweenMails = 5;

export const invitationRoles = ['owner', 'assistant', 'principal', 'member'] as const;
export type InvitationRole = (typeof invitationRoles)[number];

/** How an invitation stands. Withdrawn and accepted are for ever; expired and declined end by sending it again. */
export const waitingStates = ['open', 'expired', 'declined'] as const;
export const invitationStates = [...waitingStates, 'withdrawn', 'accepted'] as const;
export type InvitationState = (typeof invitationStates)[number];

/** Instants in ISO 8601. */
export type InvitationDates = {
  expiresAt: string;
  acceptedAt: string | null;
  declinedAt: string | null;
  withdrawnAt: string | null;
};

export function stateOfInvitation(dates: InvitationDates, now: Temporal.Instant): InvitationState {
  if (dates.acceptedAt !== null) return 'accepted';
  if (dates.withdrawnAt !== null) return 'withdrawn';
  return stateOfWaiting(dates, now);
}

/** How an invitation stands that was neither accepted nor withdrawn. */
export function stateOfWaiting(
  { expiresAt, declinedAt }: Pick<InvitationDates, 'expiresAt' | 'declinedAt'>,
  now: Temporal.Instant,
): (typeof waitingStates)[number] {
  if (declinedAt !== null) return 'declined';
  return Temporal.Instant.compare(now, expiresAt) >= 0 ? 'expired' : 'open';
}

/** Until when an invitation that is sent now can be accepted. */
export function expiryOf(sentAt: Temporal.Instant): Temporal.Instant {
  return sentAt.add({ hours: invitationDays * 24 });
}

/** When an invitation was last mailed: its expiry counts from there. */
export function lastSentAt(expiresAt: string): Temporal.Instant {
  return Temporal.Instant.from(expiresAt).subtract({ hours: invitationDays * 24 });
}

/** Whether the same invitation may be mailed again already. */
export function mayMailAgain(expiresAt: string, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(now, lastSentAt(expiresAt).add({ minutes: minutesBetweenMails })) >= 0;
}

/** An address that its owner recognizes and nobody else can write to: "a•••@example.org". */
export function maskedAddress(email: string): string {
  const at = email.lastIndexOf('@');
  return `${[...email][0]}•••${email.slice(at)}`;
}

type Acceptance = {
  state: InvitationState;
  role: InvitationRole;
  /** The invited address. */
  email: string;
  /** Whether the engagement that it leads to is archived. */
  isArchived: boolean;
};
type Accepting = { email: string; isVerified: boolean; membership: Membership | null };

/** Why somebody can't accept an invitation, as a reason for a refusal; null where they can. */
export function whyNotAccept(invitation: Acceptance, person: Accepting): string | null {
  const over = whyOver[invitation.state];
  if (over) return over;
  if (invitation.isArchived) return 'engagement_archived';
  if (person.email.toLowerCase() !== invitation.email) return 'invitation_for_another_address';
  if (!person.isVerified) return 'address_not_verified';
  return whyNotBoth(invitation.role, person.membership);
}

/** Why an invitation can't be declined; null where it can, and where it is declined already: then nothing changes. */
export function whyNotDecline(state: InvitationState): string | null {
  return state === 'declined' ? null : whyOver[state];
}

const whyOver: Record<InvitationState, string | null> = {
  open: null,
  expired: 'invitation_expired',
  declined: 'invitation_declined',
  withdrawn: 'invitation_withdrawn',
  accepted: 'invitation_used',
};

/** Nobody stands on both sides of one workspace: what the practice discusses would reach the client's side. */
function whyNotBoth(role: InvitationRole, membership: Membership | null): string | null {
  const joinsPractice = role === 'owner' || role === 'assistant';
  if (!joinsPractice && membership?.role) return 'is_of_the_practice';
  const isContact = membership?.engagements.some((one) => one.role !== 'assistant') ?? false;
  return joinsPractice && isContact ? 'is_a_contact' : null;
}

/** What somebody is in the practice after accepting: an owner who accepts a lesser invitation stays an owner. */
export function roleAfterJoining(
  invited: 'owner' | 'assistant',
  now: 'owner' | 'assistant' | null,
): 'owner' | 'assistant' {
  return now === 'owner' ? 'owner' : invited;
}
