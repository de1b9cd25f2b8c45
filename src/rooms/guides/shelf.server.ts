import type { Locale } from '#kernel/text.ts';
import { GUIDE_SLUGS, isGuideSlug, requirementNumber, type GuideSlug } from './guides.ts';
import { readManuscript, type Guide } from './manuscript.server.ts';

const read = new Map<string, Guide>();

/** A guide in one language, read once. Throws where its text is missing. */
function guideIn(locale: Locale, slug: GuideSlug): Guide {
  const name = `./texts/${slug}.${locale}.md`;
  const known = read.get(name);
  if (known) return known;
  // Vite puts the texts into the build; within the function, so that this file also loads without Vite.
  const manuscripts = import.meta.glob<string>('./texts/*.md', {
    query: '?raw',
    import: 'default',
    eager: true,
  });
  const manuscript = manuscripts[name];
  if (!manuscript) throw new Error(`There is no ${name}`);
  const guide = readManuscript(manuscript);
  read.set(name, guide);
  return guide;
}

const listing = (locale: Locale, slug: GuideSlug) => {
  const { title, description, minutes } = guideIn(locale, slug);
  return { slug, number: requirementNumber(slug), title, description, minutes };
};
export type ListedGuide = ReturnType<typeof listing>;

/** All guides in the order in which they are read. */
export function listGuides(locale: Locale): ListedGuide[] {
  return GUIDE_SLUGS.map((slug) => listing(locale, slug));
}

/** What a guide is called. */
export function guideTitle(locale: Locale, slug: GuideSlug): string {
  return guideIn(locale, slug).title;
}

/** A guide as its page shows it, with those before and after it; null where there is none of that name. */
export function openGuide(locale: Locale, slug: string) {
  if (!isGuideSlug(slug)) return null;
  const at = GUIDE_SLUGS.indexOf(slug);
  const [before, after] = [GUIDE_SLUGS[at - 1], GUIDE_SLUGS[at + 1]];
  return {
    slug,
    number: requirementNumber(slug),
    ...guideIn(locale, slug),
    before: before ? listing(locale, before) : null,
    after: after ? listing(locale, after) : null,
  };
}
