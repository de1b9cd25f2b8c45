import type { AutonomyLevel } from './brief.ts';
import type { JudgedBrief } from './clarity.ts';

/** A growing list in the form: a key of its own for each row, so that rows may come and go while they are typed in. */
export type Row = { readonly id: string; text: string };

let made = 0;
/** An empty row. Its key is the page's own and never becomes the id of a criterion. */
export const freshRow = (): Row => ({ id: `new-${(made += 1)}`, text: '' });

/** The key of a row that was there before, and nothing for a row that the page made. */
export const keptId = ({ id }: Row): string => (id.startsWith('new-') ? '' : id);

/** Rows with empty ones to write in: without JavaScript nobody can ask for more. */
export const withSpareRows = (rows: readonly Row[], spare: number): Row[] => [
  ...rows,
  ...Array.from({ length: spare }, (_, index) => ({ id: `new-spare-${index}`, text: '' })),
];

/** What the form of a brief holds: texts as they are typed, before anybody has read them as dates or amounts. */
export type DraftFields = {
  title: string;
  outcome: string;
  context: string;
  doneCriteria: Row[];
  /** On the clock of the reader's zone, "2026-11-24T14:30"; empty for none. */
  wishedBy: string;
  wishedWhy: string;
  effort: Duration;
  /** "1" to "5"; empty for none. */
  autonomyLevel: string;
  limitTime: Duration;
  limitMoney: { amount: string; currency: string };
  notToDo: string;
  toConsult: string;
  accessNeeded: string;
  examples: string;
  links: Row[];
};
type Duration = { hours: string; minutes: string };
export type DraftField = keyof DraftFields;

/** The names under which a field travels in the form, with what it holds now. */
const entries: {
  [Field in DraftField]: (value: DraftFields[Field]) => readonly (readonly [string, string])[];
} = {
  title: (text) => [['title', text]],
  outcome: (text) => [['outcome', text]],
  context: (text) => [['context', text]],
  doneCriteria: (rows) =>
    orOneEmpty(rows).flatMap((row) => [
      ['doneCriteriaId[]', keptId(row)],
      ['doneCriteria[]', row.text],
    ]),
  wishedBy: (local) => [['wishedBy', local]],
  wishedWhy: (text) => [['wishedWhy', text]],
  effort: ({ hours, minutes }) => [
    ['effortHours', hours],
    ['effortMinutes', minutes],
  ],
  autonomyLevel: (level) => [['autonomyLevel', level]],
  limitTime: ({ hours, minutes }) => [
    ['limitHours', hours],
    ['limitMinutes', minutes],
  ],
  limitMoney: ({ amount, currency }) => [
    ['limitAmount', amount],
    ['limitCurrency', currency],
  ],
  notToDo: (text) => [['notToDo', text]],
  toConsult: (text) => [['toConsult', text]],
  accessNeeded: (text) => [['accessNeeded', text]],
  examples: (text) => [['examples', text]],
  links: (rows) => orOneEmpty(rows).map(({ text }) => ['links[]', text]),
};

// Object.keys forgets the key type; the record above names every field.
export const draftFieldNames = Object.keys(entries) as readonly DraftField[];

/** The fields that are folded away at first, since a brief can well be sent without them. */
export const moreGroups = ['context', 'autonomy', 'access', 'examples'] as const;
export type MoreGroup = (typeof moreGroups)[number];

/** In which group a field is folded away. */
export const groupOf: Partial<Record<string, MoreGroup>> = {
  context: 'context',
  autonomyLevel: 'autonomy',
  effort: 'autonomy',
  effortMinutes: 'autonomy',
  limitTime: 'autonomy',
  limitMoney: 'autonomy',
  toConsult: 'autonomy',
  notToDo: 'autonomy',
  accessNeeded: 'access',
  examples: 'examples',
  links: 'examples',
};

/** An emptied list must still be named in the form: what is not named stays as it was. */
const orOneEmpty = (rows: readonly Row[]): readonly Row[] =>
  rows.length > 0 ? rows : [{ id: '', text: '' }];

