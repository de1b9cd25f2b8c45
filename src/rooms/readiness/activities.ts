/**
 * What would be delegated, activity by activity: picked from a list or named by whoever answers, and each judged on the
 * criteria that the questions A2, A3 and A4 ask of the whole. The whole's answers then follow from the judged ones; the
 * verdict's rules look at those, as they always did.
 */
import type { Answers, Form } from './answers.ts';
import { flagsOf, valueOf } from './scoring.ts';
import { ITEM_BY_ID } from './instrument.ts';
import type { Flag, Item, OptionKey } from './instrument.ts';

/** What can be picked, in groups as they are shown. Ids never change: results keep them. */
export const ACTIVITY_GROUPS = [
  { id: 'desk', activities: ['inbox', 'calendar', 'calls', 'travel', 'post'] },
  {
    id: 'office',
    activities: ['invoices', 'expenses', 'bookkeeping', 'documents', 'spreadsheets', 'suppliers'],
  },
  { id: 'clients', activities: ['support', 'quotes', 'follow_up'] },
  { id: 'presence', activities: ['social', 'newsletter', 'website', 'translation'] },
  { id: 'projects', activities: ['research', 'meetings', 'events', 'errands'] },
] as const;
export type ActivityId = (typeof ACTIVITY_GROUPS)[number]['activities'][number];
export const ACTIVITY_IDS: readonly ActivityId[] = ACTIVITY_GROUPS.flatMap(({ activities }) => activities);

/** Whether it can be done from afar, whether it wants a signature or a decision, and how far ahead it is known. */
export const CRITERIA = ['A2', 'A3', 'A4'] as const;
export type Criterion = (typeof CRITERIA)[number];
/** The answers that each of the three offers, best first. */
export const JUDGEMENTS = ['a', 'b', 'c', 'd'] as const;
export type Judgement = (typeof JUDGEMENTS)[number];

export const isCriterion = (item: string): item is Criterion => CRITERIA.some((one) => one === item);

/** How many the form asks about: three take a minute more, which a hurried visitor still has. */
export const MOST_ACTIVITIES: Readonly<Record<Form, number>> = { short: 3, full: 10 };
/** Characters of a name of one's own. */
export const ACTIVITY_NAME_CHARS = 80;

export interface PickedActivity {
  /** Null for one that whoever answers has named. */
  readonly id: ActivityId | null;
  readonly name: string;
  readonly judged: Readonly<Partial<Record<Criterion, Judgement>>>;
}

export type ActivityOutcome = 'suits' | 'after_preparation' | 'does_not_suit' | 'unjudged';

export interface ActivityResult {
  readonly outcome: ActivityOutcome;
  /** The red flags that its own judgements raise: why it doesn't suit, or not yet. */
  readonly flags: readonly Flag[];
}

/**
 * Whether one activity suits, by the same red flags as the whole: what rules the service out (rule 1) rules the activity
 * out, what keeps the whole from being ready (rule 9) asks for preparation first. Unjudged while a criterion is open.
 */
export function judgeActivity({ judged }: Pick<PickedActivity, 'judged'>): ActivityResult {
  const flags = CRITERIA.flatMap((criterion) => flagsOf(itemOf(criterion), judged[criterion]));
  const isOpen = CRITERIA.some((criterion) => judged[criterion] === undefined);
  if (flags.some((flag) => flag.startsWith('X_'))) return { outcome: 'does_not_suit', flags };
  if (isOpen) return { outcome: 'unjudged', flags: [] };
  return { outcome: flags.length > 0 ? 'after_preparation' : 'suits', flags };
}

/**
 * What the judged activities say of the whole, for each criterion that any of them was judged on: the answer whose value
 * is nearest to the mean of theirs; between two, the better. So a single activity that doesn't suit does not rule out the
 * rest, and nearly all of them do.
 */
export function wholeOf(activities: readonly PickedActivity[]): Answers {
  return Object.fromEntries(
    CRITERIA.flatMap((criterion) => {
      const item = itemOf(criterion);
      const values = activities.flatMap(({ judged }) => valueOf(item, judged[criterion]) ?? []);
      return values.length === 0 ? [] : [[criterion, nearestAnswer(item, values)]];
    }),
  );
}

function nearestAnswer(item: Item, values: readonly number[]): OptionKey {
  const sum = values.reduce((total, value) => total + value, 0);
  // In whole numbers, so that a tie is one. Options stand best first.
  const distance = (option: OptionKey) => Math.abs((valueOf(item, option) ?? 0) * values.length - sum);
  return optionsOf(item).reduce((best, option) => (distance(option) < distance(best) ? option : best));
}

/** The answers that a criterion offers, best first. */
export const optionsOf = (item: Item): readonly OptionKey[] =>
  // Its keys and no others.
  item.type === 'choice' ? (Object.keys(item.options) as OptionKey[]) : [];

/** The content has these three questions, and no edition can switch them off. */
function itemOf(criterion: Criterion): Item {
  const item = ITEM_BY_ID.get(criterion);
  if (!item) throw new Error(`There is no ${criterion}`);
  return item;
}

/** Each once: of two that are alike the first, which may be judged. */
export function withoutDoubles(activities: readonly PickedActivity[]): PickedActivity[] {
  const key = ({ id, name }: PickedActivity) => id ?? `=${name.toLowerCase()}`;
  return activities.filter((one, at) => activities.findIndex((other) => key(other) === key(one)) === at);
}
