import { redirect } from '@sveltejs/kit';
import { keyOf, loadFor, performFor, refuseForm } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import {
  acceptInvitationToMe,
  declineInvitationToMe,
  lastPlace,
  listInvitationsToMe,
} from '#rooms/people/index.server.ts';
import { placesOf, whereToLand } from '#rooms/people/places/places.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { memberships, timeZone } = personHere(event);
  const { invitations } = await loadFor(event, listInvitationsToMe, {});
  const landing = whereToLand(memberships, lastPlace(event), invitations.length);
  // A form that was refused says why here, and one that was not what it did, whatever is left to choose.
  const said = event.url.searchParams.get('said') === 'declined' ? ('declined' as const) : null;
  const isReading = event.request.method === 'GET' && !said;
  if (isReading && landing !== 'choose' && landing !== 'none') redirect(303, `/w/${landing}`);
  return { places: placesOf(memberships), invitations, timeZone, said, key: crypto.randomUUID() };
};

export const actions: Actions = {
  accept: async (event) => {
    personHere(event);
    const posted = await event.request.formData();
    const input = { workspace: posted.get('workspace'), invitation: posted.get('invitation') };
    const outcome = await performFor(event, acceptInvitationToMe, input, keyOf(posted));
    if (!outcome.ok) return refuseForm(outcome.refusal, posted);
    redirect(303, `/w/${outcome.value.workspace}`);
  },
  decline: async (event) => {
    personHere(event);
    const posted = await event.request.formData();
    const input = { workspace: posted.get('workspace'), invitation: posted.get('invitation') };
    const outcome = await performFor(event, declineInvitationToMe, input, keyOf(posted));
    if (!outcome.ok) return refuseForm(outcome.refusal, posted);
    redirect(303, '/home?said=declined');
  },
};
