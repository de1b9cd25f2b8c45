/** What the log says of one request, and how things stood with it at any moment. */

/** What happened to a request. `id` orders what happened in one instant. */
export type Moment = { readonly id: string; readonly at: Temporal.Instant } & (
  | { readonly kind: 'sent'; readonly wishedBy: Temporal.Instant | null }
  | { readonly kind: 'asked' | 'answered' | 'unasked'; readonly question: string }
  | { readonly kind: 'promised' | 'dateAgreed'; readonly by: Temporal.Instant }
  | { readonly kind: 'changesRequested'; readonly namesCriterion: boolean }
  | {
      readonly kind:
        | 'takenBack'
        | 'saidBack'
        | 'corrected'
        | 'confirmed'
        | 'declined'
        | 'delivered'
        | 'accepted'
        | 'withdrawn';
    }
);

/** What a request holds, as far as a figure asks. */
export type Content = {
  readonly hasPurpose: boolean;
  readonly hasSize: boolean;
  readonly hasExample: boolean;
  readonly autonomyLevel: number | null;
  readonly saysWhatToConsult: boolean;
};

export type RequestRecord = {
  readonly brief: string;
  /** What it held when it was sent last, and when that was; null while it lies on the client's desk again. */
  readonly asSent: (Content & { readonly at: Temporal.Instant }) | null;
  readonly moments: readonly Moment[];
};

/** `until` is null while it lasts. */
export type Span = { readonly from: Temporal.Instant; readonly until: Temporal.Instant | null };

export type Question = Span & {
  /** When the client reacted: with the answer, or by taking the request back to change it. */
  readonly reactedAt: Temporal.Instant | null;
};

type Promised = { readonly promisedAt: Temporal.Instant; readonly by: Temporal.Instant };

export type Delivery = {
  readonly at: Temporal.Instant;
  /** The promise that it fulfils; null for a rework that was promised for no date. */
  readonly promise: Promised | null;
  /** Whether changes that no criterion asked for had been requested before. */
  readonly followsNewWishes: boolean;
  readonly judged: {
    readonly at: Temporal.Instant;
    readonly verdict: 'accepted' | 'criterionUnmet' | 'newWishes';
  } | null;
};

/** A request as it stood at some moment. */
export type Life = {
  readonly brief: string;
  /** The sending that counts, the last; null while the request lies on the client's desk. */
  readonly sent: {
    readonly at: Temporal.Instant;
    readonly wishedBy: Temporal.Instant | null;
    /** What it held; null where it was sent again since, so that nobody knows any more. */
    readonly content: Content | null;
  } | null;
  /** While the assistant had it in hand: sent and neither delivered nor ended. */
  readonly inHand: readonly Span[];
  readonly questions: readonly Question[];
  /** How many times it was said back until it was confirmed. */
  readonly understood: { readonly at: Temporal.Instant; readonly rounds: number } | null;
  /** The first sign of the assistant since it was sent: a question, a teach-back, or that they don't take it. */
  readonly repliedAt: Temporal.Instant | null;
  readonly isPromised: boolean;
  /** What moved after the first promise. */
  readonly moved: { readonly dates: number; readonly criteria: number; readonly newWishes: number };
  readonly deliveries: readonly Delivery[];
  /** From the first that happened to the last, and on while it is in hand. Outside of it there is nothing to count. */
  readonly stretch: Span | null;
  readonly ended: {
    readonly at: Temporal.Instant;
    readonly how: 'accepted' | 'declined' | 'withdrawn';
  } | null;
};

const inOrder = (one: Moment, other: Moment): number =>
  Temporal.Instant.compare(one.at, other.at) || (one.id < other.id ? -1 : Number(one.id > other.id));

/**
 * A request as it stood just before a moment, from what had happened by then alone: an evaluation of a past week finds
 * what it would have found in that week. The moments may come in any order.
 */
export function lifeAt(record: RequestRecord, at: Temporal.Instant): Life {
  const before = record.moments.filter((moment) => isBefore(moment.at, at));
  return lifeOf(record, before.toSorted(inOrder));
}

/** The same just before each of several instants, the earliest first: one life for all between which nothing happened. */
export function livesAt(record: RequestRecord, instants: readonly Temporal.Instant[]): readonly Life[] {
  const sorted = record.moments.toSorted(inOrder);
  let happened = 0;
  let life = lifeOf(record, []);
  return instants.map((at) => {
    const before = happened;
    for (let next = sorted[happened]; next && isBefore(next.at, at); next = sorted[happened]) happened += 1;
    if (happened > before) life = lifeOf(record, sorted.slice(0, happened));
    return life;
  });
}

/** Whether anything of a life can lie in a window. */
export function reachesInto({ stretch }: Life, window: { from: Temporal.Instant; until: Temporal.Instant }) {
  if (stretch === null || !isBefore(stretch.from, window.until)) return false;
  return stretch.until === null || !isBefore(stretch.until, window.from);
}

