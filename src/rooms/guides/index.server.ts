/** What the rest of the house may use of the guides. */
export { GUIDE_SLUGS, isGuideSlug, type GuideSlug } from './guides.ts';
export { guideTitle, listGuides, openGuide } from './shelf.server.ts';
