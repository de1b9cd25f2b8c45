import { loadFor } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import { getRelationship, relationshipPage } from '#rooms/relationship/index.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const found = await loadFor(event, getRelationship, event.params);
  const { workspace } = event.params;
  const { timeZone } = personHere(event);
  return { page: relationshipPage(found, { workspace, locale: event.locals.locale, timeZone }) };
};
