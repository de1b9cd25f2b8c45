import { error, redirect } from '@sveltejs/kit';
import { forbidden } from '#kernel/errors.ts';
import { keyOf, loadFor, performFor, refuseForm } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import { refusalText } from '#kernel/web/texts.server.ts';
import {
  getWorkspace,
  leaveWorkspace,
  listPeopleOfPractice,
  practiceChoices,
  updateWorkspace,
} from '#rooms/people/index.server.ts';
import { whyNotEndMembership } from '#rooms/people/places/places.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { place } = await event.parent();
  if (place.side !== 'practice') error(403, refusalText(forbidden()));
  const here = { workspace: event.params.workspace };
  const { people } = await loadFor(event, listPeopleOfPractice, here);
  const ownersNow = people.filter(({ role }) => role === 'owner').map(({ id }) => id);
  return {
    settings: await loadFor(event, getWorkspace, here),
    isLastOwner: whyNotEndMembership(personHere(event).id, ownersNow) !== null,
    choices: practiceChoices(event.locals.locale),
    key: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  save: async (event) => {
    personHere(event);
    const posted = await event.request.formData();
    const input = { ...Object.fromEntries(posted), ...event.params };
    const outcome = await performFor(event, updateWorkspace, input, keyOf(posted));
    return outcome.ok ? { done: true } : refuseForm(outcome.refusal, posted, 'save');
  },
  leave: async (event) => {
    personHere(event);
    const posted = await event.request.formData();
    const outcome = await performFor(event, leaveWorkspace, event.params, keyOf(posted));
    if (!outcome.ok) return refuseForm(outcome.refusal, posted, 'leave');
    redirect(303, '/home');
  },
};
