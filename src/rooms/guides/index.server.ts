/** What the rest of the house may use of this room on the server. */
import type { Operation } from '#kernel/operation.server.ts';
import { guideEditionOperations } from './editions.operations.server.ts';
import { publicGuideOperations } from './public.operations.server.ts';

export {
  discardGuideDraft,
  getOwnGuide,
  listGuideVersions,
  listOwnGuides,
  publishGuide,
  readGuideVersion,
  restoreGuideVersion,
  saveGuideDraft,
  withdrawGuide,
} from './editions.operations.server.ts';
export {
  listGuideEditions,
  listPracticeGuides,
  ownTitles,
  readPracticeGuide,
} from './public.operations.server.ts';
export { guideAsWritten, guideTitle, listGuides, openGuide } from './shelf.server.ts';
export { comparisonView, ownGuide, ownGuideRows } from './editions-views.server.ts';

export const guideOperations: readonly Operation[] = [...guideEditionOperations, ...publicGuideOperations];
