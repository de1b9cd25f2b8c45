import { keyOf, loadFor, performFor, refuseForm } from '#kernel/web/form.server.ts';
import { rememberLanguage } from '#kernel/web/language.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import { changeProfile, readProfile } from '#rooms/people/index.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  personHere(event);
  return { profile: await loadFor(event, readProfile, {}) };
};

export const actions: Actions = {
  default: async (event) => {
    personHere(event);
    const posted = await event.request.formData();
    const input = { ...Object.fromEntries(posted), workMails: posted.has('workMails') };
    const outcome = await performFor(event, changeProfile, input, keyOf(posted));
    if (!outcome.ok) return refuseForm(outcome.refusal, posted);
    const { locale } = changeProfile.input.parse(input);
    rememberLanguage(event.cookies, locale, event.url);
    return { saved: true, reload: locale !== event.locals.locale };
  },
};
