import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { languageOfAddress } from '#kernel/web/addresses.ts';
import { STEPS } from '#rooms/readiness/rules.ts';
import { wordsToAvoid } from '../../../bin/check-messages.ts';
import { GUIDE_SLUGS } from './guides.ts';
import { readManuscript } from './manuscript.server.ts';
import { listGuides, openGuide } from './shelf.server.ts';

const folder = new URL('./texts/', import.meta.url);
const languages = ['es', 'en'] as const;
const all = GUIDE_SLUGS.flatMap((slug) => languages.map((language) => ({ slug, language })));
const written = (slug: string, language: string) =>
  readFileSync(new URL(`${slug}.${language}.md`, folder), 'utf8');

test('there is a guide for each requirement and one before them, in both languages, and nothing else', () => {
  const requirements = STEPS.filter(({ id }) => /^R\d$/.test(id)).map(({ slug }) => slug);
  expect([...GUIDE_SLUGS]).toEqual(['is-it-for-me', ...requirements]);
  const files = globSync('*', { cwd: folder.pathname }).map((file) => basename(file));
  expect(files.sort()).toEqual(all.map(({ slug, language }) => `${slug}.${language}.md`).sort());
  for (const language of languages)
    expect(listGuides(language).map(({ number }) => number)).toEqual([null, 1, 2, 3, 4, 5, 6, 7]);
});

test.each(all)(
  '$slug in $language is long enough to help and has its five sections',
  ({ slug, language }) => {
    const guide = openGuide(language, slug);
    expect(guide?.words).toBeGreaterThanOrEqual(700);
    expect(guide?.sections).toHaveLength(5);
    expect(new Set(guide?.sections.map(({ id }) => id)).size).toBe(5);
    expect(guide?.lead).toMatchObject([{ html: expect.stringMatching(/^<p>/) }]);
    expect(guide?.description.length, 'search engines cut what is longer').toBeLessThanOrEqual(170);
    expect(guide?.sections.flatMap(({ parts }) => parts).filter(({ drawing }) => drawing)).toHaveLength(1);
  },
);

test.each(GUIDE_SLUGS)('%s is built alike in both languages', (slug) => {
  const [es, en] = languages.map((language) => shapeOf(written(slug, language)));
  expect(en).toEqual(es);
});

test.each(GUIDE_SLUGS)('%s speaks a Spanish for everybody', (slug) => {
  expect(wordsToAvoid(written(slug, 'es').replaceAll('![', '['))).toEqual([]);
  // Words of one region, and gendered forms for whoever assists.
  const regional =
    /\b(ordenador(es)?|computadoras?|móvil(es)?|celular(es)?|vídeos?|videos?|costes?|ficheros?|pinch\w+|clic\w*|coger|laborables?)\b/iu;
  expect(regional.exec(written(slug, 'es'))?.[0]).toBeUndefined();
  expect(/\b(el|la|un|una) asistente\b/iu.exec(written(slug, 'es'))?.[0]).toBeUndefined();
});

test.each(GUIDE_SLUGS)('%s speaks of a service in English too', (slug) => {
  expect(
    /\b(boss|employer|hir(e|ed|ing)|overtime|ASAP|AI)\b/i.exec(written(slug, 'en'))?.[0],
  ).toBeUndefined();
});

test.each(all)('links and drawings in $slug in $language are there', ({ slug, language }) => {
  const guide = openGuide(language, slug);
  const parts = [...(guide?.lead ?? []), ...(guide?.sections.flatMap((section) => section.parts) ?? [])];
  const html = parts.map((part) => (part.drawing === undefined ? part.html : '')).join('');
  const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, target]) => target);
  const known = ['/test', '/guides', ...GUIDE_SLUGS.map((other) => `/guides/${other}`)];
  expect(links.filter((link) => !known.includes(link ?? '') || link === `/guides/${slug}`)).toEqual([]);
  const drawn = globSync('*.svelte', { cwd: new URL('./drawings/', import.meta.url).pathname });
  for (const { drawing, label, words } of parts.filter((part) => part.drawing !== undefined)) {
    expect(drawn.map((file) => basename(file, '.svelte').toLowerCase())).toContain(drawing);
    expect(label.length, 'what those read who do not see it').toBeGreaterThan(30);
    expect(words.filter((word) => word === '')).toEqual([]);
  }
});

test('a guide that is not there is none', () => {
  expect(openGuide('es', 'nada')).toBeNull();
  expect(() => readManuscript('---\ntitle: A\n---\n\n## B\n')).toThrow('description');
});

test('pages that strangers find have an address in each language; others have not', () => {
  const asked = (path: string) => languageOfAddress(new URL(path, 'https://delega.example'));
  expect(['/', '/test', '/api', '/guides', '/guides/trust'].map((path) => asked(`${path}?lang=en`))).toEqual(
    Array(5).fill('en'),
  );
  expect(asked('/guides/trust')).toBeNull();
  expect(asked('/guides?lang=de')).toBeNull();
  expect(asked('/w/abc?lang=en')).toBeNull();
  expect(asked('/account?lang=en')).toBeNull();
});

/** Headings with their level, and how many points each list has: what a reader of the other language would miss. */
function shapeOf(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const [mark] = /^(#+(?= )|- |\d+\. |!\[)/.exec(line) ?? [];
    return mark ? [mark] : [];
  });
}
