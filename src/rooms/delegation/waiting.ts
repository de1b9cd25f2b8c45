import type { EngagementRole } from '#kernel/actor.ts';
import type { BriefStage } from './brief.ts';
import { isProposalOpen, type DateProposal } from './conditions.ts';

/** What decides who is awaited: where the brief stands and what lies open on it. */
export type WaitingFacts = {
  readonly stage: Pick<BriefStage, 'state'>;
  readonly isArchived: boolean;
  readonly openQuestions: number;
  readonly hasOpenTeachBack: boolean;
  /** The latest proposal without an answer, or null. */
  readonly proposal: DateProposal | null;
};

export const clientIsAwaitedTo = [
  'send',
  'answer_questions',
  'confirm_teach_back',
  'agree_date',
  'review_delivery',
] as const;
export const assistantIsAwaitedTo = ['say_it_back', 'promise', 'deliver', 'rework'] as const;
export const nobodyIsAwaitedBecause = ['accepted', 'declined', 'withdrawn', 'archived'] as const;

/** Who must act next, and for what. */
export type Waiting =
  | { readonly who: 'client'; readonly why: (typeof clientIsAwaitedTo)[number] }
  | { readonly who: 'assistant'; readonly why: (typeof assistantIsAwaitedTo)[number] }
  | { readonly who: 'nobody'; readonly why: (typeof nobodyIsAwaitedBecause)[number] };

/**
 * Who must act next on a brief, and for what. An open question comes before everything else while the
 * assistant works, since the promise's clock stands until it is answered; a delivery is reviewed first.
 * A proposed date that has passed awaits nobody: the assistant is to name another or deliver.
 */
export function waitsFor(brief: WaitingFacts, now: Temporal.Instant): Waiting {
  if (brief.isArchived) return { who: 'nobody', why: 'archived' };
  const asksClient = clientIsAskedFor(brief, now);
  switch (brief.stage.state) {
    case 'draft':
      return { who: 'client', why: 'send' };
    case 'sent':
      return asksClient ?? { who: 'assistant', why: 'say_it_back' };
    case 'understood':
      return asksClient ?? { who: 'assistant', why: 'promise' };
    case 'promised':
      return asksClient ?? { who: 'assistant', why: 'deliver' };
    case 'changes_requested':
      return asksClient ?? { who: 'assistant', why: 'rework' };
    case 'delivered':
      return { who: 'client', why: 'review_delivery' };
    case 'accepted':
    case 'declined':
    case 'withdrawn':
      return { who: 'nobody', why: brief.stage.state };
  }
}

/** Whose home page and mail it belongs to: a decision waits for the principal alone. */
export function rolesAwaited(waiting: Waiting): readonly EngagementRole[] {
  if (waiting.who === 'nobody') return [];
  if (waiting.who === 'assistant') return ['assistant'];
  const isDecision = waiting.why === 'agree_date' || waiting.why === 'review_delivery';
  return isDecision ? ['principal'] : ['principal', 'member'];
}

function clientIsAskedFor(brief: WaitingFacts, now: Temporal.Instant): Waiting | null {
  if (brief.openQuestions > 0) return { who: 'client', why: 'answer_questions' };
  if (brief.stage.state === 'sent') {
    return brief.hasOpenTeachBack ? { who: 'client', why: 'confirm_teach_back' } : null;
  }
  return brief.proposal && isProposalOpen(brief.proposal, now) ? { who: 'client', why: 'agree_date' } : null;
}
