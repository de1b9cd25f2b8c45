/** The public guides in the order in which they are read: whether it is for me, then the seven requirements. */
export const GUIDE_SLUGS = [
  'is-it-for-me',
  'technology',
  'communication',
  'delegation',
  'trust',
  'supervision',
  'systems',
  'teamwork',
] as const;
export type GuideSlug = (typeof GUIDE_SLUGS)[number];

export function isGuideSlug(slug: string): slug is GuideSlug {
  return (GUIDE_SLUGS as readonly string[]).includes(slug);
}

/** Which of the seven requirements a guide is about, from 1; null for the guide that comes before them. */
export function requirementNumber(slug: GuideSlug): number | null {
  return GUIDE_SLUGS.indexOf(slug) || null;
}
