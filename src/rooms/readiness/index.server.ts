/** What the rest of the house may use of this room on the server. */
import type { Operation } from '#kernel/operation.server.ts';
import * as own from './operations.server.ts';
import * as sharing from './sharing.operations.server.ts';
import { planOperations } from './plan/operations.server.ts';
import { twoViewsOperations } from './two-views/operations.server.ts';
import { editionOperations } from './edition.operations.server.ts';
import { practiceTestOperations } from './practice-test.operations.server.ts';
import { weightsOperations } from './weights.operations.server.ts';

export { forgetAssessment, rememberAssessment, rememberedAssessment } from './cookie.server.ts';
export { askBothSides } from './two-views/asking.server.ts';
export { forgetAbandonedAssessments } from './housekeeping.server.ts';
export { readinessMails, readinessNotifiers } from './mails.server.ts';
export {
  claimAssessment,
  deleteAssessment,
  finishAssessment,
  getAssessment,
  getResult,
  hideResult,
  listOwnAssessments,
  saveAnswers,
  showResult,
  startAssessment,
  startPracticeAssessment,
} from './operations.server.ts';
export {
  assessmentForms,
  assessmentOffer,
  assessmentsOfEngagement,
  copyAtHand,
  shareOnAccepting,
} from './pages.server.ts';
export { activitiesInput, activitiesStep } from './activities-view.server.ts';
export { isCriterion } from './activities.ts';
export { answersCsv } from './answers-csv.server.ts';
export { resultSheet } from './result-sheet.server.ts';
export {
  addQuestion,
  changeAddedQuestion,
  discardEditionDraft,
  editQuestion,
  getEditionDraft,
  listEditions,
  moveAddedQuestion,
  publishEdition,
  removeAddedQuestion,
  restoreEdition,
} from './edition.operations.server.ts';
export { getPracticeTest, getTestOfPractice } from './practice-test.operations.server.ts';
export { addedInput, editionView, previewView, questionInput, versionViews } from './edition-views.server.ts';
export {
  bandView,
  editionOfTaken,
  insteadFor,
  offerView,
  questionCounts,
  requirementName,
  resultView,
  sharedView,
  stepNumber,
  stepView,
  verdictLabel,
} from './views.server.ts';
export { weightsInput, weightsView } from './weights-form.server.ts';
export { getWeights, setWeights } from './weights.operations.server.ts';
export { copySchema, type CopyAtHand } from './wire.ts';

export { latestScoresIn } from './store.server.ts';
export { carryCopy, withdrawAllShared, withdrawShared, exportAnswers } from './sharing.operations.server.ts';
export {
  answerAboutClient,
  compareViews,
  eraseOwnViews,
  listWaitingRounds,
  skipRound,
} from './two-views/operations.server.ts';
export { planForms, planPage } from './plan/pages.server.ts';
export { listWaitingSteps } from './plan/operations.server.ts';
export { sideBySideView, viewForm } from './two-views/view.server.ts';

/** Everything that can be done with self-assessments, in the order of the API's document. */
export const readinessOperations: readonly Operation[] = [
  own.startAssessment,
  own.startPracticeAssessment,
  own.getAssessment,
  own.saveAnswers,
  own.finishAssessment,
  own.getResult,
  own.showResult,
  own.hideResult,
  own.deleteAssessment,
  own.claimAssessment,
  own.listOwnAssessments,
  sharing.shareAssessment,
  sharing.listShared,
  sharing.exportAnswers,
  sharing.withdrawShared,
  sharing.withdrawAllShared,
  ...twoViewsOperations,
  ...planOperations,
  ...weightsOperations,
  ...editionOperations,
  ...practiceTestOperations,
];
