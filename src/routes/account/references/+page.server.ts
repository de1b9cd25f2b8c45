import { loadFor } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import { listOwnReferences } from '#rooms/references/index.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  personHere(event);
  return loadFor(event, listOwnReferences, {});
};
