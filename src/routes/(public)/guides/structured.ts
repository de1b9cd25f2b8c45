import { app_name } from '#messages';

/** What schema.org calls the way to a page: names and addresses, from the front page on. */
export function breadcrumbs(steps: readonly (readonly [name: string, address: string])[]) {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: steps.map(([name, item], index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name,
      item,
    })),
  };
}

/** What schema.org calls a guide. */
export function article(
  guide: { title: string; description: string; words: number; minutes: number },
  { address, language, origin }: { address: string; language: string; origin: string },
) {
  const publisher = { '@type': 'Organization', name: app_name(), url: new URL('/', origin) };
  return {
    '@type': 'Article',
    headline: guide.title,
    description: guide.description,
    inLanguage: language,
    url: address,
    mainEntityOfPage: address,
    wordCount: guide.words,
    timeRequired: `PT${guide.minutes}M`,
    isAccessibleForFree: true,
    author: publisher,
    publisher,
  };
}
