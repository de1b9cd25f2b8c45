/**
 * `asked` until the principal writes, `draft` while they do; `published` on the practice's page, `hidden` by the practice;
 * `declined` and `withdrawn` by the principal, `taken_back` by the practice before there was an answer.
 */
export const referenceStates = [
  'asked',
  'draft',
  'published',
  'hidden',
  'declined',
  'taken_back',
  'withdrawn',
] as const;
export type ReferenceState = (typeof referenceStates)[number];

/** What is kept of it by itself: whether there is a draft, and whether the practice hides it, stands beside. */
export type KeptState = Exclude<ReferenceState, 'draft' | 'hidden'>;

/** What the practice does, and what the principal who was asked does. */
export type PracticeAct = 'ask' | 'takeBack' | 'hide' | 'show';
export type WriterAct = 'save' | 'publish' | 'decline' | 'withdraw';
export type Act = PracticeAct | WriterAct;

/** What each act makes of each state; what is not there can't be done. */
const table: Record<ReferenceState, Partial<Record<Act, ReferenceState>>> = {
  asked: {
    ...{ ask: 'asked', takeBack: 'taken_back' },
    ...{ save: 'draft', publish: 'published', decline: 'declined' },
  },
  draft: {
    ...{ ask: 'draft', takeBack: 'taken_back' },
    ...{ save: 'draft', publish: 'published', decline: 'declined' },
  },
  published: { save: 'published', publish: 'published', withdraw: 'withdrawn', hide: 'hidden' },
  // A new version does not undo what the practice has decided.
  hidden: { save: 'hidden', publish: 'hidden', withdraw: 'withdrawn', show: 'published' },
  declined: { ask: 'asked' },
  taken_back: { ask: 'asked' },
  withdrawn: { ask: 'asked' },
};

/** What becomes of a reference by an act; null where it can't be done. */
export function after(state: ReferenceState, act: Act): ReferenceState | null {
  return table[state][act] ?? null;
}

/** Where a reference is, from what is kept of it. */
export function stateOf({
  kept,
  hasDraft,
  isHidden,
}: {
  kept: KeptState;
  hasDraft: boolean;
  isHidden: boolean;
}): ReferenceState {
  if (kept === 'asked') return hasDraft ? 'draft' : 'asked';
  return kept === 'published' && isHidden ? 'hidden' : kept;
}

/** What the practice learns of it: that somebody has begun to write is theirs to know. */
export function seenByPractice(state: ReferenceState): Exclude<ReferenceState, 'draft'> {
  return state === 'draft' ? 'asked' : state;
}

/**
 * The polite bound, in days: somebody who has not answered, or was asked by mistake, is left in peace for a month; who
 * said no, or took their words back, for half a year.
 */
export const quietDays = { unanswered: 30, refused: 180 } as const;

type Asked = { state: ReferenceState; askedAt: string; changedAt: string };

/** From when on somebody may be asked again; null while there is a published reference of theirs. */
export function mayAskAgainFrom({ state, askedAt, changedAt }: Asked): Temporal.Instant | null {
  switch (state) {
    case 'published':
    case 'hidden':
      return null;
    case 'declined':
    case 'withdrawn':
      return daysAfter(changedAt, quietDays.refused);
    // A draft is kept to the practice like no answer: else this would tell of it.
    default:
      return daysAfter(askedAt, quietDays.unanswered);
  }
}

/** Whether somebody may be asked now, asked before or not. */
export function mayBeAsked(before: Asked | null, now: Temporal.Instant): boolean {
  if (before === null) return true;
  const from = mayAskAgainFrom(before);
  return from !== null && Temporal.Instant.compare(from, now) <= 0;
}

const daysAfter = (at: string, days: number) => Temporal.Instant.from(at).add({ hours: 24 * days });

/**
 * Why nobody of an engagement can be asked, the first thing to do first; null where somebody can: it takes a principal
 * who is there, and work that they have accepted.
 */
export function whyNobody(engagement: {
  isArchived: boolean;
  principals: number;
  hasAccepted: boolean;
}): 'archived' | 'no_principal' | 'nothing_accepted' | null {
  if (engagement.isArchived) return 'archived';
  if (engagement.principals === 0) return 'no_principal';
  return engagement.hasAccepted ? null : 'nothing_accepted';
}

/** In characters, and lines of the text. */
export const referenceSizes = { text: { least: 30, most: 1200, lines: 30 }, role: 80, business: 80 } as const;

/** How somebody wants to be shown. */
export const waysToBeShown = ['name', 'initial', 'role'] as const;
export type ShownAs = (typeof waysToBeShown)[number];

/** The name that is shown: all of it, the first with an initial, or none where only the role is. */
export function shownName(name: string, shownAs: ShownAs): string | null {
  if (shownAs === 'role') return null;
  return shownAs === 'name' ? name : withInitial(name);
}

/** "Irene Vidal Roca" is "Irene V."; what stands between in small letters ("María de la O") does not count. */
function withInitial(name: string): string {
  const [first = '', ...others] = name.trim().split(/\s+/u);
  const other = others.find((word) => word !== word.toLocaleLowerCase()) ?? others[0];
  const [letter] = other ? new Intl.Segmenter().segment(other) : [];
  return letter ? `${first} ${letter.segment.toLocaleUpperCase()}.` : first;
}

/** Who stands under a reference, a piece each: the name, the role, the business, as far as they are shown. */
export function signature({
  name,
  role,
  business,
}: {
  name: string | null;
  role: string;
  business: string;
}): string[] {
  return [name ?? '', role, business].filter((piece) => piece !== '');
}

/**
 * The years of an engagement, as coarse as they are shown: of its beginning, and of its end where it has ended. Both on
 * the clock of whoever asks.
 */
export function yearsOf(
  { began, endedOn }: { began: string; endedOn: string | null },
  timeZone: string,
): { since: number; until: number | null } {
  const since = Temporal.Instant.from(began).toZonedDateTimeISO(timeZone).year;
  return { since, until: endedOn === null ? null : Math.max(since, Temporal.PlainDate.from(endedOn).year) };
}

type Placed = { id: string; publishedAt: string };

/** In the practice's order; those that it has not placed come after, the newest first. */
export function inOrder<Reference extends Placed>(
  references: readonly Reference[],
  order: readonly string[],
): Reference[] {
  const place = ({ id }: Placed) => {
    const at = order.indexOf(id);
    return at === -1 ? order.length : at;
  };
  return references.toSorted(
    (one, other) =>
      place(one) - place(other) ||
      Temporal.Instant.compare(other.publishedAt, one.publishedAt) ||
      (one.id < other.id ? -1 : 1),
  );
}

/** The order with one of them a place further up or down; at the end it stays. */
export function moved(order: readonly string[], id: string, way: 'up' | 'down'): string[] {
  const from = order.indexOf(id);
  const to = from + (way === 'up' ? -1 : 1);
  if (from === -1 || to < 0 || to >= order.length) return [...order];
  const others = order.filter((one) => one !== id);
  return [...others.slice(0, to), id, ...others.slice(to)];
}
