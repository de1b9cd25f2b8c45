import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { draftTexts, sentTexts } from './page-texts.server.ts';

const room = import.meta.dirname;

/** The texts that some components and all below them ask for. */
function usedBelow(...roots: string[]): string[] {
  const waiting = roots.map((path) => join(room, path));
  const seen = new Set<string>();
  const used = new Set<string>();
  for (let path = waiting.pop(); path; path = waiting.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const source = readFileSync(path, 'utf8');
    for (const [, text] of source.matchAll(/\bt\.(\w+)/g)) used.add(text ?? '');
    for (const [, part] of source.matchAll(/(?:from |import\()'(\.[\w./-]+(?:\.svelte|\/acts\.ts))'/g)) {
      waiting.push(join(dirname(path), part ?? ''));
    }
  }
  return [...used].sort();
}

const given = (texts: Record<string, string>, used: string[]) =>
  // What an empty field says is given to every page.
  Object.keys(texts)
    .filter((name) => name !== 'required' || used.includes('required'))
    .sort();

const steps = readdirSync(join(room, 'steps')).map((name) => `steps/${name}`);

describe('the texts that a page gets', () => {
  it('are those that the form of a brief shows, and no others', () => {
    const used = usedBelow('draft/DraftDesk.svelte', 'draft/EngagementChoice.svelte');
    expect(given(draftTexts(), used)).toEqual(used);
  });

  it('are those that a brief which was sent shows, and no others', () => {
    const used = usedBelow('sent/SentDesk.svelte', 'sent/past/SoFar.svelte', ...steps);
    expect(given(sentTexts(), used)).toEqual(used);
  });

  it('leave their blanks open for the page to fill', () => {
    expect(draftTexts().page_row_remove).toContain('{number}');
  });
});
