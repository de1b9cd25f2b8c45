/** What somebody asks a practice for. */
export const wishes = ['talk', 'proposal'] as const;
export type Wish = (typeof wishes)[number];

/** How far it has come with a prospect. */
export const prospectStates = ['new', 'talking', 'proposed', 'won', 'lost', 'unfit'] as const;
export type ProspectState = (typeof prospectStates)[number];

/** Why nothing came of it. */
export const lostReasons = ['price', 'timing', 'another', 'silence', 'other'] as const;
export type LostReason = (typeof lostReasons)[number];

const steps: Record<ProspectState, readonly ProspectState[]> = {
  new: ['talking', 'proposed', 'lost', 'unfit'],
  talking: ['proposed', 'lost', 'unfit'],
  proposed: ['talking', 'lost', 'unfit'],
  // Where work has begun, it goes on in its engagement.
  won: [],
  lost: ['talking'],
  unfit: ['talking'],
};

/** Where somebody can be moved by hand; they are won by beginning an engagement with them. */
export function nextStates(state: ProspectState): readonly ProspectState[] {
  return steps[state];
}

/** Whether the practice still has something to do with them. */
export function isOpen(state: ProspectState): boolean {
  return state === 'new' || state === 'talking' || state === 'proposed';
}

/** The parts of the list: what is open, what became work, what did not. */
export const prospectParts = {
  open: prospectStates.filter(isOpen),
  won: ['won'],
  closed: ['lost', 'unfit'],
} as const satisfies Record<string, readonly ProspectState[]>;
export type ProspectPart = keyof typeof prospectParts;

/** What a prospect may write, and how many notes there can be about one. */
export const prospectSizes = { message: 2000, note: 2000, notes: 200 } as const;
