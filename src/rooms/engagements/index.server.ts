export * from './clients.operations.server.ts';
export {
  endEngagement,
  removeRenewal,
  renewEngagement,
  resumeEngagement,
} from './course.operations.server.ts';
export * from './engagements.operations.server.ts';
export { endingReasonNames } from './ending-names.svelte.ts';
