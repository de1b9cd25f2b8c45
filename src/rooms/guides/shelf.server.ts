import type { Locale } from '#kernel/text.ts';
import type { EditionWords } from './editions.ts';
import { GUIDE_SLUGS, isGuideSlug, requirementNumber, type GuideSlug } from './guides.ts';
import { partsOf, readManuscript, type Guide } from './manuscript.server.ts';

const read = new Map<string, Guide>();

/** A guide in one language, read once. Throws where its text is missing. */
function guideIn(locale: Locale, slug: GuideSlug): Guide {
  const name = `${slug}.${locale}`;
  const guide = read.get(name) ?? readManuscript(manuscriptOf(locale, slug));
  read.set(name, guide);
  return guide;
}

function manuscriptOf(locale: Locale, slug: GuideSlug): string {
  // Vite puts the texts into the build; within the function, so that this file also loads without Vite.
  const manuscripts = import.meta.glob<string>('./texts/*.md', {
    query: '?raw',
    import: 'default',
    eager: true,
  });
  const name = `./texts/${slug}.${locale}.md`;
  const manuscript = manuscripts[name];
  if (!manuscript) throw new Error(`There is no ${name}`);
  return manuscript;
}

/** Delega's text of a guide as it was written, for whoever begins with it. */
export function guideAsWritten(locale: Locale, slug: GuideSlug): EditionWords {
  return partsOf(manuscriptOf(locale, slug));
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

// Of the five sections of each of Delega's guides.
const EXERCISE = 3;

/** A guide as its page shows it, with those before and after it; null where there is none of that name. */
export function openGuide(locale: Locale, slug: string) {
  if (!isGuideSlug(slug)) return null;
  const at = GUIDE_SLUGS.indexOf(slug);
  const [before, after] = [GUIDE_SLUGS[at - 1], GUIDE_SLUGS[at + 1]];
  return {
    slug,
    number: requirementNumber(slug),
    ...guideIn(locale, slug),
    exercise: EXERCISE,
    before: before ? listing(locale, before) : null,
    after: after ? listing(locale, after) : null,
  };
}
