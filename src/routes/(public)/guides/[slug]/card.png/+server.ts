import { error } from '@sveltejs/kit';
import { linkCardResponse } from '#kernel/pictures/link-card.server.ts';
import { languageOfPicture } from '#kernel/web/addresses.ts';
import { guides_title } from '#messages';
import { openGuide } from '#rooms/guides/index.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params, url }) => {
  const locale = languageOfPicture(url);
  const guide = openGuide(locale, params.slug);
  if (!guide) error(404);
  return linkCardResponse({
    eyebrow: guides_title({}, { locale }),
    title: guide.title,
    text: guide.description,
  });
};
