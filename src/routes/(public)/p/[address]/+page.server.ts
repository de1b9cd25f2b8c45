import { error } from '@sveltejs/kit';
import { notFound } from '#kernel/errors.ts';
import { loadFor } from '#kernel/web/form.server.ts';
import { refusalText } from '#kernel/web/texts.server.ts';
import { editionFor } from '#rooms/front/practice-page.ts';
import { pageView, readPracticePage } from '#rooms/front/index.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const page = await loadFor(event, readPracticePage, event.params);
  const language = editionFor(page.editions, event.locals.locale);
  if (!language) error(404, refusalText(notFound()));
  return { view: pageView(page, language, event.locals.house.ground.now()) };
};
