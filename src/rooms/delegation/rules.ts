import type { EngagementRole } from '#kernel/actor.ts';
import { briefStates, type BriefState } from './brief.ts';

/**
 * Who acts on a brief: an assistant of the engagement (or an owner of the workspace), the client's
 * principal, who decides, or a member of the client's team, who delegates and talks.
 */
export const briefRoles = ['assistant', 'principal', 'member'] as const satisfies readonly EngagementRole[];

const everyone = briefRoles;
const assistant = ['assistant'] as const satisfies readonly EngagementRole[];
const client = ['principal', 'member'] as const satisfies readonly EngagementRole[];
const principal = ['principal'] as const satisfies readonly EngagementRole[];

/** States that nothing leads out of. */
export const finishedStates = ['accepted', 'declined', 'withdrawn'] as const satisfies readonly BriefState[];

/** Sent and not finished: the brief is in the assistant's hands or in review. */
const atWork = ['sent', 'understood', 'promised', 'delivered', 'changes_requested'] as const;

/** The assistant knows what to do and owes a date or a delivery. */
const owed = ['understood', 'promised', 'changes_requested'] as const;

type Grants = Partial<Record<BriefState, readonly EngagementRole[]>>;

const during = (states: readonly BriefState[], roles: readonly EngagementRole[]): Grants =>
  Object.fromEntries(states.map((state) => [state, roles]));

const shelving: Grants = {
  ...during(['draft'], everyone),
  ...during(finishedStates, ['assistant', 'principal']),
};

/**
 * The one table: for each action, in which states which roles may do it.
 * Not allowed anywhere below means refused. What else an action needs (a date, a reason, an open
 * question …) is in conditions.ts.
 */
const table = {
  editDraft: during(['draft'], everyone),
  sendBrief: during(['draft'], client),
  returnToDraft: during(['sent'], client),
  askQuestion: during(atWork, assistant),
  answerQuestion: during(atWork, client),
  withdrawQuestion: during(atWork, assistant),
  writeTeachBack: during(['sent'], assistant),
  confirmTeachBack: during(['sent'], client),
  correctTeachBack: during(['sent'], client),
  promiseBrief: during(['understood', 'changes_requested'], assistant),
  proposeDate: during(owed, assistant),
  agreeDate: during(owed, principal),
  refuseDate: during(owed, principal),
  declineBrief: during(['sent', 'understood'], assistant),
  deliverBrief: during(['promised', 'changes_requested'], assistant),
  acceptDelivery: during(['delivered'], principal),
  requestChanges: during(['delivered'], principal),
  withdrawBrief: during(['sent', ...owed], principal),
  archiveBrief: shelving,
  restoreBrief: shelving,
  postMessage: during(briefStates, everyone),
  attachFile: during(['draft', ...atWork], everyone),
} as const satisfies Record<string, Grants>;

export type BriefAction = keyof typeof table;

// Object.keys forgets the key type; the table above is its source.
export const briefActions = Object.keys(table) as readonly BriefAction[];

/** The roles that may do it in some state: for the permission table. */
export const rolesThatMay = (action: BriefAction): readonly EngagementRole[] =>
  briefRoles.filter((role) =>
    Object.values<readonly EngagementRole[]>(table[action]).some((roles) => roles.includes(role)),
  );

const leadsTo: Partial<Record<BriefAction, BriefState>> = {
  sendBrief: 'sent',
  returnToDraft: 'draft',
  confirmTeachBack: 'understood',
  promiseBrief: 'promised',
  agreeDate: 'promised',
  declineBrief: 'declined',
  deliverBrief: 'delivered',
  acceptDelivery: 'accepted',
  requestChanges: 'changes_requested',
  withdrawBrief: 'withdrawn',
};

/** What the table needs to know of a brief, seen by the one who wants to act. */
export type Standing = {
  readonly state: BriefState;
  readonly isArchived: boolean;
  /** Whether the one who acts began this brief. */
  readonly isOwn: boolean;
};

