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

/** What schema.org calls a guide: `by` the house, or the practice whose own text it is, and of when that is. */
export function article(
  guide: { title: string; description: string; words: number; minutes: number },
  about: {
    address: string;
    language: string;
    origin: string;
    by?: { name: string; url: string };
    revisedAt?: string;
  },
) {
  const { address, language, origin, revisedAt } = about;
  const by = about.by ?? { name: app_name(), url: new URL('/', origin).toString() };
  const publisher = { '@type': 'Organization', ...by };
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
    ...(revisedAt ? { dateModified: revisedAt } : {}),
    author: publisher,
    publisher,
  };
}
