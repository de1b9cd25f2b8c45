import type { Moment } from './records.ts';

/** What the log calls it, and what it is to a figure. What is not here moves no figure. */
const kinds = {
  'delegation.briefSent': 'sent',
  'delegation.returnedToDraft': 'takenBack',
  'delegation.questionAsked': 'asked',
  'delegation.questionAnswered': 'answered',
  'delegation.questionWithdrawn': 'unasked',
  'delegation.teachBackWritten': 'saidBack',
  'delegation.teachBackCorrected': 'corrected',
  'delegation.teachBackConfirmed': 'confirmed',
  'delegation.briefPromised': 'promised',
  'delegation.dateAgreed': 'dateAgreed',
  'delegation.briefDeclined': 'declined',
  'delegation.briefDelivered': 'delivered',
  'delegation.changesRequested': 'changesRequested',
  'delegation.deliveryAccepted': 'accepted',
  'delegation.briefWithdrawn': 'withdrawn',
} as const satisfies Record<string, Moment['kind']>;

// Object.keys forgets the key type.
export const momentKinds = Object.keys(kinds) as readonly (keyof typeof kinds)[];

/** A line of the log with the facts that a figure asks for; instants are ISO 8601. */
export type LoggedMoment = {
  readonly id: string;
  readonly kind: string;
  readonly at: string;
  readonly wishedBy: string | null;
  readonly by: string | null;
  readonly question: string | null;
  /** How many done-criteria the line names. */
  readonly criteria: number;
};

/** What a line of the log says to a figure; null where it says nothing. */
export function momentOf(logged: LoggedMoment): Moment | null {
  if (!isMomentKind(logged.kind)) return null;
  const kind = kinds[logged.kind];
  const when = { id: logged.id, at: Temporal.Instant.from(logged.at) };
  switch (kind) {
    case 'sent':
      return { ...when, kind, wishedBy: instantOf(logged.wishedBy) };
    case 'asked':
    case 'answered':
    case 'unasked':
      return { ...when, kind, question: logged.question ?? '' };
    case 'promised':
    case 'dateAgreed': {
      const by = instantOf(logged.by);
      return by && { ...when, kind, by };
    }
    case 'changesRequested':
      return { ...when, kind, namesCriterion: logged.criteria > 0 };
    default:
      return { ...when, kind };
  }
}

const isMomentKind = (kind: string): kind is keyof typeof kinds => Object.hasOwn(kinds, kind);

/** A brief without a wish was sent in the log's early days: its fact is empty. */
const instantOf = (text: string | null): Temporal.Instant | null =>
  text ? Temporal.Instant.from(text) : null;