/** A life as its moments tell it, which are in order. */
function lifeOf({ brief, asSent }: RequestRecord, moments: readonly Moment[]): Life {
  const life = new Telling(brief, asSent);
  for (const moment of moments) life.goOn(moment);
  return life;
}

const isBefore = (one: Temporal.Instant, other: Temporal.Instant) => Temporal.Instant.compare(one, other) < 0;

type Open<Of> = { -readonly [Key in keyof Of]: Of[Key] };

/** A life while it is being told. */
class Telling implements Life {
  sent: Life['sent'] = null;
  inHand: Open<Span>[] = [];
  questions: Open<Question>[] = [];
  understood: Life['understood'] = null;
  repliedAt: Life['repliedAt'] = null;
  isPromised = false;
  moved = { dates: 0, criteria: 0, newWishes: 0 };
  deliveries: Open<Delivery>[] = [];
  ended: Life['ended'] = null;
  #happened: { readonly from: Temporal.Instant; readonly last: Temporal.Instant } | null = null;
  #promise: Promised | null = null;
  #corrections = 0;
  #openQuestions = new Map<string, Open<Question>>();
  readonly #asSent: RequestRecord['asSent'];
  readonly brief: string;

  constructor(brief: string, asSent: RequestRecord['asSent']) {
    this.brief = brief;
    this.#asSent = asSent;
  }

  get stretch(): Life['stretch'] {
    if (!this.#happened) return null;
    const { from, last } = this.#happened;
    return { from, until: this.inHand.some(({ until }) => until === null) ? null : last };
  }

  goOn(moment: Moment): void {
    const { at } = moment;
    this.#happened = { from: this.#happened?.from ?? at, last: at };
    switch (moment.kind) {
      case 'sent': {
        const content = this.#asSent?.at.equals(at) ? this.#asSent : null;
        this.sent = { at, wishedBy: moment.wishedBy, content };
        this.#corrections = 0;
        this.repliedAt = null;
        return this.#take(at);
      }
      case 'takenBack':
        this.sent = null;
        for (const question of this.#openQuestions.values()) question.reactedAt ??= at;
        return this.#lay(at);
      case 'asked': {
        this.repliedAt ??= at;
        const question = { from: at, until: null, reactedAt: null };
        this.questions.push(question);
        this.#openQuestions.set(moment.question, question);
        return;
      }
      case 'answered':
      case 'unasked':
        return this.#close(moment.question, at, moment.kind === 'answered');
      case 'saidBack':
        this.repliedAt ??= at;
        return;
      case 'corrected':
        this.#corrections += 1;
        return;
      case 'confirmed':
        this.understood = { at, rounds: this.#corrections + 1 };
        return;
      case 'promised':
      case 'dateAgreed':
        if (moment.kind === 'dateAgreed' && this.#promise) this.moved.dates += 1;
        this.isPromised = true;
        this.#promise = { promisedAt: at, by: moment.by };
        return;
      case 'delivered': {
        const followsNewWishes = this.moved.newWishes > 0;
        this.deliveries.push({ at, promise: this.#promise, followsNewWishes, judged: null });
        return this.#lay(at);
      }
      case 'changesRequested':
        this.moved[moment.namesCriterion ? 'criteria' : 'newWishes'] += 1;
        this.#judge(at, moment.namesCriterion ? 'criterionUnmet' : 'newWishes');
        // The delivery has fulfilled the promise.
        this.#promise = null;
        return this.#take(at);
      case 'accepted':
        this.#judge(at, 'accepted');
        return this.#end(at, 'accepted');
      case 'declined':
        this.repliedAt ??= at;
        return this.#end(at, 'declined');
      case 'withdrawn':
        return this.#end(at, 'withdrawn');
    }
  }

  #take(from: Temporal.Instant): void {
    this.inHand.push({ from, until: null });
  }

  #lay(until: Temporal.Instant): void {
    const last = this.inHand.at(-1);
    if (last?.until === null) last.until = until;
  }

  #judge(at: Temporal.Instant, verdict: NonNullable<Delivery['judged']>['verdict']): void {
    const last = this.deliveries.at(-1);
    if (last) last.judged = { at, verdict };
  }

  #close(name: string, at: Temporal.Instant, isAnswered: boolean): void {
    const question = this.#openQuestions.get(name);
    if (!question) return;
    question.until = at;
    if (isAnswered) question.reactedAt ??= at;
    this.#openQuestions.delete(name);
  }

  #end(at: Temporal.Instant, how: NonNullable<Life['ended']>['how']): void {
    for (const name of this.#openQuestions.keys()) this.#close(name, at, false);
    this.#lay(at);
    this.ended = { at, how };
  }
}
