/** What the rest of the house may use of the guides, in a browser too. */
export { GUIDE_SLUGS, isGuideSlug, type GuideSlug } from './guides.ts';
