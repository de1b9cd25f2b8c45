import { wordsBetween, type Step } from '#kernel/text-differences.ts';
import type { BriefContent } from './brief.ts';

/** What became of a statement of the brief when the assistant said the brief back. */
export type SaidBack =
  | { readonly text: string; readonly kind: 'same' | 'absent' }
  /** Said otherwise: its words, those that went and those that came. */
  | { readonly text: string; readonly kind: 'changed'; readonly words: readonly Step[] };

/** A longer text than this is compared by its beginning. */
const mostLines = 200;
/** Below this share of its words a line says something else. */
const leastShared = 0.6;

/**
 * Looks for each done-criterion, and each line of what not to do, in what the assistant said back: is it there word for
 * word, said otherwise, or not there? The outcome and the way are to be said in own words, so nothing is looked for there.
 */
export function saidBack(
  { doneCriteria, notToDo }: Pick<BriefContent, 'doneCriteria' | 'notToDo'>,
  text: string,
): { readonly criteria: readonly SaidBack[]; readonly notToDo: readonly SaidBack[] } {
  const lines = linesOf(text).slice(0, mostLines);
  const found = (statement: string) => findIn(lines, statement);
  return {
    criteria: doneCriteria.map((criterion) => found(criterion.text.trim())),
    notToDo: linesOf(notToDo).map(found),
  };
}

function findIn(lines: readonly string[], statement: string): SaidBack {
  if (lines.some((line) => plain(line) === plain(statement))) return { text: statement, kind: 'same' };
  const closest = lines
    .map((line) => wordsBetween(statement, line))
    .filter((words) => words !== null)
    .map((words) => ({ words, shared: sharedPart(words) }))
    .reduce<{ words: Step[]; shared: number } | null>(
      (best, one) => (one.shared > (best?.shared ?? 0) ? one : best),
      null,
    );
  if (!closest || closest.shared < leastShared) return { text: statement, kind: 'absent' };
  return { text: statement, kind: 'changed', words: closest.words };
}

/** Lines with words in them, without the signs of a list. */
const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-*•–]|\d{1,2}[.)])\s+/, '').trim())
    .filter((line) => line !== '');

/** What makes no difference to a reader: capitals, doubled spaces, and the point at the end. */
const plain = (line: string): string =>
  line
    .normalize('NFC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[.;,]$/, '');

/** Which part of the letters both lines share, from 0 to 1. */
function sharedPart(words: readonly Step[]): number {
  const letters = (kinds: readonly Step['kind'][]) =>
    words.reduce((sum, { kind, text }) => sum + (kinds.includes(kind) ? text.trim().length : 0), 0);
  return (2 * letters(['same'])) / (2 * letters(['same']) + letters(['removed', 'added']));
}
