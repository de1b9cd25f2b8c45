import type { DraftFields } from '../draft-fields.ts';

/** What this tab keeps of a draft that could not be saved: it outlives a reload, and ends with the tab. */
export type KeptDraft<Sending> = {
  readonly base: DraftFields;
  readonly draft: DraftFields;
  /** Sent without an answer. */
  readonly lost: Sending | null;
  /** How many were sent, so that no two share a key. */
  readonly sendings: number;
};

const nameOf = (place: string) => `delega-draft ${place}`;

export function keepDraft<Sending>(place: string, kept: KeptDraft<Sending>): void {
  try {
    sessionStorage.setItem(nameOf(place), JSON.stringify(kept));
  } catch {
    // A browser that stores nothing still has the page itself.
  }
}

export function keptDraft<Sending>(place: string): KeptDraft<Sending> | null {
  try {
    // Nobody else writes under this name.
    return JSON.parse(sessionStorage.getItem(nameOf(place)) ?? 'null') as KeptDraft<Sending> | null;
  } catch {
    return null;
  }
}

export function forgetDraft(place: string): void {
  try {
    sessionStorage.removeItem(nameOf(place));
  } catch {
    // Nothing was kept, then.
  }
}
