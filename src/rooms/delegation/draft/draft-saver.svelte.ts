import {
  draftFieldNames,
  fieldsThatDiffer,
  mergeDrafts,
  putFields,
  saysTheSame,
  type DraftField,
  type DraftFields,
} from '../draft-fields.ts';
import { fieldErrors, post, type Answer, type SavedDraft } from './draft-post.ts';
import { forgetDraft, keepDraft, keptDraft } from './draft-shelf.ts';

/** One sending: what it says and under which key, so that the same may be sent again after a lost answer. */
type Sending = {
  readonly to: string;
  readonly entries: readonly (readonly [string, string])[];
  readonly fields: readonly DraftField[];
  readonly draft: DraftFields;
};

type Options = SavedDraft & {
  /** Address of the brief; null while it is not begun. */
  place: string | null;
  /** Address of the page that begins one. */
  beginAt: string;
  key: string;
  /** What else a beginning names; null while that is not chosen yet. */
  begins: () => Record<string, string> | null;
  /** The brief has got its own address. */
  onbegun: (place: string) => void;
};

const pauseMs = 800;
const retriesMs = [2000, 4000, 8000, 15_000, 30_000];

/**
 * Saves a draft by itself while it is written. What was typed stays here whatever happens: a lost answer is asked for
 * again under the same key, what another person wrote meanwhile is merged, and where both wrote in one field both
 * versions are shown. What could not be saved is also kept in this tab, so that it outlives a reload.
 */
export class DraftSaver {
  draft: DraftFields = $state()!;
  status = $state<'idle' | 'saving' | 'saved' | 'unsaved'>('idle');
  savedAt = $state<number | null>(null);
  /** What the server refused, by field; said at the field until it is changed. */
  errors = $state<Partial<Record<DraftField, string>>>({});
  /** Fields in which somebody else wrote too, with their version. */
  clashes = $state.raw<Partial<DraftFields>>({});
  /** Why nothing can be saved now, where it is not one field's. */
  message = $state<string | null>(null);
  place = $state<string | null>(null);
  revision = $state(0);

  #base: DraftFields;
  #options: Options;
  #refused: DraftFields | null = null;
  #lost: Sending | null = null;
  #sendings = 0;
  #failures = 0;
  #stopped = false;
  #beginsEmpty = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #working: Promise<boolean> | null = null;

  constructor(options: Options) {
    this.#options = options;
    this.#base = options.fields;
    this.draft = structuredClone(options.fields);
    this.place = options.place;
    this.revision = options.revision;
  }

