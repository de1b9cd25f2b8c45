import { error } from '@sveltejs/kit';
import { linkCardResponse } from '#kernel/pictures/link-card.server.ts';
import { languageOfPicture } from '#kernel/web/addresses.ts';
import { openPracticePage } from '#rooms/front/index.server.ts';
import { editionFor } from '#rooms/front/practice-page.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
  const page = await openPracticePage(event);
  const locale = editionFor(page.editions, languageOfPicture(event.url));
  const written = locale && page.editions[locale];
  if (!written) error(404);
  return linkCardResponse({ eyebrow: page.name, title: written.headline, text: written.about });
};
