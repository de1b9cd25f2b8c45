import { linkCardResponse } from '#kernel/pictures/link-card.server.ts';
import { languageOfPicture } from '#kernel/web/addresses.ts';
import { public_eyebrow, public_honest_line, public_heading } from '#messages';
import type { RequestHandler } from './$types';

/** The picture of the house, for its own pages. */
export const GET: RequestHandler = ({ url }) => {
  const said = { locale: languageOfPicture(url) };
  return linkCardResponse({
    eyebrow: public_eyebrow({}, said),
    title: public_heading({}, said),
    text: public_honest_line({}, said),
  });
};
