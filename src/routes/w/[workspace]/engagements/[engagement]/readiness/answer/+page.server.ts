import { error, redirect } from '@sveltejs/kit';
import { keyOf, loadFor, performFor, refuseForm } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import { answerAboutClient, compareViews, viewForm } from '#rooms/readiness/index.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { name, side, correctable } = await loadFor(event, compareViews, event.params);
  // A contact answers about themselves, elsewhere.
  if (side === 'client') error(404);
  return { name, requirements: viewForm(correctable, event.locals.locale), key: crypto.randomUUID() };
};

export const actions: Actions = {
  default: async (event) => {
    personHere(event);
    const posted = await event.request.formData();
    const input = { ...event.params, answers: Object.fromEntries(posted) };
    const outcome = await performFor(event, answerAboutClient, input, keyOf(posted));
    if (!outcome.ok) return refuseForm(outcome.refusal, posted);
    const { workspace, engagement } = event.params;
    redirect(303, `/w/${workspace}/engagements/${engagement}/readiness?saved`);
  },
};
