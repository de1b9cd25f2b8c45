import { error } from '@sveltejs/kit';
import { forbidden, notFound } from '#kernel/errors.ts';
import { locale as languages } from '#kernel/text.ts';
import { personHere } from '#kernel/web/person.server.ts';
import { refusalText } from '#kernel/web/texts.server.ts';
import { guideTitle } from '#rooms/guides/index.server.ts';
import { isGuideSlug } from '#rooms/guides/index.ts';
import type { LayoutServerLoad } from './$types';

/** Which guide it is, in which language. */
export const load: LayoutServerLoad = async (event) => {
  const { place } = await event.parent();
  if (place.side !== 'practice') error(403, refusalText(forbidden()));
  const { guide } = event.params;
  const language = languages.safeParse(event.params.language);
  if (!isGuideSlug(guide) || !language.success) error(404, refusalText(notFound()));
  return {
    guide,
    language: language.data,
    name: guideTitle(event.locals.locale, guide),
    timeZone: personHere(event).timeZone,
    key: crypto.randomUUID(),
  };
};
