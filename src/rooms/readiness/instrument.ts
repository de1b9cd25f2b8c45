/**
 * The content of the self-assessment as data, without its texts (those are in the messages): ids, scales,
 * which answers raise which flags, and what stands in the short form. Ids never change, so that results
 * given at different times can be compared; a change of meaning gets a new id and a new version.
 */
export const INSTRUMENT_VERSION = '1';

export type RequirementId = 'R1' | 'R2' | 'R3' | 'R4' | 'R5' | 'R6' | 'R7';
export type OptionKey = 'a' | 'b' | 'c' | 'd' | 'e';
export type ScaleValue = 0 | 1 | 2 | 3 | 4;

/**
 * X: rules the service out today. E: belongs to employment. R: a risk to prepare for. These three are the red
 * flags. SEC and DP ask for safeguards, INFO only informs: neither changes a verdict.
 */
// prettier-ignore
export const FLAGS = [
  'X_BUDGET', 'X_NO_TRUST', 'X_PRESENCE', 'X_LICENSED',
  'E_SCHEDULE', 'E_EMERGENCY', 'E_CONTROL', 'E_EXCLUSIVE', 'E_FULLTIME', 'E_INTEGRATION',
  'R_MOVING_TARGET', 'R_NO_REPAIR', 'R_NO_TASKS', 'R_REDO', 'R_TAKES_BACK', 'R_BLIND_TRUST', 'R_SURVEILLANCE',
  'R_HOVERING', 'R_ABSENT', 'R_NO_LIMITS', 'R_UNWILLING_STYLE', 'R_NO_PROCESS', 'R_UNWILLING_SYSTEMS',
  'R_LATE_PAYER', 'R_BLAME', 'R_PRESENCE', 'R_LICENSED', 'R_SAME_DAY', 'R_BUDGET_UNKNOWN',
  'R_NO_ONBOARDING_TIME', 'R_MANY_BOSSES', 'R_PATTERN_BLAME',
  'SEC_PASSWORD_CHAT', 'DP_AGREEMENT', 'DP_SPECIAL',
  'INFO_PROJECT', 'INFO_ONE_OFF', 'INFO_REVIEW_PAST',
] as const;
export type Flag = (typeof FLAGS)[number];

interface Asked {
  readonly id: string;
  /** Whether it stands in the short form. */
  readonly core: boolean;
}
/** Answered 0..4. `reverse`: often is worse. `raises` looks at the raw answer, before it is reversed. */
interface ScaleQuestion extends Asked {
  readonly type: 'freq5' | 'cap5';
  readonly reverse?: boolean;
  readonly raises?: {
    readonly rawAtLeast?: ScaleValue;
    readonly rawAtMost?: ScaleValue;
    readonly flags: readonly Flag[];
  };
}
/** Answered with an option; `options` gives each its value, in the order shown. */
interface ChoiceQuestion extends Asked {
  readonly type: 'choice';
  /** False where the answer informs but has no better or worse. */
  readonly scored?: boolean;
  readonly options: Readonly<Partial<Record<OptionKey, ScaleValue>>>;
  readonly raises?: Readonly<Partial<Record<OptionKey, readonly Flag[]>>>;
}
type Question = ScaleQuestion | ChoiceQuestion;
interface Section {
  readonly id: RequirementId | 'activity' | 'situation';
  readonly slug: string;
  readonly items: readonly Question[];
}

