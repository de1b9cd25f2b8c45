/** What can be done with briefs, by idea; see operations/. */
export { deliverBrief, acceptDelivery, requestChanges } from './operations/deliveries.server.ts';
export { agreeDate, promiseBrief, proposeDate, refuseDate } from './operations/dates.server.ts';
export {
  duplicateBrief,
  returnToDraft,
  saveDraft,
  sendBrief,
  startBrief,
} from './operations/drafts.server.ts';
export { archiveBrief, declineBrief, restoreBrief, withdrawBrief } from './operations/endings.server.ts';
export { attachFile, getFile, listFiles, removeFile } from './operations/files.server.ts';
export { getHome, listBriefs } from './operations/lists.server.ts';
export { postMessage } from './operations/messages.server.ts';
export { getBrief } from './operations/page.server.ts';
export { answerQuestion, askQuestions, withdrawQuestion } from './operations/questions.server.ts';
export { confirmTeachBack, correctTeachBack, writeTeachBack } from './operations/teach-backs.server.ts';
