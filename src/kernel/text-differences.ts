/** What differs between two versions of a text: line by line, and within a line that was changed word by word. */
type Kind = 'same' | 'removed' | 'added';
export type Step = { readonly kind: Kind; readonly text: string };
export type Line =
  | { readonly kind: Kind; readonly text: string }
  /** A line that says it differently: its words in order. */
  | { readonly kind: 'changed'; readonly words: readonly Step[] };

/** The lines of both that say something, in order. Blank ones only keep paragraphs apart. */
export function compareLines(before: string, after: string): Line[] {
  const linesIn = (text: string) => text.split('\n').filter((line) => line.trim() !== '');
  const lines: Line[] = [];
  let removed: string[] = [];
  let added: string[] = [];
  const endRun = () => {
    lines.push(...paired(removed, added));
    [removed, added] = [[], []];
  };
  for (const step of stepsBetween(linesIn(before), linesIn(after))) {
    if (step.kind === 'removed') removed.push(step.text);
    else if (step.kind === 'added') added.push(step.text);
    else {
      endRun();
      lines.push(step);
    }
  }
  endRun();
  return lines;
}

/** What went and what came at the same place: those that share words are one line, changed. */
function paired(removed: readonly string[], added: readonly string[]): Line[] {
  const pairs = Math.min(removed.length, added.length);
  const lines: Line[] = [];
  for (let at = 0; at < Math.max(removed.length, added.length); at++) {
    const [gone, come] = [removed[at], added[at]];
    const words = at < pairs && gone && come ? wordsBetween(gone, come) : null;
    if (words) lines.push({ kind: 'changed', words });
    else {
      if (gone) lines.push({ kind: 'removed', text: gone });
      if (come) lines.push({ kind: 'added', text: come });
    }
  }
  return lines;
}

/** The words of two lines in order; null where they have so little in common that each is read better by itself. */
export function wordsBetween(before: string, after: string): Step[] | null {
  const wordsIn = (text: string) => text.match(/\s+|[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}]/gu) ?? [];
  const steps = stepsBetween(wordsIn(before), wordsIn(after));
  const shared = steps.filter(({ kind }) => kind === 'same').reduce((sum, { text }) => sum + text.length, 0);
  if (shared * 2 < Math.min(before.length, after.length)) return null;
  // Neighbours of one kind together, so that a reader sees phrases.
  return steps.reduce<Step[]>((together, { kind, text }) => {
    const last = together.at(-1);
    if (last?.kind !== kind) return [...together, { kind, text }];
    return [...together.slice(0, -1), { kind, text: last.text + text }];
  }, []);
}

/** Beyond so many pairs to compare, all that lies between the common beginning and end counts as changed. */
const mostPairs = 1_100_000;

/** The shortest way from one row of texts to the other, by their longest common subsequence. */
function stepsBetween(before: readonly string[], after: readonly string[]): Step[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let [endBefore, endAfter] = [before.length, after.length];
  while (endBefore > start && endAfter > start && before[endBefore - 1] === after[endAfter - 1]) {
    endBefore--;
    endAfter--;
  }
  const as = (kind: Kind, texts: readonly string[]) => texts.map((text) => ({ kind, text }));
  return [
    ...as('same', before.slice(0, start)),
    ...middleSteps(before.slice(start, endBefore), after.slice(start, endAfter)),
    ...as('same', before.slice(endBefore)),
  ];
}

function middleSteps(before: readonly string[], after: readonly string[]): Step[] {
  const width = after.length + 1;
  // How many texts the rest of both rows share, from each pair of places on.
  const shared = before.length * after.length > mostPairs ? null : restsShared(before, after, width);
  const steps: Step[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [gone, come] = [before[i], after[j]];
    if (shared && gone !== undefined && gone === come) {
      steps.push({ kind: 'same', text: gone });
      i++;
      j++;
    } else if (gone !== undefined && (come === undefined || isShorter(shared, i, j, width))) {
      steps.push({ kind: 'removed', text: gone });
      i++;
    } else if (come !== undefined) {
      steps.push({ kind: 'added', text: come });
      j++;
    }
  }
  return steps;
}

/** Whether leaving out a text of the earlier row keeps at least as much in common as leaving out one of the later. */
function isShorter(shared: Uint16Array | null, i: number, j: number, width: number): boolean {
  if (!shared) return true;
  return (shared[(i + 1) * width + j] ?? 0) >= (shared[i * width + j + 1] ?? 0);
}

function restsShared(before: readonly string[], after: readonly string[], width: number): Uint16Array {
  const shared = new Uint16Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      shared[i * width + j] =
        before[i] === after[j]
          ? (shared[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(shared[(i + 1) * width + j] ?? 0, shared[i * width + j + 1] ?? 0);
    }
  }
  return shared;
}
