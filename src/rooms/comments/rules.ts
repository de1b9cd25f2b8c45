/** What a visitor can leave under a guide: something they want to know, or what happened to them. */
export const commentKinds = ['question', 'experience'] as const;
export type CommentKind = (typeof commentKinds)[number];

/** `unconfirmed` until its author has opened the mail; then the practice decides. */
export const commentStates = ['unconfirmed', 'waiting', 'shown', 'hidden'] as const;
export type CommentState = (typeof commentStates)[number];

/** Why somebody says that a shown comment should not stand there. */
export const reportReasons = ['spam', 'hurtful', 'private', 'false'] as const;
export type ReportReason = (typeof reportReasons)[number];

/** The parts of the practice's list; what was reported is shown at the same time. */
export const commentParts = ['waiting', 'reported', 'shown', 'hidden'] as const;
export type CommentPart = (typeof commentParts)[number];

/** In characters, and lines of a text: a thousand empty lines would push everybody else off the page. */
export const commentSizes = { name: 60, text: 2000, lines: 60, answer: 3000 } as const;

/** How many stand on one page of a conversation, of the practice's list, and below a guide of the house. */
export const commentsAPage = { conversation: 10, moderation: 10, everywhere: 5, feed: 30 } as const;

/** An address that nobody confirms in this time was not theirs, or they thought better of it. */
export const unconfirmedKeptDays = 3;

/** Where the practice's people can take a comment by hand from where it is. */
export function nextSteps(state: CommentState): readonly ('show' | 'hide')[] {
  if (state === 'waiting') return ['show', 'hide'];
  if (state === 'shown') return ['hide'];
  return state === 'hidden' ? ['show'] : [];
}
