/** What the rest of the house may use of the guides. */
export { GUIDE_SLUGS } from './guides.ts';
export { listGuides, openGuide } from './shelf.server.ts';
