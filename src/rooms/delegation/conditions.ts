import { briefSizes, isBlank, type BriefField, type DoneCriterion } from './brief.ts';
import { missingForClarity, type ClarityFacts } from './clarity.ts';

/**
 * What an action needs beyond the table of states and roles. Each rule answers with all that is in the way,
 * and an empty list when nothing is. `field` names the input to show it at; null concerns the brief itself.
 */
export type Obstacle = { readonly field: ObstacleField | null; readonly code: ObstacleCode };

export type ObstacleField =
  BriefField | 'by' | 'reason' | 'question' | 'answer' | 'teachBack' | 'correction' | 'note' | 'criteria';

export const obstacleCodes = [
  'required',
  'in_the_past',
  'later_than_wished',
  'too_many_questions',
  'question_closed',
  'questions_open',
  'no_open_teach_back',
  'proposal_open',
  'no_open_proposal',
  'nothing_delivered',
  'no_open_delivery',
  'nothing_to_change',
  'unknown_criterion',
] as const;
export type ObstacleCode = (typeof obstacleCodes)[number];

/** A date the assistant put forward and nobody has answered. */
export type DateProposal = { readonly id: string; readonly by: Temporal.Instant };

/** A proposal can be answered until its own date has passed; then another may be made. */
export const isProposalOpen = (proposal: DateProposal, now: Temporal.Instant): boolean =>
  isAfter(proposal.by, now);

/** Sending needs an outcome, one done-criterion and a wished date in the future: `required`, `in_the_past`. */
export function whyNotSend(brief: ClarityFacts, now: Temporal.Instant): readonly Obstacle[] {
  const missing = missingForClarity(brief)
    .filter(({ level }) => level === 'required')
    .map(({ field }): Obstacle => ({ field, code: 'required' }));
  const isLate = brief.wishedBy !== null && !isAfter(brief.wishedBy, now);
  return isLate ? [...missing, { field: 'wishedBy', code: 'in_the_past' }] : missing;
}

/** A question needs words, and a brief with `briefSizes.questions` of them needs a talk: `too_many_questions`. */
export function whyNotAsk({
  question,
  askedSoFar,
}: {
  question: string;
  askedSoFar: number;
}): readonly Obstacle[] {
  if (askedSoFar >= briefSizes.questions) return [{ field: null, code: 'too_many_questions' }];
  return needed('question', question);
}

/** An answer needs words and a question that is still open: `question_closed`. */
export function whyNotAnswer({ answer, isOpen }: { answer: string; isOpen: boolean }): readonly Obstacle[] {
  return isOpen ? needed('answer', answer) : whyNotWithdrawQuestion({ isOpen });
}

/** Only an open question can be taken back: `question_closed`. */
export const whyNotWithdrawQuestion = ({ isOpen }: { isOpen: boolean }): readonly Obstacle[] =>
  isOpen ? [] : [{ field: null, code: 'question_closed' }];

/** A teach-back needs words. A new one takes the place of one that is still open. */
export const whyNotWriteTeachBack = (teachBack: string): readonly Obstacle[] =>
  needed('teachBack', teachBack);

/**
 * The client confirms exactly the words they read: the teach-back with this id must be the open one,
 * not one that was corrected or replaced meanwhile (`no_open_teach_back`).
 */
export const whyNotConfirmTeachBack = (teachBackId: string, openId: string | null): readonly Obstacle[] =>
  teachBackId === openId ? [] : [{ field: null, code: 'no_open_teach_back' }];

/** A correction says what was understood otherwise, about the open teach-back. */
export function whyNotCorrectTeachBack(
  teachBackId: string,
  openId: string | null,
  correction: string,
): readonly Obstacle[] {
  const closed = whyNotConfirmTeachBack(teachBackId, openId);
  return closed.length > 0 ? closed : needed('correction', correction);
}

/**
 * A promise lies in the future (`in_the_past`) and not after the client's wish (`later_than_wished`: propose
 * that date instead), unless the wish has passed already and can't be met by anybody.
 */
