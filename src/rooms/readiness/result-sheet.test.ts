import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { newId } from '#kernel/new-id.server.ts';
import { WRITTEN_CASES } from './cases.fixtures.ts';
import { everythingAt, recommended } from './factories.ts';
import { resultSheet } from './result-sheet.server.ts';
import { ACTIVITY_IDS, assess, smallestChanges, smallestSets } from './rules.ts';
import type { ActivityId, Judgement } from './rules.ts';
import { resultView } from './views.server.ts';

const place = { timeZone: 'America/Bogota', origin: 'https://delega.example.org' };

/** One case of each verdict and rule, as its reader gets it. */
const firstOfEachRule = [
  ...new Map(WRITTEN_CASES.map((written) => [written.expected.join(), written])).values(),
].map((written) => {
  const answers = everythingAt(written.base === 'good' ? 3 : 4, written.answers);
  const weighed = { form: written.form ?? 'full', weights: recommended } as const;
  return {
    edition: 1,
    practiceEdition: null,
    activities: [],
    result: assess(answers, weighed),
    changes: smallestChanges(answers, weighed),
    together: smallestSets(answers, weighed),
    finishedAt: '2026-05-05T03:00:00Z',
    isKept: false,
    isOwn: true,
    shownSince: null,
  };
});

async function read(sheet: Buffer) {
  const pdf = await getDocument({ data: new Uint8Array(sheet), verbosity: 0 }).promise;
  const page = await pdf.getPage(1);
  const { items } = await page.getTextContent();
  const words = items.map((item) => ('str' in item ? item.str : '')).join(' ');
  const lowest = Math.min(...items.map((item) => ('transform' in item ? Number(item.transform[5]) : 999)));
  return {
    pages: pdf.numPages,
    text: words.replace(/\s+/g, ' '),
    lowest,
    language: (await pdf.getMetadata()).info,
    tagged: await page.getStructTree(),
  };
}

describe.each(['es', 'en'] as const)('the result on paper, in %s', (locale) => {
  it('fits one sheet whatever the result, with verdict, scores and caution', async () => {
    for (const found of firstOfEachRule) {
      const view = resultView(found, locale);
      const { pages, text, lowest } = await read(await resultSheet(view, { locale, ...place }));
      expect(pages, view.verdict.label).toBe(1);
      expect(lowest, 'inside the sheet').toBeGreaterThan(12);
      expect(text).toContain(view.verdict.label);
      for (const { name, score } of view.scores) expect(text).toContain(`${name} ${score ?? '—'}`);
      expect(text).toContain(locale === 'es' ? 'no un test validado' : 'not a validated test');
    }
  });
});

it('says its title and language to a screen reader, and the picture in words', async () => {
  const [found] = firstOfEachRule;
  if (!found) throw new Error('there are written cases');
  const view = resultView(found, 'es');
  const sheet = await resultSheet(view, { locale: 'es', ...place });
  const { language, tagged } = await read(sheet);
  expect(language).toMatchObject({ Title: `Tu resultado: ${view.verdict.label}`, Language: 'es' });
  const roles = JSON.stringify(tagged);
  for (const role of ['"H1"', '"H2"', '"Figure"', '"P"']) expect(roles).toContain(role);
  expect(roles).toContain('Puntuación de cada requisito');
});

it('names the practice whose test it was, in one line however long the name is', async () => {
  const [found] = firstOfEachRule;
  if (!found) throw new Error('there are written cases');
  for (const practice of ['Marta Ríos', 'Asistencia y algo más '.repeat(9).trim()]) {
    const practiceEdition = {
      practice,
      workspace: newId<'workspace'>(),
      number: 1,
      content: { wording: {}, off: [], added: [] },
      weights: recommended,
    };
    const view = resultView({ ...found, practiceEdition }, 'es');
    const { pages, text } = await read(await resultSheet(view, { locale: 'es', ...place }));
    expect(pages).toBe(1);
    expect(text).toContain(`Autoevaluación de ${practice.slice(0, 60)}`);
    expect(text).toContain(view.verdict.label);
  }
});

it('says of each activity whether it suits, on the same sheet however many there are', async () => {
  const picked = (id: ActivityId, letters: string) => {
    const [A2, A3, A4] = [...letters] as Judgement[];
    return { id, name: '', judged: { ...(A2 && { A2 }), ...(A3 && { A3 }), ...(A4 && { A4 }) } };
  };
  const few = [picked('inbox', 'aaa'), picked('post', 'daa')];
  const many = ACTIVITY_IDS.slice(0, 9).map((id) => picked(id, 'aac'));
  for (const found of firstOfEachRule) {
    const sheetOf = async (activities: typeof few) =>
      read(await resultSheet(resultView({ ...found, activities }, 'es'), { locale: 'es', ...place }));
    expect((await sheetOf([...few, ...many])).pages).toBe(1);
    if (found.result.verdict === 'ready')
      expect((await sheetOf(few)).text).toContain('Cartas en papel y paquetes: No encaja');
  }
});

it('gives the day where the reader is', async () => {
  const [found] = firstOfEachRule;
  if (!found) throw new Error('there are written cases');
  const { text } = await read(await resultSheet(resultView(found, 'en'), { locale: 'en', ...place }));
  expect(text).toContain('4 May 2026');
});
