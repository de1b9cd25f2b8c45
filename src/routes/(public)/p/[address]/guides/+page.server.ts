import { loadFor } from '#kernel/web/form.server.ts';
import { countConversations } from '#rooms/comments/index.server.ts';
import { openPracticePage } from '#rooms/front/index.server.ts';
import { listGuides, listPracticeGuides } from '#rooms/guides/index.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { address } = event.params;
  const { locale: language } = event.locals;
  const { name, isListed } = await openPracticePage(event);
  const { counts } = await loadFor(event, countConversations, { address, language });
  const { guides: own } = await loadFor(event, listPracticeGuides, { address, language });
  return {
    practice: { name, address, isListed },
    guides: listGuides(language).map((house) => {
      const edition = own.find(({ guide }) => guide === house.slug);
      const { title, description, minutes } = edition ?? house;
      return {
        ...{ slug: house.slug, title, description, minutes },
        isOwn: edition !== undefined,
        count: counts.find(({ guide }) => guide === house.slug)?.count ?? 0,
      };
    }),
  };
};
