import { globSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { expect, test } from './testing/journey.ts';
import { pages } from './testing/pages.ts';
import { readIn } from './testing/words.ts';

declare global {
  interface Window {
    axe: typeof axe;
  }
}

const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const desktop = { width: 1280, height: 800 };
const tablet = { width: 768, height: 1024 };
/** So high that the bar at its bottom lies over nothing: what is under it can be scrolled away from it. */
const phone = { width: 360, height: 9000 };

test('no page is left out of this list', () => {
  const routes = globSync('src/routes/**/+page.svelte').map((file) =>
    dirname(file).slice('src/routes/'.length),
  );
  // The front page lies in the group itself.
  expect([...new Set(pages.map(({ route }) => route))].sort()).toEqual(routes.sort());
});

const readers = [...new Set(pages.map(({ as, route }) => `${as} in ${areaOf(route)}`))];

for (const reader of readers) {
  test(`every page can be used by everybody: ${reader}`, async ({ visit, scene, product }) => {
    const seen = pages.filter(({ as, route }) => `${as} in ${areaOf(route)}` === reader);
    test.setTimeout(seen.length * 30_000);
    const page = await visit({ as: scene.personFor(seen[0]?.as ?? 'visitor') });
    await page.addInitScript(axe.source);
    for (const one of seen) {
      await test.step(`${one.route} ${one.with ?? ''}`, async () => {
        await readIn(page, 'es', product.origin);
        await page.setViewportSize(desktop);
        await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference' });
        await scene.open(page, one);
        await expectUsable(page);
        await readIn(page, 'en', product.origin);
        await page.reload();
        await expectFitting(page, 'en', [phone, tablet]);
      });
    }
  });
}

/** Pages that share a frame. */
function areaOf(route: string): string {
  return route.includes('[brief]') ? 'a brief' : (route.split('/', 1)[0] ?? '');
}

async function expectUsable(page: Page): Promise<void> {
  const place = new URL(page.url()).pathname;
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect.soft(await violationsOn(page), `${place} in the light theme`).toEqual([]);
  await expectFitting(page, 'es', [desktop, tablet, phone]);
  // The themes differ in their colours alone, the screens in the size of what is pressed. Without motion, so that no
  // colour is measured on its way into the other theme's.
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  expect
    .soft(await violationsOn(page, ['color-contrast', 'target-size']), `${place} on a dark phone`)
    .toEqual([]);
}

/** It says what it is in that language, and on none of the screens does it have to be scrolled sideways. */
async function expectFitting(
  page: Page,
  language: 'es' | 'en',
  screens: { width: number; height: number }[],
): Promise<void> {
  const place = `${new URL(page.url()).pathname} in ${language}`;
  for (const screen of screens) {
    await page.setViewportSize(screen);
    const { title, lang, beyond } = await page.evaluate(lookAround);
    expect.soft(title, place).toMatch(/\S.* · Delega$|^Delega/);
    expect.soft(lang, place).toBe(language);
    expect.soft(beyond, `${place}: nothing has to be scrolled sideways on ${screen.width} px`).toEqual([]);
  }
}

/** Rules that the page breaks, each with what breaks it: of all rules, or of those named. */
async function violationsOn(page: Page, runOnly = levels): Promise<string[]> {
  // What is well is not described: that would take as long again.
  const options: axe.RunOptions = { runOnly, resultTypes: ['violations'] };
  // axe is in the page from its start: to bring it in later takes longer than to run it.
  const { violations } = await page.evaluate((how) => window.axe.run(how), options);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html} – ${node.failureSummary}`),
  );
}

/** What the page says that it is, and what of it reaches beyond the screen's edge. */
function lookAround() {
  const { title, documentElement: page } = document;
  const screen = window.innerWidth;
  const isWide = (document.scrollingElement?.scrollWidth ?? 0) > screen;
  const beyond = [...document.querySelectorAll('body *')].filter(
    (element) => isWide && element.getBoundingClientRect().right > screen + 1,
  );
  return { title, lang: page.lang, beyond: beyond.map((element) => element.outerHTML.slice(0, 120)) };
}
