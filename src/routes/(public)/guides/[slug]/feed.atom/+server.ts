import { error } from '@sveltejs/kit';
import { notFound } from '#kernel/errors.ts';
import { loadFor } from '#kernel/web/form.server.ts';
import { refusalText } from '#kernel/web/texts.server.ts';
import { everywhereFeed, feedAnswer, readEverywhere } from '#rooms/comments/index.server.ts';
import { commentsAPage } from '#rooms/comments/rules.ts';
import { isGuideSlug } from '#rooms/guides/index.ts';
import type { RequestHandler } from './$types';

/** What is said under a guide at all practices that want to be found, as an Atom feed. */
export const GET: RequestHandler = async (event) => {
  const { slug: guide } = event.params;
  if (!isGuideSlug(guide)) error(404, refusalText(notFound()));
  const { locale: language, house } = event.locals;
  const limit = commentsAPage.feed;
  const { comments } = await loadFor(event, readEverywhere, { guide, language, limit });
  return feedAnswer(everywhereFeed({ origin: house.origin, guide, language }, comments));
};
