import { error } from '@sveltejs/kit';
import { linkCardResponse } from '#kernel/pictures/link-card.server.ts';
import { languageOfPicture } from '#kernel/web/addresses.ts';
import { loadFor } from '#kernel/web/form.server.ts';
import { openPracticePage } from '#rooms/front/index.server.ts';
import { readPracticeGuide } from '#rooms/guides/index.server.ts';
import type { RequestHandler } from './$types';

/** The picture of a guide in a practice's own words; Delega's text has its own elsewhere. */
export const GET: RequestHandler = async (event) => {
  const { name } = await openPracticePage(event);
  const language = languageOfPicture(event.url);
  const { edition } = await loadFor(event, readPracticeGuide, { ...event.params, language });
  if (!edition) error(404);
  return linkCardResponse({ eyebrow: name, title: edition.title, text: edition.description });
};
