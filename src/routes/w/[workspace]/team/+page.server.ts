import { error } from '@sveltejs/kit';
import { forbidden } from '#kernel/errors.ts';
import { keyOf, loadFor, performFor, refuseForm } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import { refusalText } from '#kernel/web/texts.server.ts';
import {
  endMembership,
  inviteAssistant,
  invitationForms,
  listPeopleOfPractice,
  shownInvitation,
} from '#rooms/people/index.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { place } = await event.parent();
  if (!place.isOwner) error(403, refusalText(forbidden()));
  return {
    ...(await loadFor(event, listPeopleOfPractice, { workspace: event.params.workspace })),
    locale: event.locals.locale,
    key: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  ...invitationForms,
  invite: async (event) => {
    personHere(event);
    const posted = await event.request.formData();
    const input = { ...Object.fromEntries(posted), ...event.params };
    const outcome = await performFor(event, inviteAssistant, input, keyOf(posted));
    if (!outcome.ok) return refuseForm(outcome.refusal, posted, 'invite');
    return shownInvitation(event, String(posted.get('email')).trim(), outcome.value.secret);
  },
  end: async (event) => {
    personHere(event);
    const posted = await event.request.formData();
    const input = { ...event.params, person: posted.get('person') };
    const outcome = await performFor(event, endMembership, input, keyOf(posted));
    return outcome.ok ? { done: 'ended' as const } : refuseForm(outcome.refusal, posted, 'end');
  },
};
