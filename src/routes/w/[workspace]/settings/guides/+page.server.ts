import { error } from '@sveltejs/kit';
import { forbidden } from '#kernel/errors.ts';
import { loadFor } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import { refusalText } from '#kernel/web/texts.server.ts';
import { getPracticePage } from '#rooms/front/index.server.ts';
import { listOwnGuides, ownGuideRows } from '#rooms/guides/index.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { place } = await event.parent();
  if (place.side !== 'practice') error(403, refusalText(forbidden()));
  const { workspace } = event.params;
  const { page } = await loadFor(event, getPracticePage, { workspace });
  return {
    guides: ownGuideRows(await loadFor(event, listOwnGuides, { workspace }), event.locals.locale),
    /** Where visitors read them, while the practice's page is published. */
    publicPlace: page?.publishedAt ? `/p/${page.address}/guides` : null,
    timeZone: personHere(event).timeZone,
  };
};