  /** Something was typed: save in a moment. */
  touched(): void {
    if (this.#refused) this.#forgetMendedErrors(this.#refused);
    if (this.#unsavedFields().length === 0 && !this.#lost) return;
    this.#schedule(pauseMs);
  }

  /** Saves everything now; true when nothing is left unsaved. */
  flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#working ??= this.#saveAll().finally(() => (this.#working = null));
    return this.#working;
  }

  /** Begins the brief, even before anything was written: for files that want to belong to one. */
  begin(): Promise<boolean> {
    this.#beginsEmpty = true;
    return this.flush();
  }

  get isUnsaved(): boolean {
    const isHeldUp = Object.keys(this.errors).length > 0 || this.hasClashes;
    return isHeldUp || this.#lost !== null || this.#unsavedFields().length > 0;
  }

  get hasClashes(): boolean {
    return Object.keys(this.clashes).length > 0;
  }

  /** A newer version of the draft has come by another way; while an answer is awaited, that answer will tell. */
  offer(saved: SavedDraft): void {
    if (saved.revision > this.revision && !this.#working) this.#merge(saved);
  }

  /** Decides a clash: with mine the field is saved as it stands here, with theirs it says what they wrote. */
  decide(field: DraftField, whose: 'mine' | 'theirs'): void {
    const { [field]: theirs, ...others } = this.clashes;
    if (whose === 'theirs' && theirs !== undefined) Object.assign(this.draft, { [field]: theirs });
    this.clashes = others;
    this.touched();
  }

  /** Takes up what this tab kept when it could not be saved. */
  restore(): void {
    const kept = keptDraft<Sending>(this.place ?? this.#options.beginAt);
    if (!kept) return;
    const { merged, clashes } = mergeDrafts(kept.base, kept.draft, this.#base);
    this.draft = merged;
    this.#lost = kept.lost;
    this.#sendings = kept.sendings;
    this.#noteClashes(clashes, this.#base);
    this.touched();
  }

  /** The page goes away: save what is pending, without waiting. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#stopped = true;
    if (this.isUnsaved) {
      this.#keep();
      void this.flush();
    }
  }

  #schedule(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), ms);
  }

  #unsavedFields(): DraftField[] {
    const blocked = (field: DraftField) =>
      field in this.clashes || (this.#refused !== null && field in this.errors);
    return fieldsThatDiffer(this.#base, this.draft).filter((field) => !blocked(field));
  }

  async #saveAll(): Promise<boolean> {
    for (;;) {
      const sending = this.#lost ?? this.#nextSending();
      if (!sending) break;
      this.status = 'saving';
      const answer = await post(sending.to, sending.entries);
      if (answer === null) {
        this.#lost = sending;
        this.status = 'unsaved';
        this.#keep();
        if (!this.#stopped)
          this.#schedule(retriesMs[Math.min(this.#failures++, retriesMs.length - 1)] ?? pauseMs);
        return false;
      }
      this.#lost = null;
      this.#failures = 0;
      if (!this.#take(sending, answer)) {
        this.status = 'unsaved';
        this.#keep();
        return false;
      }
    }
    const isAllSaved = !this.isUnsaved;
    this.status = isAllSaved ? 'saved' : 'unsaved';
    if (isAllSaved) {
      this.savedAt = Date.now();
      this.#forget();
    }
    return isAllSaved;
  }

  #nextSending(): Sending | null {
    const isNew = this.place === null;
    const fields = this.#unsavedFields();
    if (fields.length === 0 && !(isNew && this.#beginsEmpty)) return null;
    const draft = $state.snapshot(this.draft) as DraftFields;
    const form = new FormData();
    putFields(form, draft, isNew ? draftFieldNames.filter((field) => !(field in this.errors)) : fields);
    const more = isNew ? this.#options.begins() : { revision: String(this.revision) };
    if (more === null) return null;
    const key = `${this.#options.key}.${(this.#sendings += 1)}`;
    // Everything is text: the form was made of texts a line above.
    const texts = [...form] as [string, string][];
    return {
      to: `${this.place ?? this.#options.beginAt}?/save`,
      entries: [...texts, ...Object.entries({ ...more, key })],
      fields,
      draft,
    };
  }

  /** False where it makes no sense to go on by itself. */
  #take(sending: Sending, answer: Answer): boolean {
    this.message = null;
    if (answer.latest) {
      this.#merge(answer.latest);
      return true;
    }
    if (answer.refused) {
      const errors = fieldErrors(answer.refused.errors);
      // A field that is refused must not keep the others from being saved.
      this.#refused = sending.draft;
      this.errors = { ...this.errors, ...errors };
      if (Object.keys(errors).length > 0) return true;
      this.message = answer.refused.message;
      return false;
    }
    this.#base = { ...this.#base };
    for (const field of sending.fields) Object.assign(this.#base, { [field]: sending.draft[field] });
    if (answer.begunAt && this.place === null) {
      this.place = answer.begunAt;
      this.#forget();
      if (!this.#stopped) this.#options.onbegun(answer.begunAt);
    }
    this.revision = answer.saved?.revision ?? 1;
    return true;
  }

  #merge({ fields, revision }: SavedDraft): void {
    const mine = $state.snapshot(this.draft) as DraftFields;
    const { merged, clashes } = mergeDrafts(this.#base, mine, fields);
    for (const field of draftFieldNames) {
      // A field that stays as it is keeps its place under the cursor.
      if (!saysTheSame(field, merged, mine)) Object.assign(this.draft, { [field]: merged[field] });
    }
    this.#base = fields;
    this.revision = revision;
    this.#noteClashes(clashes, fields);
  }

  #noteClashes(clashes: readonly DraftField[], theirs: DraftFields): void {
    const named = Object.fromEntries(clashes.map((field) => [field, theirs[field]]));
    this.clashes = { ...this.clashes, ...named };
  }

  #forgetMendedErrors(refused: DraftFields): void {
    const still = Object.entries(this.errors).filter(([field]) =>
      saysTheSame(field as DraftField, refused, this.draft),
    );
    if (still.length < Object.keys(this.errors).length) this.errors = Object.fromEntries(still);
  }

  #keep(): void {
    keepDraft<Sending>(this.place ?? this.#options.beginAt, {
      base: this.#base,
      draft: $state.snapshot(this.draft) as DraftFields,
      lost: this.#lost,
      sendings: this.#sendings,
    });
  }

  #forget(): void {
    forgetDraft(this.#options.beginAt);
    if (this.place) forgetDraft(this.place);
  }
}
