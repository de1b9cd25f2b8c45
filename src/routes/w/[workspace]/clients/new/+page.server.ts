import { error, redirect } from '@sveltejs/kit';
import { forbidden } from '#kernel/errors.ts';
import { keyOf, loadFor, performFor, refuseForm } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import { refusalText } from '#kernel/web/texts.server.ts';
import { createClient } from '#rooms/engagements/index.server.ts';
import { getWorkspace, shownInvitation } from '#rooms/people/index.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { place } = await event.parent();
  if (!place.isOwner) error(403, refusalText(forbidden()));
  const { language } = await loadFor(event, getWorkspace, { workspace: event.params.workspace });
  return { language, key: crypto.randomUUID() };
};

export const actions: Actions = {
  default: async (event) => {
    personHere(event);
    const posted = await event.request.formData();
    const { workspace } = event.params;
    const input = { ...Object.fromEntries(posted), workspace };
    const outcome = await performFor(event, createClient, input, keyOf(posted));
    if (outcome.ok) {
      const { engagement, invitation } = outcome.value;
      const page = `/w/${workspace}/engagements/${engagement}`;
      if (!invitation) redirect(303, page);
      const email = String(posted.get('principal')).trim();
      return { page, sent: shownInvitation(event, email, invitation.secret).sent };
    }
    // The first answer was lost on its way: the client is there, only its link can't be shown again.
    if (outcome.refusal.reason === 'already_done') redirect(303, `/w/${workspace}/clients`);
    return refuseForm(outcome.refusal, posted);
  },
};
