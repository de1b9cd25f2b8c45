import { error } from '@sveltejs/kit';
import { forbidden } from '#kernel/errors.ts';
import { keyOf, loadFor, performFor, refuseForm } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import { refusalText } from '#kernel/web/texts.server.ts';
import { getWorkspace, practiceChoices, updateWorkspace } from '#rooms/people/index.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { place } = await event.parent();
  if (place.side !== 'practice') error(403, refusalText(forbidden()));
  return {
    settings: await loadFor(event, getWorkspace, { workspace: event.params.workspace }),
    choices: practiceChoices(event.locals.locale),
    key: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  default: async (event) => {
    personHere(event);
    const posted = await event.request.formData();
    const input = { ...Object.fromEntries(posted), ...event.params };
    const outcome = await performFor(event, updateWorkspace, input, keyOf(posted));
    return outcome.ok ? { done: true } : refuseForm(outcome.refusal, posted);
  },
};
