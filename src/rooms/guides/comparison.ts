/** What differs between two versions of a guide, part by part. */
import { compareLines, type Line } from '#kernel/text-differences.ts';
import type { EditionWords } from './editions.ts';

export interface Comparison {
  readonly title: readonly Line[];
  readonly description: readonly Line[];
  readonly body: readonly Line[];
}

/** Each part of two texts beside the other; empty where it is the same in both. */
export function compareTexts(before: EditionWords, after: EditionWords): Comparison {
  const part = (name: keyof EditionWords) =>
    before[name] === after[name] ? [] : compareLines(before[name], after[name]);
  return { title: part('title'), description: part('description'), body: part('body') };
}
