import { redirect } from '@sveltejs/kit';
import { personOf } from '#kernel/actor.ts';
import { keyOf, loadFor, performFor, refuseForm } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import {
  acceptInvitation,
  declineInvitation,
  getInvitation,
  getInvitedAddress,
  keepPrivate,
} from '#rooms/people/index.server.ts';
import { assessmentOffer, shareOnAccepting } from '#rooms/readiness/index.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  keepPrivate(event);
  const person = personOf(event.locals.actor);
  return {
    invitation: await loadFor(event, getInvitation, event.params),
    assessment: await assessmentOffer(event),
    reader: person && { email: person.email, timeZone: person.timeZone },
    locale: event.locals.locale,
    here: event.url.pathname,
    workspace: event.params.workspace,
    key: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  accept: async (event) => {
    personHere(event);
    const posted = await event.request.formData();
    const outcome = await performFor(event, acceptInvitation, event.params, keyOf(posted));
    if (!outcome.ok) return refuseForm(outcome.refusal, posted);
    await shareOnAccepting(event, posted, outcome.value);
    redirect(303, `/w/${outcome.value.workspace}`);
  },
  decline: async (event) => {
    const posted = await event.request.formData();
    const input = { ...event.params, email: posted.get('email') };
    const outcome = await performFor(event, declineInvitation, input);
    if (!outcome.ok) return refuseForm(outcome.refusal, posted, 'decline');
    redirect(303, event.url.pathname);
  },
  signUp: async (event) => {
    const { email } = await loadFor(event, getInvitedAddress, event.params);
    redirect(303, `/sign-up?${new URLSearchParams({ email, next: event.url.pathname })}`);
  },
};