export const standingRefusals = [
  'archived',
  'not_archived',
  'not_in_this_state',
  'assistant_only',
  'client_only',
  'needs_principal',
  'not_your_draft',
] as const;
export type StandingRefusal = (typeof standingRefusals)[number];

/**
 * Why an action is refused to a role on a brief as it stands, or null when it may be done.
 * Codes: `archived` (restore first), `not_archived`, `not_in_this_state`, `assistant_only`,
 * `client_only`, `needs_principal` (a member asks for a decision), `not_your_draft`.
 */
export function whyNot(
  action: BriefAction,
  standing: Standing,
  role: EngagementRole,
): StandingRefusal | null {
  const grants: Grants = table[action];
  const allowedNow = grants[standing.state] ?? [];
  if (!allowedNow.includes(role)) {
    const allowedSometime = Object.values(grants).some((roles) => roles.includes(role));
    return allowedNow.length === 0 && allowedSometime ? 'not_in_this_state' : refusalOfRole(grants, role);
  }
  if (standing.isArchived && action !== 'restoreBrief') return 'archived';
  if (!standing.isArchived && action === 'restoreBrief') return 'not_archived';
  if (standing.state === 'draft' && !standing.isOwn && isForItsAuthor(action, role)) return 'not_your_draft';
  return null;
}

/** Whether an action may be done by a role on a brief as it stands; see `whyNot`. */
export const mayDo = (action: BriefAction, standing: Standing, role: EngagementRole): boolean =>
  whyNot(action, standing, role) === null;

/** All that a role may do with a brief as it stands, in the order of the table: the buttons of its page. */
export const actionsOpenTo = (standing: Standing, role: EngagementRole): readonly BriefAction[] =>
  briefActions.filter((action) => mayDo(action, standing, role));

/** The state after an allowed action; talking, asking and archiving leave it as it is. */
export const stateAfter = (action: BriefAction, state: BriefState): BriefState => leadsTo[action] ?? state;

/**
 * What an action leaves without an answer and therefore ends: a date proposal is overtaken by a promise, a
 * delivery or the end of the brief; a teach-back by the draft that may now change.
 * Questions outlive a return to draft: they still want an answer when the brief is sent again.
 */
export function overtakenBy(action: BriefAction): {
  readonly proposal: boolean;
  readonly teachBack: boolean;
} {
  const ends = action === 'declineBrief' || action === 'withdrawBrief';
  return {
    proposal: ends || action === 'promiseBrief' || action === 'deliverBrief',
    teachBack: ends || action === 'returnToDraft',
  };
}

/**
 * Whether a role may see a brief at all. A client's draft stays on the client's side until it is sent once;
 * an assistant's proposal is seen by the client from the start, so that both can shape it.
 */
export function maySee(
  brief: {
    readonly state: BriefState;
    readonly isOwn: boolean;
    readonly wasSent: boolean;
    readonly startedBy: 'assistant' | 'client';
  },
  role: EngagementRole,
): boolean {
  if (role !== 'assistant' || brief.state !== 'draft') return true;
  return brief.isOwn || brief.wasSent || brief.startedBy === 'assistant';
}

function refusalOfRole(grants: Grants, role: EngagementRole): StandingRefusal {
  if (role === 'assistant') return 'client_only';
  const forPrincipal = Object.values(grants).some((roles) => roles.includes('principal'));
  return role === 'member' && forPrincipal ? 'needs_principal' : 'assistant_only';
}

/** An assistant touches only proposals of their own; a member puts away only drafts of their own. */
function isForItsAuthor(action: BriefAction, role: EngagementRole): boolean {
  const putsAway = action === 'archiveBrief' || action === 'restoreBrief';
  if (role === 'assistant') return putsAway || action === 'editDraft' || action === 'attachFile';
  return role === 'member' && putsAway;
}
