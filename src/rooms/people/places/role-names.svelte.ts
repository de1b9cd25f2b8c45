import * as m from '#messages';
import type { InvitationRole } from './invitations.ts';

const names: Record<InvitationRole, () => string> = {
  owner: m.people_place_role_owner,
  assistant: m.people_place_role_assistant,
  principal: m.people_place_role_principal,
  member: m.people_place_role_member,
};

const meanings: Record<InvitationRole, () => string> = {
  owner: m.people_place_team_owner,
  assistant: m.people_place_team_assistant,
  principal: m.people_place_invited_principal,
  member: m.people_place_invited_member,
};

/** What somebody can do in a place to which they are invited. */
export function whatRoleMeans(role: InvitationRole): string {
  return meanings[role]();
}

/** What somebody is in a place, in the reader's language. */
export function roleName(role: InvitationRole): string {
  return names[role]();
}

type Invited = { invitedBy: string | null; practice: string; engagementName: string | null };

/** Who invites to what. Many practices are called as their owner: then the name is said once. */
export function invitationTitle({ invitedBy, practice, engagementName }: Invited): string {
  const inviter = invitedBy ?? practice;
  if (inviter === practice) {
    return engagementName
      ? m.people_place_invited_by_practice({ practice })
      : m.people_place_invited_to_its_team({ practice });
  }
  return engagementName
    ? m.people_place_invited_title({ inviter, practice })
    : m.people_place_invited_practice_title({ inviter, practice });
}
