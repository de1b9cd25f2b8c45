import { error } from '@sveltejs/kit';
import { forbidden } from '#kernel/errors.ts';
import { locale as languages } from '#kernel/text.ts';
import { doForm, keyOf, loadFor, performFor, refuseForm } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import { refusalText } from '#kernel/web/texts.server.ts';
import {
  getPracticePage,
  pageChoices,
  pageFields,
  pageInput,
  pageView,
  publishPracticePage,
  savePracticePage,
  withdrawPracticePage,
} from '#rooms/front/index.server.ts';
import { getWorkspace } from '#rooms/people/index.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { place } = await event.parent();
  if (place.side !== 'practice') error(403, refusalText(forbidden()));
  const { workspace } = event.params;
  const practice = await loadFor(event, getWorkspace, { workspace });
  const { page } = await loadFor(event, getPracticePage, { workspace });
  const wished = languages.safeParse(event.url.searchParams.get('in'));
  const language = wished.success ? wished.data : practice.language;
  const now = event.locals.house.ground.now();
  return {
    language,
    fields: pageFields(page, language, practice),
    choices: pageChoices(now, practice.timeZone),
    preview: page?.editions[language] ? pageView(page, language, now) : null,
    published: page?.publishedAt ? `${event.locals.house.origin}/p/${page.address}` : null,
    isSaved: page !== null,
    origin: event.locals.house.origin,
    key: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  save: async (event) => {
    personHere(event);
    const posted = await event.request.formData();
    const input = { ...pageInput(posted), ...event.params };
    const outcome = await performFor(event, savePracticePage, input, keyOf(posted));
    return outcome.ok ? { done: 'saved' as const } : refuseForm(outcome.refusal, posted, 'save');
  },
  publish: (event) => doForm(event, publishPracticePage, 'published'),
  withdraw: (event) => doForm(event, withdrawPracticePage, 'withdrawn'),
};
