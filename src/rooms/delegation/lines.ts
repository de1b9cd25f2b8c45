/** One brief in a list, said in the reader's language and on their clock. */
export type BriefLine = {
  readonly href: string;
  readonly title: string;
  /** For whom it is, as the reader calls it. */
  readonly engagement: string;
  readonly state: string;
  readonly tone: 'neutral' | 'info' | 'leaf' | 'clay' | 'caution';
  /** Whose turn it is and for what; null where nobody is awaited. */
  readonly turn: string | null;
  readonly isMine: boolean;
  readonly when: WhenLine;
};

/**
 * The date that counts: promised, promised and past, with its clock stopped, or only wished. Where none does, how long
 * ago something last happened.
 */
export type WhenLine = {
  readonly kind: 'promised' | 'late' | 'stopped' | 'wished' | 'changed';
  readonly text: string;
  readonly at: string;
};
