import * as m from '#messages';
import type { InvitationRole } from './invitations.ts';

const names: Record<InvitationRole, () => string> = {
  owner: m.people_place_role_owner,
  assistant: m.people_place_role_assistant,
  principal: m.people_place_role_principal,
  member: m.people_place_role_member,
};

/** What somebody is in a place, in the reader's language. */
export function roleName(role: InvitationRole): string {
  return names[role]();
}
