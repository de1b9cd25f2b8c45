import { error } from '@sveltejs/kit';
import { notFound } from '#kernel/errors.ts';
import { loadFor } from '#kernel/web/form.server.ts';
import { refusalText } from '#kernel/web/texts.server.ts';
import { conversationFeed, feedAnswer, readConversation } from '#rooms/comments/index.server.ts';
import { commentsAPage } from '#rooms/comments/rules.ts';
import { openPracticePage } from '#rooms/front/index.server.ts';
import { readPracticeGuide } from '#rooms/guides/index.server.ts';
import { isGuideSlug } from '#rooms/guides/index.ts';
import type { RequestHandler } from './$types';

/** What is said under a guide of one practice, as an Atom feed: the latest, in the language that the address asks for. */
export const GET: RequestHandler = async (event) => {
  const { address, guide } = event.params;
  if (!isGuideSlug(guide)) error(404, refusalText(notFound()));
  const { locale: language, house } = event.locals;
  const { name } = await openPracticePage(event);
  const { comments } = await loadFor(event, readConversation, {
    ...{ address, guide, language },
    limit: commentsAPage.feed,
  });
  const { edition } = await loadFor(event, readPracticeGuide, { address, guide, language });
  const where = { origin: house.origin, guide, language };
  return feedAnswer(conversationFeed(where, { name, address }, comments, edition?.title));
};
