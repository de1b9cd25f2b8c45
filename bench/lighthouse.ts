import { createServer, type AddressInfo } from 'node:net';
import { chromium } from '@playwright/test';
import lighthouse from 'lighthouse';
import { takeSelfAssessment } from '../e2e/testing/assessment.ts';
import { practicePage } from '../e2e/testing/front.ts';
import type { Seed, SeededPlace } from '../e2e/testing/seed.ts';
import { median } from './load.ts';
import { atMost, print, type Figure } from './report.ts';

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

async function scoresOf(port: number, origin: string, page: PublicPage) {
  const scores = new Map<Category, number[]>();
  const missed = new Set<string>();
  let scriptBytes = 0;
  for (let time = 0; time < times; time++) {
    const run = await lookAt(port, origin, page);
    scriptBytes = scriptBytesIn(run);
    for (const category of Object.keys(aims) as Category[]) {
      const judged = run.categories[category];
      scores.set(category, [...(scores.get(category) ?? []), (judged?.score ?? 0) * 100]);
      for (const { id, weight } of judged?.auditRefs ?? []) {
        const { score, title, displayValue } = run.audits[id] ?? {};
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
  figures.push(atMost('JavaScript', scriptBytes / 1000, 30, 'kB', 1));
  return { figures, missed };
}

/** On a busy machine a recording misses its beginning now and then; Lighthouse then asks to be run again. */
async function lookAt(port: number, origin: string, page: PublicPage, tries = 3): Promise<Lhr> {
  const { path, cookie, failsRightly = [] } = page;
  const run = await lighthouse(origin + path, {
    port,
    logLevel: 'error',
    skipAudits: failsRightly,
    ...(cookie ? { extraHeaders: { Cookie: cookie } } : {}),
  });
  const fault = run ? run.lhr.runtimeError : { message: 'no answer' };
  if (run && !fault) return run.lhr;
  if (tries > 1) return lookAt(port, origin, page, tries - 1);
  throw new Error(`${path}: ${fault?.message}`);
}

/** What all scripts of the page weighed on their way. */
function scriptBytesIn({ audits }: Lhr): number {
  const { details } = audits['network-requests'] ?? {};
  const requests = details && 'items' in details && Array.isArray(details.items) ? details.items : [];
  return requests
    .filter((one) => one.resourceType === 'Script')
    .reduce((sum: number, one) => sum + Number(one.transferSize), 0);
}

type Lhr = NonNullable<Awaited<ReturnType<typeof lighthouse>>>['lhr'];

/** Lighthouse reaches the browser by a port, which the browser has to be told. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
