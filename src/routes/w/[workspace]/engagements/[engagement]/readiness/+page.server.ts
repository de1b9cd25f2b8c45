import { doForm, loadFor } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import {
  compareViews,
  eraseOwnViews,
  sideBySideView,
  skipRound,
  withdrawAllShared,
  withdrawShared,
} from '#rooms/readiness/index.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { timeZone } = personHere(event);
  const { locale } = event.locals;
  // The names that the form for choosing sends; an empty one chooses nobody.
  const chosen = (name: string) => event.url.searchParams.get(name) || undefined;
  const whose = { contact: chosen('contact'), assistant: chosen('assistant') };
  const compared = await loadFor(event, compareViews, { ...event.params, ...whose });
  return {
    name: compared.name,
    sides: sideBySideView(compared, { locale, timeZone }),
    /** An assistant who has answered can take that back. */
    hasOwnView: compared.side === 'practice' && compared.answeredAt !== null,
    isSaved: event.url.searchParams.has('saved'),
    key: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  skip: (event) => doForm(event, skipRound, 'skipped'),
  takeBack: (event) => doForm(event, withdrawShared, 'takenBack'),
  takeBackAll: (event) => doForm(event, withdrawAllShared, 'takenBack'),
  eraseView: (event) => doForm(event, eraseOwnViews, 'viewErased'),
};
