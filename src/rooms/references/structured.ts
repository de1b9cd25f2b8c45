import type { ShownReference } from './showing.operations.server.ts';

/**
 * What schema.org calls references: a Review each, as `review` of whom it is about. Nobody gave a number, so that there is
 * no rating. Whoever is shown without a name has what they do in its place.
 */
export function structuredReviews(references: readonly ShownReference[]): object[] {
  return references.map(({ text, name, role, business, language, month }) => ({
    '@type': 'Review',
    reviewBody: text,
    inLanguage: language,
    // A date of reduced precision (ISO 8601).
    datePublished: month,
    author: {
      '@type': 'Person',
      name: name ?? role,
      ...(name !== null && role && { jobTitle: role }),
      ...(business && { worksFor: { '@type': 'Organization', name: business } }),
    },
  }));
}
