import { stateAfter, overtakenBy, type BriefAction } from './rules.ts';
import { rolesAwaited, waitsFor } from './waiting.ts';
import type { BriefState } from './brief.ts';
import type { KeptClock } from './clock.ts';
import type { DateProposal } from './conditions.ts';

/** Where a brief stands between two actions: its state, and what lies open on it. */
export type BriefStanding = {
  readonly state: BriefState;
  readonly isArchived: boolean;
  readonly questionsAsked: number;
  readonly openQuestions: number;
  readonly openTeachBack: string | null;
  /** The latest proposal without an answer, expired or not. */
  readonly proposal: DateProposal | null;
  readonly openDelivery: string | null;
  /** Only of a promise that stands: null in every state but `promised`. */
  readonly clock: KeptClock | null;
};

/** A brief at its very beginning. */
export const freshStanding: BriefStanding = {
  state: 'draft',
  isArchived: false,
  questionsAsked: 0,
  openQuestions: 0,
  openTeachBack: null,
  proposal: null,
  openDelivery: null,
  clock: null,
};

/** How a brief stands after an allowed action: its state moves on, what it overtakes ends, and the given changes apply. */
export function standingAfter(
  action: BriefAction,
  before: BriefStanding,
  changes: Partial<Omit<BriefStanding, 'state'>> = {},
): BriefStanding {
  const overtaken = overtakenBy(action);
  const state = stateAfter(action, before.state);
  const after = {
    ...before,
    ...(overtaken.proposal && { proposal: null }),
    ...(overtaken.teachBack && { openTeachBack: null }),
    ...changes,
    state,
  };
  return { ...after, clock: state === 'promised' ? after.clock : null };
}

/**
 * Whose turn it is, as it is kept with the brief: `client` is anybody on that side, `principal` a decision.
 * From `until` on, the date of a proposal that nobody answered, it is the assistant's turn again.
 */
export type Turn = {
  readonly awaits: 'assistant' | 'client' | 'principal' | 'nobody';
  readonly until: Temporal.Instant | null;
};

/** Whose turn it is now, for lists and counts: the same as `waitsFor` and `rolesAwaited` say. */
export function turnOf(standing: BriefStanding, now: Temporal.Instant): Turn {
  const waiting = waitsFor(waitingFacts(standing), now);
  const roles = rolesAwaited(waiting);
  const until = waiting.why === 'agree_date' ? (standing.proposal?.by ?? null) : null;
  if (waiting.who !== 'client') return { awaits: waiting.who, until };
  return { awaits: roles.includes('member') ? 'client' : 'principal', until };
}

/** What `waitsFor` asks of a standing. */
export const waitingFacts = (standing: BriefStanding) => ({
  stage: { state: standing.state },
  isArchived: standing.isArchived,
  openQuestions: standing.openQuestions,
  hasOpenTeachBack: standing.openTeachBack !== null,
  proposal: standing.proposal,
});