// One question a line: the table is read down, and compared with another version of it.
// prettier-ignore
const SECTIONS = [
  { id: 'R1', slug: 'technology', items: [
    { id: 'T1', type: 'freq5', core: true },
    { id: 'T2', type: 'freq5', core: false },
    { id: 'T3', type: 'freq5', core: true },
    { id: 'T4', type: 'choice', core: true, options: { a: 4, b: 3, c: 2, d: 0 }, raises: { d: ['SEC_PASSWORD_CHAT'] } },
    { id: 'T5', type: 'cap5', core: false },
  ] },
  { id: 'R2', slug: 'communication', items: [
    { id: 'C1', type: 'freq5', core: true },
    { id: 'C2', type: 'freq5', core: true },
    { id: 'C3', type: 'freq5', core: false },
    { id: 'C4', type: 'freq5', core: true, reverse: true, raises: { rawAtLeast: 3, flags: ['R_MOVING_TARGET'] } },
    { id: 'C5', type: 'freq5', core: false },
    { id: 'C6', type: 'choice', core: false, options: { a: 4, b: 3, c: 1, d: 0 }, raises: { d: ['R_NO_REPAIR'] } },
  ] },
  { id: 'R3', slug: 'delegation', items: [
    { id: 'D1', type: 'choice', core: true, options: { a: 0, b: 2, c: 3, d: 4 }, raises: { a: ['R_NO_TASKS'] } },
    { id: 'D2', type: 'freq5', core: true, reverse: true, raises: { rawAtLeast: 4, flags: ['R_REDO'] } },
    { id: 'D3', type: 'freq5', core: false },
    { id: 'D4', type: 'freq5', core: false },
    { id: 'D5', type: 'choice', core: true, options: { a: 4, b: 3, c: 1, d: 0 }, raises: { d: ['R_TAKES_BACK'] } },
  ] },
  { id: 'R4', slug: 'trust', items: [
    { id: 'F1', type: 'freq5', core: true },
    { id: 'F2', type: 'choice', core: true, options: { a: 4, b: 2, c: 1, d: 0 }, raises: { c: ['R_BLIND_TRUST'], d: ['X_NO_TRUST'] } },
    { id: 'F3', type: 'freq5', core: true, reverse: true, raises: { rawAtLeast: 3, flags: ['R_SURVEILLANCE', 'E_CONTROL'] } },
    { id: 'F4', type: 'freq5', core: false },
    { id: 'F5', type: 'freq5', core: false },
  ] },
  { id: 'R5', slug: 'supervision', items: [
    { id: 'P1', type: 'freq5', core: true },
    { id: 'P2', type: 'freq5', core: false, reverse: true, raises: { rawAtLeast: 4, flags: ['R_HOVERING'] } },
    { id: 'P3', type: 'freq5', core: true, reverse: true, raises: { rawAtLeast: 3, flags: ['E_CONTROL'] } },
    { id: 'P4', type: 'freq5', core: true, raises: { rawAtMost: 1, flags: ['R_ABSENT'] } },
    { id: 'P5', type: 'choice', core: true, options: { a: 4, b: 3, c: 0, d: 0 }, raises: { c: ['E_SCHEDULE'], d: ['E_SCHEDULE', 'R_NO_LIMITS'] } },
    { id: 'P6', type: 'choice', core: false, options: { a: 4, b: 3, c: 1, d: 0 }, raises: { d: ['E_CONTROL', 'R_UNWILLING_STYLE'] } },
  ] },
  { id: 'R6', slug: 'systems', items: [
    { id: 'O1', type: 'freq5', core: true },
    { id: 'O2', type: 'freq5', core: true, reverse: true, raises: { rawAtLeast: 3, flags: ['E_EMERGENCY'] } },
    { id: 'O3', type: 'choice', core: true, options: { a: 4, b: 3, c: 1, d: 0 }, raises: { d: ['R_NO_PROCESS'] } },
    { id: 'O4', type: 'freq5', core: false },
    { id: 'O5', type: 'freq5', core: false },
    { id: 'O6', type: 'choice', core: false, options: { a: 4, b: 3, c: 1, d: 0 }, raises: { d: ['R_UNWILLING_SYSTEMS'] } },
  ] },
  { id: 'R7', slug: 'teamwork', items: [
    { id: 'Q1', type: 'freq5', core: true },
    { id: 'Q2', type: 'freq5', core: true, raises: { rawAtMost: 1, flags: ['R_LATE_PAYER'] } },
    { id: 'Q3', type: 'freq5', core: false },
    { id: 'Q4', type: 'freq5', core: false },
    { id: 'Q5', type: 'choice', core: true, options: { a: 4, b: 3, c: 1, d: 0 }, raises: { d: ['E_EXCLUSIVE'] } },
    { id: 'Q6', type: 'freq5', core: false, reverse: true, raises: { rawAtLeast: 3, flags: ['R_BLAME'] } },
  ] },
  { id: 'activity', slug: 'activity', items: [
    { id: 'A1', type: 'choice', core: true, options: { a: 4, b: 3, c: 2, d: 0 }, raises: { c: ['INFO_PROJECT'], d: ['INFO_ONE_OFF'] } },
    { id: 'A2', type: 'choice', core: true, options: { a: 4, b: 3, c: 1, d: 0 }, raises: { c: ['R_PRESENCE'], d: ['X_PRESENCE'] } },
    { id: 'A3', type: 'choice', core: true, options: { a: 4, b: 3, c: 1, d: 0 }, raises: { c: ['R_LICENSED'], d: ['X_LICENSED'] } },
    { id: 'A4', type: 'choice', core: true, options: { a: 4, b: 3, c: 1, d: 0 }, raises: { c: ['R_SAME_DAY'], d: ['E_EMERGENCY'] } },
    { id: 'A5', type: 'choice', core: true, scored: false, options: { a: 4, b: 4, c: 4, d: 4 }, raises: { b: ['DP_AGREEMENT'], c: ['DP_AGREEMENT'], d: ['DP_AGREEMENT', 'DP_SPECIAL'] } },
    { id: 'A6', type: 'choice', core: true, scored: false, options: { a: 4, b: 4, c: 4, d: 4, e: 4 }, raises: { e: ['E_FULLTIME'] } },
  ] },
  { id: 'situation', slug: 'situation', items: [
    { id: 'S1', type: 'choice', core: true, options: { a: 4, b: 3, c: 1, d: 0 }, raises: { c: ['R_BUDGET_UNKNOWN'], d: ['X_BUDGET'] } },
    { id: 'S2', type: 'choice', core: true, options: { a: 4, b: 3, c: 1, d: 0 }, raises: { c: ['R_NO_ONBOARDING_TIME'], d: ['R_NO_ONBOARDING_TIME'] } },
    { id: 'S3', type: 'choice', core: true, options: { a: 4, b: 3, c: 0, d: 0 }, raises: { c: ['E_SCHEDULE'], d: ['E_SCHEDULE', 'R_NO_LIMITS'] } },
    { id: 'S4', type: 'choice', core: true, options: { a: 4, b: 3, c: 1, d: 0 }, raises: { c: ['R_MANY_BOSSES'], d: ['R_MANY_BOSSES'] } },
    { id: 'S5', type: 'choice', core: false, options: { a: 4, b: 4, c: 2, d: 1 }, raises: { c: ['INFO_REVIEW_PAST'], d: ['R_PATTERN_BLAME'] } },
    { id: 'S6', type: 'choice', core: true, options: { a: 4, b: 3, c: 1, d: 0 }, raises: { c: ['E_INTEGRATION'], d: ['E_INTEGRATION'] } },
  ] },
] as const satisfies readonly Section[];

