import { error } from '@sveltejs/kit';
import { forbidden } from '#kernel/errors.ts';
import { keyOf, loadFor, performFor, refuseForm } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import { refusalText } from '#kernel/web/texts.server.ts';
import { getWeights, setWeights, weightsInput, weightsView } from '#rooms/readiness/index.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { place } = await event.parent();
  if (place.side !== 'practice') error(403, refusalText(forbidden()));
  const { workspace } = event.params;
  return {
    weights: weightsView(await loadFor(event, getWeights, { workspace }), event.locals.locale),
    key: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  save: async (event) => {
    personHere(event);
    const posted = await event.request.formData();
    const input = { ...event.params, weights: weightsInput(posted) };
    const outcome = await performFor(event, setWeights, input, keyOf(posted));
    return outcome.ok ? { done: true } : refuseForm(outcome.refusal, posted, 'save');
  },
};
