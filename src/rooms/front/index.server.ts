/** What the rest of the house may use of this room on the server. */
export {
  findPractices,
  getPracticePage,
  listPracticePages,
  pageOperations,
  publishPracticePage,
  savePracticePage,
  withdrawPracticePage,
} from './page.operations.server.ts';
export { announcedHours } from './page.store.server.ts';
export { openPracticePage } from './open-page.server.ts';
export { pageChoices, pageFields, pageInput, type PageFields } from './page-form.server.ts';
export { publishedPageAt } from './page.store.server.ts';
export { languageName, pageView, type PageView } from './page-view.server.ts';
export { carryAnswers, frontMails, frontNotifiers, wishName } from './prospects.mails.server.ts';
export {
  askPractice,
  eraseAsked,
  eraseProspect,
  getProspect,
  listProspects,
  moveProspect,
  noteProspect,
  prospectOperations,
  readAsked,
  removeProspectNote,
  winProspect,
} from './prospects.operations.server.ts';
export { kindNo, lostName, stateName } from './prospect-view.server.ts';
