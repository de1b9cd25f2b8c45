/** The rules of this room that others may use, wherever they run. */
export { shownTitle } from './brief.ts';
export { isOverdue } from './clock.ts';
export { formatMinutes } from './measures.ts';
