import { redirect } from '@sveltejs/kit';
import { keyOf, loadFor, performFor, refuseForm } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import { acceptInvitationToMe, lastPlace, listInvitationsToMe } from '#rooms/people/index.server.ts';
import { placesOf, whereToLand } from '#rooms/people/places/places.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { memberships, timeZone } = personHere(event);
  const { invitations } = await loadFor(event, listInvitationsToMe, {});
  const landing = whereToLand(memberships, lastPlace(event), invitations.length);
  // A form that was refused says why here, whatever is left to choose.
  const isReading = event.request.method === 'GET';
  if (isReading && landing !== 'choose' && landing !== 'none') redirect(303, `/w/${landing}`);
  return { places: placesOf(memberships), invitations, timeZone, key: crypto.randomUUID() };
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
};