export type StepId = Section['id'];
/** A question of this content. */
export type BaseItemId = (typeof SECTIONS)[number]['items'][number]['id'];
/** A question that a practice added to its edition. */
export type AddedItemId = `N${number}`;
export type ItemId = BaseItemId | AddedItemId;
export type Item = Question & { readonly id: ItemId };
export type ScaleItem = ScaleQuestion & { readonly id: ItemId };
export type ChoiceItem = ChoiceQuestion & { readonly id: ItemId };

/** The nine steps, in the order asked: the seven requirements, the activity, the situation. */
export const STEPS: readonly {
  readonly id: StepId;
  readonly slug: string;
  readonly items: readonly Item[];
}[] = SECTIONS;

export const REQUIREMENTS: readonly RequirementId[] = ['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7'];

export const BASE_ITEM_IDS: readonly BaseItemId[] = SECTIONS.flatMap(({ items }) =>
  items.map(({ id }) => id),
);

export const ITEMS: readonly Item[] = STEPS.flatMap((step) => step.items);

export const ITEM_BY_ID: ReadonlyMap<string, Item> = new Map(ITEMS.map((item) => [item.id, item]));

/** No verdict without these: kind and place of the work, hours, budget and expected availability. */
export const DECISIVE_ITEMS = ['A1', 'A2', 'A6', 'S1', 'S3'] as const satisfies readonly ItemId[];

/** The answers whose values make up the two aspects besides the client; the rest of each only informs. */
export const ASPECT_ITEMS = {
  activity: ['A1', 'A2', 'A3', 'A4'],
  situation: ['S1', 'S2', 'S3', 'S4', 'S6'],
} as const satisfies Record<string, readonly ItemId[]>;

/** The middle of the range of hours a week that each option of A6 names. */
export const WEEKLY_HOURS: Readonly<Record<OptionKey, number>> = { a: 3, b: 7.5, c: 15, d: 25, e: 35 };

/** Flags of employment; at least one of the core ones must be there before employment is advised by their number. */
export const CORE_EMPLOYMENT_FLAGS = [
  'E_SCHEDULE',
  'E_EMERGENCY',
  'E_CONTROL',
] as const satisfies readonly Flag[];

export const BAND_STRONG_FROM = 70;
export const BAND_DEVELOPING_FROM = 50;
