import type { RequestEvent } from '@sveltejs/kit';
import { keyOf, performFor, refuseForm } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import { resendInvitation, withdrawInvitation } from './invitations.operations.server.ts';
import { invitationPath } from './places.mails.server.ts';

/** A sent invitation for the page that sent it: its link is shown there once. */
export function shownInvitation(
  event: RequestEvent,
  email: string,
  secret: string,
): { sent: { email: string; link: string } } {
  const path = invitationPath(event.params.workspace ?? '', secret);
  return { sent: { email, link: new URL(path, event.locals.house.origin).toString() } };
}

/** The forms of `InvitationRows.svelte`, for the actions of pages below /w/[workspace]. */
export const invitationForms = {
  resend: async (event: RequestEvent) => {
    personHere(event);
    const posted = await event.request.formData();
    const input = { workspace: event.params.workspace, invitation: posted.get('invitation') };
    const outcome = await performFor(event, resendInvitation, input, keyOf(posted));
    if (!outcome.ok) return refuseForm(outcome.refusal, posted, 'resend');
    return shownInvitation(event, String(posted.get('email')), outcome.value.secret);
  },
  withdraw: async (event: RequestEvent) => {
    personHere(event);
    const posted = await event.request.formData();
    const input = { workspace: event.params.workspace, invitation: posted.get('invitation') };
    const outcome = await performFor(event, withdrawInvitation, input, keyOf(posted));
    return outcome.ok ? { done: 'withdrawn' as const } : refuseForm(outcome.refusal, posted, 'withdraw');
  },
};
