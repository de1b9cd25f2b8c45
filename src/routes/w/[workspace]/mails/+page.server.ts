import { error } from '@sveltejs/kit';
import { forbidden } from '#kernel/errors.ts';
import { doForm, loadFor } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import { refusalText } from '#kernel/web/texts.server.ts';
import { dropMail, listWaitingMails, releaseMail } from '#rooms/correspondence/index.server.ts';
import { pageIn } from '#ui/url.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { place } = await event.parent();
  if (place.side !== 'practice') error(403, refusalText(forbidden()));
  const page = pageIn(event.url);
  const found = await loadFor(event, listWaitingMails, { workspace: event.params.workspace, page });
  return {
    ...found,
    page,
    timeZone: personHere(event).timeZone,
    locale: event.locals.locale,
    key: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  release: (event) => doForm(event, releaseMail, 'released'),
  drop: (event) => doForm(event, dropMail, 'dropped'),
};
