import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { delegation_action_post_message, delegation_action_send_brief } from '#messages';
import { signInAs, type SeededPerson } from '../e2e/testing/seed.ts';
import { es } from '../e2e/testing/words.ts';
import { millisecondsUntil } from './confirmation.ts';
import { median } from './load.ts';
import type { MeasuredPractice } from './practice.ts';
import { atMost, print } from './report.ts';
import { scriptFigures } from './scripts.ts';

const times = 9;

/** What people feel: how soon a page is painted, how soon a change is confirmed, and how much code that takes. */
export async function measureBrowser(
  executablePath: string,
  origin: string,
  practice: MeasuredPractice,
): Promise<void> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const { place, talkedOver, growing, draft } = practice;
    const list = `${origin}/w/${place.workspace}/briefs`;
    const paints: number[] = [];
    for (let time = 0; time <= times; time++) paints.push(await coldPaint(browser, list, place.assistant));

    const context = await contextOf(browser, origin, growing.principal);
    const sendings: number[] = [];
    for (let time = 0; time <= times; time++)
      sendings.push(await sendDraft(context, `${origin}/w/${growing.workspace}/briefs/${await draft()}`));
    await context.close();

    const talk = await contextOf(browser, origin, place.assistant);
    const messages = await writeMessages(await talk.newPage(), `${list}/${talkedOver}`);
    await talk.close();

    // The first of each only warms up.
    print(`In the browser, median of ${times}`, [
      atMost('List painted with nothing in the cache (LCP)', median(paints.slice(1)), 320, 'ms'),
      atMost(
        'Sending a brief, from the click to the page that says so',
        median(sendings.slice(1)),
        120,
        'ms',
      ),
      atMost('Writing a message, from the click to its line', median(messages.slice(1)), 120, 'ms'),
    ]);
    print('JavaScript of a first visit, as gzip travels', await scriptFigures(browser, origin, practice));
  } finally {
    await browser.close();
  }
}

async function contextOf(browser: Browser, origin: string, person: SeededPerson): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'es-ES' });
  await signInAs(context, person, origin);
  return context;
}

/** Milliseconds to the largest contentful paint in a browser that was never here. */
async function coldPaint(browser: Browser, address: string, reader: SeededPerson): Promise<number> {
  const context = await contextOf(browser, new URL(address).origin, reader);
  const page = await context.newPage();
  await page.goto(address, { waitUntil: 'load' });
  // Later paints count too: of a font that arrives, or of what a script adds.
  await page.waitForTimeout(500);
  const painted = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? Number.NaN)).observe(
          {
            type: 'largest-contentful-paint',
            buffered: true,
          },
        );
      }),
  );
  await context.close();
  return painted;
}

async function sendDraft(context: BrowserContext, address: string): Promise<number> {
  const page = await context.newPage();
  await page.goto(address, { waitUntil: 'load' });
  await page.waitForTimeout(300);
  const button = page.getByRole('button', { name: es(delegation_action_send_brief) });
  // Only a brief that was sent has a conversation.
  const took = await millisecondsUntil(page, button, '#conversation');
  await page.close();
  return took;
}

async function writeMessages(page: Page, address: string): Promise<number[]> {
  await page.goto(address, { waitUntil: 'load' });
  await page.waitForTimeout(300);
  const lines = page.locator('#conversation li');
  const button = page.getByRole('button', { name: es(delegation_action_post_message) });
  const took: number[] = [];
  for (let time = 0; time <= times; time++) {
    const next = (await lines.count()) + 1;
    await page.locator('#conversation textarea').fill(`Mensaje ${next}: todo va según lo previsto.`);
    took.push(await millisecondsUntil(page, button, `#conversation li:nth-child(${next})`));
  }
  return took;
}
