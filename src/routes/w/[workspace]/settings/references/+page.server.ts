import { error } from '@sveltejs/kit';
import { forbidden } from '#kernel/errors.ts';
import { doForm, loadFor } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import { refusalText } from '#kernel/web/texts.server.ts';
import {
  hideReference,
  listReferences,
  moveReference,
  showReference,
} from '#rooms/references/index.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { place } = await event.parent();
  if (place.side !== 'practice') error(403, refusalText(forbidden()));
  return {
    ...(await loadFor(event, listReferences, event.params)),
    timeZone: personHere(event).timeZone,
    locale: event.locals.locale,
    key: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  hide: (event) => doForm(event, hideReference, 'hidden'),
  show: (event) => doForm(event, showReference, 'shown'),
  move: (event) => doForm(event, moveReference, 'moved'),
};
