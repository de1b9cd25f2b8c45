import { loadFor } from '#kernel/web/form.server.ts';
import { shownTo } from '#rooms/front/directory.ts';
import { findPractices, languageName, pageView } from '#rooms/front/index.server.ts';
import { spokenLanguages } from '#rooms/front/practice-page.ts';
import { pageIn } from '#ui/url.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { searchParams } = event.url;
  const asked = (name: string) => searchParams.get(name)?.slice(0, 100) || undefined;
  const spoken = spokenLanguages.find((one) => one === asked('spoken'));
  const free = (['now', 'soon'] as const).find((one) => one === asked('free'));
  const page = pageIn(event.url);
  const wanted = { words: asked('q'), region: asked('region')?.slice(0, 40), spoken, free };
  const found = await loadFor(event, findPractices, { ...wanted, page });
  const { locale, house } = event.locals;
  const now = house.ground.now();
  return {
    ...{ wanted, page, total: found.total, pages: found.pages, regions: found.regions },
    isNarrowed: Object.values(wanted).some(Boolean),
    spoken: spokenLanguages.map((value) => ({ value, label: languageName(value, locale) })),
    practices: found.practices.flatMap((practice) => {
      const shown = shownTo(practice, locale);
      if (!shown) return [];
      const { name, headline, services, facts } = pageView(practice, shown.language, now);
      return [
        {
          address: practice.address,
          language: shown.language,
          name,
          headline,
          facts,
          services: services.slice(0, 4),
        },
      ];
    }),
  };
};
