import * as m from '#messages';
import { addressIn } from '#kernel/web/addresses.ts';
import type { Locale } from '#kernel/text.ts';
import { guideTitle } from '#rooms/guides/index.server.ts';
import type { GuideSlug } from '#rooms/guides/index.ts';
import { atomOf, latestOf, type FeedEntry } from './atom.ts';
import { kindName } from './names.svelte.ts';
import type { ShownComment } from './visitors.operations.server.ts';

/** How old a feed is in which nothing stands yet: as old as conversations under guides are. */
const beginning = '2026-11-27T00:00:00Z';

type Where = { origin: string; guide: GuideSlug; language: Locale };
type Said = ShownComment & { practice: string; address: string };

/** Where a comment stands in the conversation of its practice, whichever page of it that is. */
export function placeOfComment(
  { origin, guide, language }: Where,
  { address, id }: { address: string; id: string },
): string {
  const place = new URL(addressIn(language, `/p/${address}/guides/${guide}`, origin));
  place.searchParams.set('comment', id);
  place.hash = `c-${id}`;
  return place.toString();
}

/** The feed of what is said under a guide of one practice. */
export function conversationFeed(
  where: Where,
  practice: { name: string; address: string },
  comments: readonly ShownComment[],
  /** What the practice calls the guide, where it has words of its own. */
  title = guideTitle(where.language, where.guide),
): string {
  const page = `/p/${practice.address}/guides/${where.guide}`;
  const said = comments.map((one) => ({ ...one, practice: practice.name, address: practice.address }));
  const named = m.comments_feed_title({ guide: title, practice: practice.name }, { locale: where.language });
  return feedOf(where, page, named, said);
}

/** The feed of what is said under a guide at all practices that want to be found. */
export function everywhereFeed(where: Where, comments: readonly Said[]): string {
  const title = m.comments_feed_title_everywhere(
    { guide: guideTitle(where.language, where.guide) },
    { locale: where.language },
  );
  return feedOf(where, `/guides/${where.guide}`, title, comments);
}

function feedOf(where: Where, page: string, title: string, comments: readonly Said[]): string {
  const entries = comments.map((one) => entryOf(where, one));
  return atomOf({
    self: addressIn(where.language, `${page}/feed.atom`, where.origin),
    page: addressIn(where.language, page, where.origin),
    language: where.language,
    title,
    subtitle: m.comments_feed_subtitle({}, { locale: where.language }),
    updated: latestOf(entries, beginning),
    entries,
  });
}

function entryOf(where: Where, one: Said): FeedEntry {
  const said = { locale: where.language };
  const answer =
    one.answer === null ? [] : [`${m.comments_answer_of({ practice: one.practice }, said)}:`, one.answer];
  return {
    id: one.id,
    page: placeOfComment(where, one),
    title: m.comments_entry_title({ kind: kindName(one.kind, where.language), name: one.name }, said),
    author: one.name,
    language: one.language,
    published: one.shownAt,
    updated: latestOf([{ updated: one.shownAt }, { updated: one.answeredAt ?? one.shownAt }], one.shownAt),
    text: [one.text, ...answer].join('\n\n'),
  };
}

/** A feed as it travels. It depends on the language, and a first visitor's is remembered with it. */
export function feedAnswer(feed: string): Response {
  return new Response(feed, {
    headers: {
      'content-type': 'application/atom+xml; charset=utf-8',
      'cache-control': 'private, max-age=300',
      vary: 'accept-language, cookie',
    },
  });
}
