import { error } from '@sveltejs/kit';
import { forbidden } from '#kernel/errors.ts';
import { loadFor } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import { refusalText } from '#kernel/web/texts.server.ts';
import { prospectParts, type ProspectPart } from '#rooms/front/prospects.ts';
import { getPracticePage, listProspects, lostName, stateName, wishName } from '#rooms/front/index.server.ts';
import { verdictLabel } from '#rooms/readiness/index.server.ts';
import { pageIn } from '#ui/url.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { place } = await event.parent();
  if (!place.isOwner) error(403, refusalText(forbidden()));
  const { workspace } = event.params;
  const { searchParams } = event.url;
  const wished = searchParams.get('show') ?? '';
  // Its own keys and no others.
  const part = Object.hasOwn(prospectParts, wished) ? (wished as ProspectPart) : 'open';
  const page = pageIn(event.url);
  const { prospects, ...list } = await loadFor(event, listProspects, { workspace, part, page });
  const isEmpty = Object.values(list.counts).every((count) => count === 0);
  const { locale } = event.locals;
  return {
    ...list,
    part,
    page,
    locale,
    timeZone: personHere(event).timeZone,
    prospects: prospects.map(({ id, name, askedAt, state, lostWhy, wish, verdict }) => ({
      ...{ id, name, askedAt, state },
      wish: wishName(wish, locale),
      stateName: stateName(state, locale),
      why: lostWhy && lostName(lostWhy, locale),
      verdict: verdict && verdictLabel(verdict, locale),
    })),
    isEmpty,
    isPublished: isEmpty
      ? (await loadFor(event, getPracticePage, { workspace })).page?.publishedAt != null
      : true,
  };
};
