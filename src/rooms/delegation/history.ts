import type { BriefField, DoneCriterion } from './brief.ts';
import { snake } from './words.ts';

/**
 * The events of a brief, as the engagement's log keeps them. Instants are ISO 8601 in UTC. Words that people
 * wrote once for an event (a reason, a comment) are facts; questions, teach-backs, deliveries, messages
 * and files are rows of their own, named by their id.
 */
export type BriefEvent =
  | { readonly kind: 'delegation.briefStarted'; readonly facts: Record<never, never> }
  | { readonly kind: 'delegation.briefProposed'; readonly facts: Record<never, never> }
  | { readonly kind: 'delegation.draftEdited'; readonly facts: { readonly fields: readonly BriefField[] } }
  | { readonly kind: 'delegation.briefSent'; readonly facts: { readonly wishedBy: string } }
  | { readonly kind: 'delegation.returnedToDraft'; readonly facts: Record<never, never> }
  | { readonly kind: 'delegation.questionAsked'; readonly facts: { readonly questionId: string } }
  | { readonly kind: 'delegation.questionAnswered'; readonly facts: { readonly questionId: string } }
  | { readonly kind: 'delegation.questionWithdrawn'; readonly facts: { readonly questionId: string } }
  | { readonly kind: 'delegation.teachBackWritten'; readonly facts: { readonly teachBackId: string } }
  | { readonly kind: 'delegation.teachBackConfirmed'; readonly facts: { readonly teachBackId: string } }
  | { readonly kind: 'delegation.teachBackCorrected'; readonly facts: { readonly teachBackId: string } }
  | { readonly kind: 'delegation.briefPromised'; readonly facts: { readonly by: string } }
  | {
      readonly kind: 'delegation.dateProposed';
      readonly facts: { readonly proposalId: string; readonly by: string; readonly reason: string };
    }
  | {
      readonly kind: 'delegation.dateAgreed';
      readonly facts: { readonly proposalId: string; readonly by: string };
    }
  | {
      readonly kind: 'delegation.dateRefused';
      readonly facts: { readonly proposalId: string; readonly by: string; readonly reason: string | null };
    }
  | { readonly kind: 'delegation.briefDeclined'; readonly facts: { readonly reason: string } }
  | { readonly kind: 'delegation.briefDelivered'; readonly facts: { readonly deliveryId: string } }
  | {
      readonly kind: 'delegation.deliveryAccepted';
      readonly facts: { readonly deliveryId: string; readonly unmet: readonly DoneCriterion[] };
    }
  | {
      readonly kind: 'delegation.changesRequested';
      readonly facts: {
        readonly deliveryId: string;
        readonly criteria: readonly DoneCriterion[];
        readonly reason: string | null;
      };
    }
  | { readonly kind: 'delegation.briefWithdrawn'; readonly facts: { readonly reason: string | null } }
  | { readonly kind: 'delegation.briefArchived'; readonly facts: Record<never, never> }
  | { readonly kind: 'delegation.briefRestored'; readonly facts: Record<never, never> }
  | { readonly kind: 'delegation.messagePosted'; readonly facts: { readonly messageId: string } }
  | {
      readonly kind: 'delegation.fileAttached';
      readonly facts: { readonly fileId: string; readonly fileName: string };
    }
  | {
      readonly kind: 'delegation.fileRemoved';
      readonly facts: { readonly fileId: string; readonly fileName: string };
    };

export type BriefEventKind = BriefEvent['kind'];

// A record names each kind once and none too many, which a list could not.
const kinds: Record<BriefEventKind, true> = {
  'delegation.briefStarted': true,
  'delegation.briefProposed': true,
  'delegation.draftEdited': true,
  'delegation.briefSent': true,
  'delegation.returnedToDraft': true,
  'delegation.questionAsked': true,
  'delegation.questionAnswered': true,
  'delegation.questionWithdrawn': true,
  'delegation.teachBackWritten': true,
  'delegation.teachBackConfirmed': true,
  'delegation.teachBackCorrected': true,
  'delegation.briefPromised': true,
  'delegation.dateProposed': true,
  'delegation.dateAgreed': true,
  'delegation.dateRefused': true,
  'delegation.briefDeclined': true,
  'delegation.briefDelivered': true,
  'delegation.deliveryAccepted': true,
  'delegation.changesRequested': true,
  'delegation.briefWithdrawn': true,
  'delegation.briefArchived': true,
  'delegation.briefRestored': true,
  'delegation.messagePosted': true,
  'delegation.fileAttached': true,
  'delegation.fileRemoved': true,
};

