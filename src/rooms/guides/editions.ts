/** A practice's own edition of a guide: what it says in one language, and what it must say before it can be read. */
import type { FieldErrors } from '#kernel/errors.ts';

/** In characters, and lines of the text: four times as long as Delega's own guides. */
export const editionSizes = { title: 90, description: 170, body: 24_000, lines: 1000 } as const;

/** The words as they were typed; the body with its marking. */
export interface EditionWords {
  readonly title: string;
  readonly description: string;
  readonly body: string;
}

const says = /[\p{L}\p{N}]/u;

/** What a draft lacks to be published: for each field that says nothing, `required`. */
export function missingIn(words: EditionWords): FieldErrors {
  const fields = ['title', 'description', 'body'] as const;
  return Object.fromEntries(fields.filter((one) => !says.test(words[one])).map((one) => [one, 'required']));
}

export const isSameText = (one: EditionWords, other: EditionWords): boolean =>
  one.title === other.title && one.description === other.description && one.body === other.body;
