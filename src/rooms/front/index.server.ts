/** What the rest of the house may use of this room on the server. */
export {
  getPracticePage,
  listPracticePages,
  pageOperations,
  publishPracticePage,
  readPracticePage,
  savePracticePage,
  withdrawPracticePage,
} from './page.operations.server.ts';
export { pageChoices, pageFields, pageInput, type PageFields } from './page-form.server.ts';
export { pageView, type PageView } from './page-view.server.ts';
