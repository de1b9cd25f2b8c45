/** The rules of this room that others may use, wherever they run. */
export { shownTitle } from './brief.ts';
export type { ClarityField, MissingField } from './clarity.ts';
export { isOverdue } from './clock.ts';
export { formatMinutes } from './measures.ts';
export { fieldKey, missingKey } from './words.ts';
