/** What the rest of the house may use of this room on the server. */
export { conversationFeed, everywhereFeed, feedAnswer } from './feeds.server.ts';
export { challengeFor, countComment, countReport, proofBits } from './form.server.ts';
export { forgetUnconfirmedComments } from './housekeeping.server.ts';
export { commentMails, commentNotifiers } from './mails.server.ts';
export {
  answerComment,
  countComments,
  eraseComment,
  hideComment,
  keepComment,
  listComments,
  moderationOperations,
  removeAnswer,
  showComment,
} from './moderation.operations.server.ts';
export {
  confirmOwnComment,
  countConversations,
  readConversation,
  readEverywhere,
  readOwnComment,
  reportComment,
  takeBackComment,
  visitorOperations,
  writeComment,
} from './visitors.operations.server.ts';
