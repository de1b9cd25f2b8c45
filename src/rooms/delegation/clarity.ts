import { isBlank, type BriefContent, type BriefField } from './brief.ts';

/** The fields whose absence leaves a brief unclear, in form order. */
export const clarityFields = [
  'title',
  'outcome',
  'context',
  'doneCriteria',
  'wishedBy',
  'wishedWhy',
  'effortMinutes',
  'autonomyLevel',
  'notToDo',
  'toConsult',
  'accessNeeded',
  'examples',
] as const satisfies readonly BriefField[];
export type ClarityField = (typeof clarityFields)[number];

/** A field that a clear brief lacks: without a `required` one it can't be sent, one that `helps` saves questions. */
export type MissingField = { readonly field: ClarityField; readonly level: 'required' | 'helps' };

/** Files are counted beside the text: they are stored, not written. */
export type ClarityFacts = BriefContent & { readonly fileCount: number };

/** Whether a date is wished, or money limited, is all that counts here: a page has it as text. */
export type JudgedBrief = Omit<ClarityFacts, 'wishedBy' | 'limitMoney'> & {
  readonly wishedBy: unknown;
  readonly limitMoney: unknown;
};

/** From this level on the assistant decides, and so must know what not to decide alone. */
const decidesFrom = 3;

const requiredFields: readonly ClarityField[] = ['outcome', 'doneCriteria', 'wishedBy'];

const isMissing: Record<ClarityField, (brief: JudgedBrief) => boolean> = {
  title: (brief) => isBlank(brief.title),
  outcome: (brief) => isBlank(brief.outcome),
  context: (brief) => isBlank(brief.context),
  doneCriteria: (brief) => brief.doneCriteria.every(({ text }) => isBlank(text)),
  wishedBy: (brief) => brief.wishedBy === null,
  wishedWhy: (brief) => isBlank(brief.wishedWhy),
  // A limit of time says as much about the expected size as an estimate does.
  effortMinutes: (brief) => brief.effortMinutes === null && brief.limitMinutes === null,
  autonomyLevel: (brief) => brief.autonomyLevel === null,
  // One limit will do: of time, of money, or what not to do.
  notToDo: (brief) => brief.limitMinutes === null && brief.limitMoney === null && isBlank(brief.notToDo),
  toConsult: (brief) => (brief.autonomyLevel ?? 0) >= decidesFrom && isBlank(brief.toConsult),
  accessNeeded: (brief) => isBlank(brief.accessNeeded),
  examples: (brief) => isBlank(brief.examples) && brief.links.length === 0 && brief.fileCount === 0,
};

/** What a draft lacks to be a clear brief, in the order of the form; empty when nothing is missing. */
export const missingForClarity = (brief: JudgedBrief): readonly MissingField[] =>
  clarityFields
    .filter((field) => isMissing[field](brief))
    .map((field) => ({ field, level: requiredFields.includes(field) ? 'required' : 'helps' }));
