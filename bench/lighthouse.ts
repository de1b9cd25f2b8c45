import { createServer, type AddressInfo } from 'node:net';
import { chromium } from '@playwright/test';
import lighthouse from 'lighthouse';
import { takeSelfAssessment } from '../e2e/testing/assessment.ts';
import { practicePage } from '../e2e/testing/front.ts';
import type { Seed, SeededPlace } from '../e2e/testing/seed.ts';
import { median } from './load.ts';
import { print, type Figure } from './report.ts';

const times = 3;
const aims = { performance: 98, accessibility: 100, 'best-practices': 100, seo: 100 } as const;
type Category = keyof typeof aims;

interface PublicPage {
  what: string;
  path: string;
  cookie?: string;
  /** Audits that are right to fail here. */
  failsRightly?: string[];
}

/** What Lighthouse's mobile setting, with its slow network and processor, says of the pages that strangers meet. */
export async function measureLighthouse(
  executablePath: string,
  origin: string,
  seed: Seed,
  place: SeededPlace,
): Promise<void> {
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', `--remote-debugging-port=${port}`],
  });
  try {
    for (const page of await publicPages(origin, seed, place)) {
      const { figures, missed } = await scoresOf(port, origin, page);
      print(`Lighthouse, mobile: ${page.what}, median of ${times}`, figures);
      for (const audit of missed) console.log(`    ${audit}`);
    }
  } finally {
    await browser.close();
  }
}

/** The five kinds of page that search engines and people in a hurry meet first. */
async function publicPages(origin: string, seed: Seed, place: SeededPlace): Promise<PublicPage[]> {
  const { assistant, workspace } = place;
  const { facts, editions } = practicePage('medida');
  for (const [language, edition] of Object.entries(editions))
    await seed.call(assistant, workspace, 'PUT /page', { ...facts, language, edition });
  await seed.call(assistant, workspace, 'POST /page/publish', {});
  const unfinished = await takeSelfAssessment(origin, { S1: 'c' });
  const result = await takeSelfAssessment(origin, { D1: 'a', O2: '4', S1: 'c' });
  // Whoever has the link of a result reads it, and nobody should find it: it asks to be left out.
  const failsRightly = ['is-crawlable'];
  return [
    { what: 'front page', path: '/' },
    { what: 'test', path: '/test' },
    { what: 'a step of the test', path: '/test/1', cookie: `delega_assessment=${unfinished}`, failsRightly },
    { what: 'result', path: `/result/${result}`, failsRightly },
    { what: 'guide', path: '/guides/delegation' },
    { what: 'practice page', path: `/p/${facts.address}` },
  ];
}

async function scoresOf(port: number, origin: string, { path, cookie, failsRightly = [] }: PublicPage) {
  const scores = new Map<Category, number[]>();
  const missed = new Set<string>();
  for (let time = 0; time < times; time++) {
    const run = await lighthouse(origin + path, {
      port,
      logLevel: 'error',
      skipAudits: failsRightly,
      ...(cookie ? { extraHeaders: { Cookie: cookie } } : {}),
    });
    if (!run || run.lhr.runtimeError) throw new Error(`${path}: ${run?.lhr.runtimeError?.message}`);
    for (const category of Object.keys(aims) as Category[]) {
      const judged = run.lhr.categories[category];
      scores.set(category, [...(scores.get(category) ?? []), (judged?.score ?? 0) * 100]);
      for (const { id, weight } of judged?.auditRefs ?? []) {
        const { score, title, displayValue } = run.lhr.audits[id] ?? {};
        const isMissed = weight > 0 && score !== null && score !== undefined && score < 0.9;
        if (isMissed) missed.add(`${category}: ${id}, ${displayValue ?? title}`);
      }
    }
  }
  const figures = [...scores].map(([category, all]): Figure => {
    const score = median(all);
    const aim = aims[category];
    return { what: category, is: score.toFixed(0), aim: `≥ ${aim}`, isMet: score >= aim };
  });
  return { figures, missed };
}

/** Lighthouse reaches the browser by a port, which the browser has to be told. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
