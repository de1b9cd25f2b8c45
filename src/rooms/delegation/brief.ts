/** What a brief holds and where it stands: types and sizes, no decisions. */

/** One checkable statement of "how will we know it is right?". */
export type DoneCriterion = { readonly id: string; readonly text: string };

/** A ceiling for spending: integer minor units (cents) and an ISO 4217 code. */
export type MoneyLimit = { readonly amountMinor: number; readonly currency: string };

/** From 1, "does exactly this", to 5, "decides alone and tells if asked". */
export type AutonomyLevel = 1 | 2 | 3 | 4 | 5;

/** Everything the client writes. Texts are empty, never null, while nothing was written. */
export type BriefContent = {
  readonly title: string;
  readonly outcome: string;
  readonly context: string;
  readonly doneCriteria: readonly DoneCriterion[];
  /** The wish, not the promise: the client asks for a moment and says why. */
  readonly wishedBy: Temporal.Instant | null;
  readonly wishedWhy: string;
  readonly effortMinutes: number | null;
  readonly autonomyLevel: AutonomyLevel | null;
  readonly limitMinutes: number | null;
  readonly limitMoney: MoneyLimit | null;
  readonly notToDo: string;
  readonly toConsult: string;
  readonly accessNeeded: string;
  readonly examples: string;
  readonly links: readonly string[];
};

/** The fields of the form, in the order in which it asks for them. */
export const briefFields = [
  'title',
  'outcome',
  'context',
  'doneCriteria',
  'wishedBy',
  'wishedWhy',
  'effortMinutes',
  'autonomyLevel',
  'limitMinutes',
  'limitMoney',
  'notToDo',
  'toConsult',
  'accessNeeded',
  'examples',
  'links',
  'files',
] as const;
export type BriefField = (typeof briefFields)[number];

/** The fields that are written: all but the files, which are stored. */
export const draftFields = briefFields.filter((field) => field !== 'files');

export const autonomyLevels = [1, 2, 3, 4, 5] as const satisfies readonly AutonomyLevel[];

type Sent = { readonly sentAt: Temporal.Instant };

/**
 * Where a brief stands, with the facts that belong to that state and no others.
 * A brief with changes requested holds no promise: the delivery fulfilled it, and the assistant may
 * promise the rework anew.
 */
export type BriefStage =
  | { readonly state: 'draft' }
  | ({ readonly state: 'sent' } & Sent)
  | ({ readonly state: 'understood'; readonly understoodAt: Temporal.Instant } & Sent)
  | ({ readonly state: 'promised' } & DeliveryPromise & Sent)
  | ({ readonly state: 'delivered'; readonly deliveredAt: Temporal.Instant } & Sent)
  | ({ readonly state: 'changes_requested'; readonly changesRequestedAt: Temporal.Instant } & Sent)
  | ({ readonly state: 'accepted'; readonly acceptedAt: Temporal.Instant } & Sent)
  | ({ readonly state: 'declined'; readonly declinedAt: Temporal.Instant; readonly reason: string } & Sent)
  | ({
      readonly state: 'withdrawn';
      readonly withdrawnAt: Temporal.Instant;
      readonly reason: string | null;
    } & Sent);

/** The assistant's word: when it was given, and the moment by which the brief will be delivered. */
export type DeliveryPromise = { readonly promisedAt: Temporal.Instant; readonly by: Temporal.Instant };

export type BriefState = BriefStage['state'];

export const briefStates = [
  'draft',
  'sent',
  'understood',
  'promised',
  'delivered',
  'changes_requested',
  'accepted',
  'declined',
  'withdrawn',
] as const satisfies readonly BriefState[];

/** How much fits. Generous for people, small enough that no single brief can hurt the database. */
export const briefSizes = {
  titleChars: 200,
  textChars: 20_000,
  criteria: 50,
  criterionChars: 1_000,
  links: 20,
  linkChars: 2_000,
  questions: 50,
  reasonChars: 2_000,
  /** A year of elapsed time, for effort and for the limit of time. */
  minutes: 525_600,
  /** Stays an exact integer in JavaScript, in JSON and in a PostgreSQL bigint. */
  amountMinor: 1_000_000_000_000,
} as const;

/** Whether nothing but space was written. */
export const isBlank = (text: string): boolean => text.trim() === '';

/** Whether a link is a full http or https address that is safe to show as one. */
export function isWebLink(link: string): boolean {
  if (link.length > briefSizes.linkChars || !URL.canParse(link)) return false;
  return ['http:', 'https:'].includes(new URL(link).protocol);
}

const shownTitleChars = 80;

/**
 * What to call a brief in lists and mails: its title, else the start of the outcome's first line.
 * Null when neither was written yet, for the page to say "untitled" in the reader's language.
 */
export function shownTitle({ title, outcome }: Pick<BriefContent, 'title' | 'outcome'>): string | null {
  if (!isBlank(title)) return title.trim();
  const firstLine = [...(outcome.trim().split(/\r?\n/, 1)[0] ?? '').trim()];
  if (firstLine.length === 0) return null;
  if (firstLine.length <= shownTitleChars) return firstLine.join('');
  return `${firstLine.slice(0, shownTitleChars).join('').trimEnd()}…`;
}
