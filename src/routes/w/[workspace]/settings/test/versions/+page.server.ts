import { error, redirect } from '@sveltejs/kit';
import { forbidden } from '#kernel/errors.ts';
import { keyOf, loadFor, performFor, refuseForm } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import { refusalText } from '#kernel/web/texts.server.ts';
import { listEditions, restoreEdition, versionViews } from '#rooms/readiness/index.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { place } = await event.parent();
  if (place.side !== 'practice') error(403, refusalText(forbidden()));
  const page = Math.max(1, Math.min(10_000, Number(event.url.searchParams.get('page')) || 1));
  const input = { workspace: event.params.workspace, page: Math.floor(page) };
  const found = await loadFor(event, listEditions, input);
  return {
    versions: versionViews(found, event.locals.locale),
    page: input.page,
    pages: found.pages,
    timeZone: personHere(event).timeZone,
    key: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  restore: async (event) => {
    personHere(event);
    const posted = await event.request.formData();
    const input = { ...event.params, number: posted.get('number') };
    const outcome = await performFor(event, restoreEdition, input, keyOf(posted));
    if (!outcome.ok) return refuseForm(outcome.refusal, posted, 'restore');
    redirect(303, `/w/${event.params.workspace}/settings/test?said=restored`);
  },
};