export const briefEventKinds = Object.keys(kinds) as readonly BriefEventKind[];

/** An event as the history shows it: what happened, who did it and when (ISO 8601 in UTC). */
export type LoggedEvent = BriefEvent & { readonly who: string; readonly at: string };

/** A sentence of the history, for the server to say in the reader's language, and the words that were quoted. */
export type HistoryLine = {
  readonly key: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly quote: string | null;
  /** Done-criteria that the event points at. */
  readonly criteria: readonly DoneCriterion[];
};

const acceptedWithUnmet = 'delegation_history_delivery_accepted_with_unmet';

/**
 * The sentence for an event. `sayInstant` writes an instant in the reader's time zone and language.
 */
export function historyLine(event: LoggedEvent, sayInstant: (iso: string) => string): HistoryLine {
  const line = {
    key: historyKey(event.kind),
    params: { who: event.who },
    quote: null,
    criteria: [],
  } satisfies HistoryLine;

  switch (event.kind) {
    case 'delegation.briefSent':
      return { ...line, params: { ...line.params, date: sayInstant(event.facts.wishedBy) } };
    case 'delegation.briefPromised':
    case 'delegation.dateAgreed':
      return { ...line, params: { ...line.params, date: sayInstant(event.facts.by) } };
    case 'delegation.dateProposed':
    case 'delegation.dateRefused':
      return {
        ...line,
        params: { ...line.params, date: sayInstant(event.facts.by) },
        quote: event.facts.reason,
      };
    case 'delegation.briefDeclined':
    case 'delegation.briefWithdrawn':
      return { ...line, quote: event.facts.reason };
    case 'delegation.changesRequested':
      return { ...line, quote: event.facts.reason, criteria: event.facts.criteria };
    case 'delegation.deliveryAccepted': {
      const { unmet } = event.facts;
      if (unmet.length === 0) return line;
      return {
        ...line,
        key: acceptedWithUnmet,
        params: { ...line.params, count: unmet.length },
        criteria: unmet,
      };
    }
    case 'delegation.fileAttached':
    case 'delegation.fileRemoved':
      return { ...line, params: { ...line.params, file: event.facts.fileName } };
    default:
      return line;
  }
}

/**
 * The history without noise: a draft saves itself while it is written, so edits by one person in a row
 * count as one, the last. Expects the events in the order in which they happened.
 */
export const readableHistory = (events: readonly LoggedEvent[]): readonly LoggedEvent[] =>
  events.filter((event, index) => {
    const next = events[index + 1];
    const goesOn = next?.kind === 'delegation.draftEdited' && next.who === event.who;
    return !(event.kind === 'delegation.draftEdited' && goesOn);
  });

/** How long edits of the same fields by the same person count as one, in minutes. */
const sameEditMinutes = 10;

/** The last edit that a person left in the log of a draft, with nothing after it. */
export type LastEdit = { readonly fields: readonly string[]; readonly at: Temporal.Instant };

/** Whether the log says enough already about an edit of these fields now, so that it needs no line of its own. */
export const isSameEdit = (
  fields: readonly BriefField[],
  last: LastEdit | null,
  now: Temporal.Instant,
): boolean =>
  last !== null &&
  Temporal.Instant.compare(last.at.add({ minutes: sameEditMinutes }), now) > 0 &&
  fields.every((field) => last.fields.includes(field));

/** The key of an event's sentence, from its kind: `delegation.briefSent` to `delegation_history_brief_sent`. */
export function historyKey(kind: BriefEventKind): string {
  return `delegation_history_${snake(kind.slice('delegation.'.length))}`;
}