export function whyNotPromise(
  { by, wishedBy }: { by: Temporal.Instant; wishedBy: Temporal.Instant | null },
  now: Temporal.Instant,
): readonly Obstacle[] {
  if (!isAfter(by, now)) return [{ field: 'by', code: 'in_the_past' }];
  const wishStands = wishedBy !== null && isAfter(wishedBy, now);
  return wishStands && isAfter(by, wishedBy) ? [{ field: 'by', code: 'later_than_wished' }] : [];
}

/** Another date needs a moment in the future and a reason, and no proposal still open (`proposal_open`). */
export function whyNotProposeDate(
  { by, reason, earlier }: { by: Temporal.Instant; reason: string; earlier: DateProposal | null },
  now: Temporal.Instant,
): readonly Obstacle[] {
  if (earlier && isProposalOpen(earlier, now)) return [{ field: null, code: 'proposal_open' }];
  const late: readonly Obstacle[] = isAfter(by, now) ? [] : [{ field: 'by', code: 'in_the_past' }];
  return [...late, ...needed('reason', reason)];
}

/** Agreeing, or refusing, answers exactly the date that was read: `no_open_proposal` once it changed or passed. */
export function whyNotAnswerProposal(
  proposalId: string,
  latest: DateProposal | null,
  now: Temporal.Instant,
): readonly Obstacle[] {
  const isOpen = latest !== null && latest.id === proposalId && isProposalOpen(latest, now);
  return isOpen ? [] : [{ field: null, code: 'no_open_proposal' }];
}

/** Declining needs a reason: the client has to look elsewhere and should know why. */
export const whyNotDecline = (reason: string): readonly Obstacle[] => needed('reason', reason);

/** A delivery holds a note or a file (`nothing_delivered`), and no question is left open (`questions_open`). */
export function whyNotDeliver({
  note,
  fileCount,
  openQuestions,
}: {
  note: string;
  fileCount: number;
  openQuestions: number;
}): readonly Obstacle[] {
  if (openQuestions > 0) return [{ field: null, code: 'questions_open' }];
  return isBlank(note) && fileCount === 0 ? [{ field: 'note', code: 'nothing_delivered' }] : [];
}

/** Accepting, or requesting changes, judges exactly the delivery that was looked at: `no_open_delivery`. */
export const whyNotJudge = (deliveryId: string, openId: string | null): readonly Obstacle[] =>
  deliveryId === openId ? [] : [{ field: null, code: 'no_open_delivery' }];

/** Whether a criterion was met, by its id. One that was left out was not judged. */
export type Verdicts = Readonly<Record<string, boolean>>;

/** Accepting may judge the brief's own criteria and no others: `unknown_criterion`. */
export const whyNotAccept = (
  verdicts: Verdicts,
  doneCriteria: readonly DoneCriterion[],
): readonly Obstacle[] => knownCriteria(Object.keys(verdicts), doneCriteria);

/** The criteria that were judged and not met: accepted all the same, and on record. */
export const unmetCriteria = (
  verdicts: Verdicts,
  doneCriteria: readonly DoneCriterion[],
): readonly DoneCriterion[] => doneCriteria.filter(({ id }) => Object.hasOwn(verdicts, id) && !verdicts[id]);

/** Requesting changes points at a criterion or says in words what to change: `nothing_to_change`. */
export function whyNotRequestChanges(
  { criteria, reason }: { criteria: readonly string[]; reason: string },
  doneCriteria: readonly DoneCriterion[],
): readonly Obstacle[] {
  if (criteria.length === 0 && isBlank(reason)) return [{ field: 'reason', code: 'nothing_to_change' }];
  return knownCriteria(criteria, doneCriteria);
}

const isAfter = (one: Temporal.Instant, other: Temporal.Instant): boolean =>
  Temporal.Instant.compare(one, other) > 0;

const needed = (field: ObstacleField, text: string): readonly Obstacle[] =>
  isBlank(text) ? [{ field, code: 'required' }] : [];

function knownCriteria(ids: readonly string[], doneCriteria: readonly DoneCriterion[]): readonly Obstacle[] {
  const known = new Set(doneCriteria.map(({ id }) => id));
  return ids.every((id) => known.has(id)) ? [] : [{ field: 'criteria', code: 'unknown_criterion' }];
}
