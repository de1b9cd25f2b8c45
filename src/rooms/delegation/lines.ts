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
  readonly when: WhenLine | null;
  /** How long ago something last happened, and when. */
  readonly since: string;
  readonly sinceAt: string;
};

/** The date that counts: promised, promised and past, with its clock stopped, or only wished. */
export type WhenLine = {
  readonly kind: 'promised' | 'late' | 'stopped' | 'wished';
  readonly text: string;
  readonly at: string;
  readonly full: string;
};