/** Puts some fields into a form, as if the page had been sent with these alone. */
export function putFields(form: FormData, draft: DraftFields, fields: readonly DraftField[]): void {
  for (const field of fields) {
    // Each entry takes the value of its own field, which a loop over all of them cannot say in types.
    const entriesOf = entries[field] as (
      value: DraftFields[DraftField],
    ) => readonly (readonly [string, string])[];
    for (const [name, value] of entriesOf(draft[field])) form.append(name, value);
  }
}

/** Whether two versions of a field say the same: space at the ends, empty rows and the keys of rows do not count. */
export const saysTheSame = (field: DraftField, one: DraftFields, other: DraftFields): boolean =>
  JSON.stringify(meaning(one[field])) === JSON.stringify(meaning(other[field]));

/** The fields that say something else than before. */
export const fieldsThatDiffer = (before: DraftFields, now: DraftFields): readonly DraftField[] =>
  draftFieldNames.filter((field) => !saysTheSame(field, before, now));

export type MergedDraft = {
  readonly merged: DraftFields;
  /** Both wrote there, and not the same: `merged` holds mine, and theirs must be shown. */
  readonly clashes: readonly DraftField[];
};

/**
 * Two people wrote on one draft. Where only one of them changed a field since `base`, that counts; where both did,
 * differently, nothing is decided for them.
 */
export function mergeDrafts(base: DraftFields, mine: DraftFields, theirs: DraftFields): MergedDraft {
  const merged = { ...mine };
  const clashes: DraftField[] = [];
  const take = <Field extends DraftField>(field: Field) => {
    merged[field] = theirs[field];
  };
  for (const field of draftFieldNames) {
    if (saysTheSame(field, base, theirs)) continue;
    if (saysTheSame(field, base, mine)) take(field);
    else if (!saysTheSame(field, mine, theirs)) clashes.push(field);
  }
  return { merged, clashes };
}

/** What `missingForClarity` asks of a draft that is still being typed. */
export function clarityOf(draft: DraftFields, fileCount: number): JudgedBrief {
  const isSet = ({ hours, minutes }: Duration) => hours.trim() !== '' || minutes.trim() !== '';
  return {
    title: draft.title,
    outcome: draft.outcome,
    context: draft.context,
    doneCriteria: draft.doneCriteria,
    wishedBy: draft.wishedBy === '' ? null : draft.wishedBy,
    wishedWhy: draft.wishedWhy,
    effortMinutes: isSet(draft.effort) ? 1 : null,
    autonomyLevel: levelOf(draft.autonomyLevel),
    limitMinutes: isSet(draft.limitTime) ? 1 : null,
    limitMoney: draft.limitMoney.amount.trim() || null,
    notToDo: draft.notToDo,
    toConsult: draft.toConsult,
    accessNeeded: draft.accessNeeded,
    examples: draft.examples,
    links: draft.links.map(({ text }) => text).filter((text) => text.trim() !== ''),
    fileCount,
  };
}

/** A field as a text to compare two versions by; empty where nothing was written. */
export function readableField(draft: DraftFields, field: DraftField): string {
  const value = draft[field];
  if (typeof value === 'string') return field === 'wishedBy' ? value.replace('T', ' ') : value;
  if (Array.isArray(value)) {
    return value
      .map(({ text }) => text.trim())
      .filter((text) => text !== '')
      .map((text) => `– ${text}`)
      .join('\n');
  }
  if ('amount' in value) return value.amount.trim() === '' ? '' : `${value.amount} ${value.currency}`;
  return [value.hours && `${value.hours} h`, value.minutes && `${value.minutes} min`]
    .filter(Boolean)
    .join(' ');
}

function levelOf(typed: string): AutonomyLevel | null {
  const levels: Record<string, AutonomyLevel> = { '1': 1, '2': 2, '3': 3, '4': 4, '5': 5 };
  return levels[typed] ?? null;
}

function meaning(value: DraftFields[DraftField]): unknown {
  if (typeof value === 'string') return value.trim();
  if (Array.isArray(value)) return value.map(({ text }) => text.trim()).filter((text) => text !== '');
  // A currency without an amount limits nothing.
  if ('amount' in value) return value.amount.trim() === '' ? null : value;
  return value;
}
