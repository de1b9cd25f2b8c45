import { error } from '@sveltejs/kit';
import { notFound } from '#kernel/errors.ts';
import { loadFor } from '#kernel/web/form.server.ts';
import { refusalText } from '#kernel/web/texts.server.ts';
import { readEverywhere } from '#rooms/comments/index.server.ts';
import { findPractices } from '#rooms/front/index.server.ts';
import { openGuide } from '#rooms/guides/index.server.ts';
import type { PageServerLoad } from './$types';

/** So many are named at once; the rest stand in the list of practices. */
const practicesNamed = 4;

export const load: PageServerLoad = async (event) => {
  const { locale: language } = event.locals;
  const guide = openGuide(language, event.params.slug);
  if (!guide) error(404, refusalText(notFound()));
  const { comments } = await loadFor(event, readEverywhere, { guide: guide.slug, language });
  const { practices } = await loadFor(event, findPractices, {});
  return {
    guide,
    said: comments,
    practices: practices.slice(0, practicesNamed).map(({ name, address }) => ({ name, address })),
  };
};
