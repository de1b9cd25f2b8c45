import { redirect } from '@sveltejs/kit';
import { keyOf, performFor, refuseForm } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import { createWorkspace, guessPractice, practiceChoices } from '#rooms/people/index.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  const { timeZone } = personHere(event);
  const { locale } = event.locals;
  const languages = event.request.headers.get('accept-language');
  return {
    guess: guessPractice(languages, { timeZone, locale }),
    choices: practiceChoices(locale),
    key: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  default: async (event) => {
    personHere(event);
    const posted = await event.request.formData();
    const outcome = await performFor(event, createWorkspace, Object.fromEntries(posted), keyOf(posted));
    if (!outcome.ok) return refuseForm(outcome.refusal, posted);
    redirect(303, `/w/${outcome.value.workspace}`);
  },
};
