/** What the rest of the house may use of this room on the server. */
import type { Operation } from '#kernel/operation.server.ts';
import { getRelationship } from './operations.server.ts';

export { getRelationship } from './operations.server.ts';
export { relationshipPage } from './views.server.ts';

/** Everything that can be done in this room, in the order of the API's document. */
export const relationshipOperations: readonly Operation[] = [getRelationship];
