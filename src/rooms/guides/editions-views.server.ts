/** The pages on which a practice writes its own guides, as they show what operations gave. */
import type { z } from 'zod';
import type { Locale } from '#kernel/text.ts';
import * as m from '#messages';
import type { Line } from '#kernel/text-differences.ts';
import { compareTexts } from './comparison.ts';
import type { listOwnGuides } from './editions.operations.server.ts';
import type { EditionWords } from './editions.ts';
import { requirementNumber, type GuideSlug } from './guides.ts';
import { readText } from './manuscript.server.ts';
import { guideTitle } from './shelf.server.ts';

/** A guide in a practice's words, as its page shows it. The prefix keeps its titles apart from what else has an id there. */
export function ownGuide(slug: GuideSlug, { title, description, body }: EditionWords) {
  return { slug, number: requirementNumber(slug), title, description, ...readText(body, 's-') };
}

/** The eight guides, each with whose words it has in each language. */
export function ownGuideRows({ guides }: z.output<(typeof listOwnGuides)['output']>, locale: Locale) {
  return [...Map.groupBy(guides, ({ guide }) => guide)].map(([slug, editions]) => ({
    slug,
    number: requirementNumber(slug),
    title: guideTitle(locale, slug),
    editions: editions.map(({ language, standing, isDrafted }) => ({ language, standing, isDrafted })),
  }));
}

/** What is the same in both is shown this far around what isn't. */
const linesAround = 1;

export type ShownLine = Line | { readonly kind: 'skipped'; readonly text: string };

/** What differs between two texts, part by part; nothing where they say the same. */
export function comparisonView(before: EditionWords, after: EditionWords, locale: Locale) {
  const said = { locale };
  const { title, description, body } = compareTexts(before, after);
  const parts: { label: string; lines: readonly ShownLine[] }[] = [
    { label: m.guides_own_field_title({}, said), lines: title },
    { label: m.guides_own_field_description({}, said), lines: description },
    { label: m.guides_own_field_body({}, said), lines: folded(body, locale) },
  ];
  return parts.filter(({ lines }) => lines.length > 0);
}

function folded(lines: readonly Line[], locale: Locale): ShownLine[] {
  const isShown = (at: number) =>
    lines.slice(Math.max(0, at - linesAround), at + linesAround + 1).some(({ kind }) => kind !== 'same');
  const shown: ShownLine[] = [];
  let skipped = 0;
  const endRun = () => {
    if (skipped > 0)
      shown.push({ kind: 'skipped', text: m.guides_own_lines_same({ count: skipped }, { locale }) });
    skipped = 0;
  };
  for (const [at, line] of lines.entries()) {
    if (isShown(at)) {
      endRun();
      shown.push(line);
    } else skipped++;
  }
  endRun();
  return shown;
}
