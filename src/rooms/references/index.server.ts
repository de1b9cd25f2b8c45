/** What the rest of the house may use of this room on the server. */
import type { Operation } from '#kernel/operation.server.ts';
import { askingOperations } from './asking.operations.server.ts';
import { showingOperations } from './showing.operations.server.ts';
import { writingOperations } from './writing.operations.server.ts';

export { referenceMails, referenceNotifiers } from './mails.server.ts';
export { ownReferenceAbout, referenceForms, whoCanBeAsked } from './pages.server.ts';
export {
  hideReference,
  listReferences,
  moveReference,
  readReferences,
  showReference,
} from './showing.operations.server.ts';
export {
  declineReference,
  getOwnReference,
  listOwnReferences,
  publishReference,
  readLinkedReference,
  saveReferenceDraft,
  withdrawLinkedReference,
  withdrawReference,
} from './writing.operations.server.ts';

export const referenceOperations: readonly Operation[] = [
  ...askingOperations,
  ...writingOperations,
  ...showingOperations,
];
