import { loadFor } from '#kernel/web/form.server.ts';
import { countConversations } from '#rooms/comments/index.server.ts';
import { openPracticePage } from '#rooms/front/index.server.ts';
import { listGuides } from '#rooms/guides/index.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { address } = event.params;
  const { locale: language } = event.locals;
  const { name, isListed } = await openPracticePage(event);
  const { counts } = await loadFor(event, countConversations, { address, language });
  return {
    practice: { name, address, isListed },
    guides: listGuides(language).map((guide) => ({
      ...guide,
      count: counts.find((one) => one.guide === guide.slug)?.count ?? 0,
    })),
  };
};
