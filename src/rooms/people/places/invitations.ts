import type { Membership } from '#kernel/actor.ts';

/** How long an invitation can be accepted after it was sent, in days of 24 hours. */
export const invitationDays = 14;
/** Invitations that one workspace may send within 24 hours: enough for any practice, too few for a mass mailing. */
export const invitationsADay = 50;
/** How long to wait before the same invitation is mailed again, in minutes. */
export const minutesBetweenMails = 5;

export const invitationRoles = ['owner', 'assistant', 'principal', 'member'] as const;
export type InvitationRole = (typeof invitationRoles)[number];

/** How an invitation stands. Withdrawn and accepted are for ever; expired ends by sending it again. */
export const invitationStates = ['open', 'expired', 'withdrawn', 'accepted'] as const;
export type InvitationState = (typeof invitationStates)[number];

/** Instants in ISO 8601. */
export type InvitationDates = { expiresAt: string; acceptedAt: string | null; withdrawnAt: string | null };

export function stateOfInvitation(dates: InvitationDates, now: Temporal.Instant): InvitationState {
  if (dates.acceptedAt !== null) return 'accepted';
  if (dates.withdrawnAt !== null) return 'withdrawn';
  return Temporal.Instant.compare(now, dates.expiresAt) >= 0 ? 'expired' : 'open';
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
  if (invitation.state === 'accepted') return 'invitation_used';
  if (invitation.state === 'withdrawn') return 'invitation_withdrawn';
  if (invitation.state === 'expired') return 'invitation_expired';
  if (invitation.isArchived) return 'engagement_archived';
  if (person.email.toLowerCase() !== invitation.email) return 'invitation_for_another_address';
  if (!person.isVerified) return 'address_not_verified';
  return whyNotBoth(invitation.role, person.membership);
}

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
