/** What the rest of the house may use of this room on the server. */
import type { Operation } from '#kernel/operation.server.ts';
import * as all from './operations.server.ts';

export { maySeeBrief } from './access.server.ts';
export { opensInline } from './files.ts';
export { delegationMails } from './mails.server.ts';
export { delegationNotifiers } from './notifiers.server.ts';
export * from './operations.server.ts';
export { receiveFiles, takeFile, type Received } from './uploads.server.ts';

/** Everything that can be done with briefs, in the order of the API's document. */
export const delegationOperations: readonly Operation[] = [
  all.getHome,
  all.listBriefs,
  all.startBrief,
  all.getBrief,
  all.saveDraft,
  all.sendBrief,
  all.returnToDraft,
  all.duplicateBrief,
  all.askQuestions,
  all.answerQuestion,
  all.withdrawQuestion,
  all.writeTeachBack,
  all.confirmTeachBack,
  all.correctTeachBack,
  all.promiseBrief,
  all.proposeDate,
  all.agreeDate,
  all.refuseDate,
  all.declineBrief,
  all.deliverBrief,
  all.acceptDelivery,
  all.requestChanges,
  all.withdrawBrief,
  all.archiveBrief,
  all.restoreBrief,
  all.postMessage,
  all.listFiles,
  all.getFile,
  all.attachFile,
  all.removeFile,
];
