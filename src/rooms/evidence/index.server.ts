/** What the rest of the house may use of this room on the server. */
import type { Operation } from '#kernel/operation.server.ts';
import { practiceEvidenceOperations } from './evidence.operations.server.ts';
import { pulseOperations } from './pulse.operations.server.ts';

export { getEvidence, shareEvidence } from './evidence.operations.server.ts';
export { pulseForms, pulseOfEngagement } from './pages.server.ts';
export { refreshPooledEvidence } from './pooling.server.ts';
export { evidenceView } from './view.server.ts';

export const evidenceOperations: readonly Operation[] = [...pulseOperations, ...practiceEvidenceOperations];
