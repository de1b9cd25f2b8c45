import { error } from '@sveltejs/kit';
import { notFound } from '#kernel/errors.ts';
import { refusalText } from '#kernel/web/texts.server.ts';
import { openGuide } from '#rooms/guides/index.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals }) => {
  const guide = openGuide(locals.locale, params.slug);
  if (!guide) error(404, refusalText(notFound()));
  return { guide };
};
