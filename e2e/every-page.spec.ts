import { globSync } from 'node:fs';
import { dirname } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './testing/journey.ts';
import { pages } from './testing/pages.ts';

const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const desktop = { width: 1280, height: 800 };
const phone = { width: 360, height: 740 };

test('no page is left out of this list', () => {
  const routes = globSync('src/routes/**/+page.svelte').map((file) =>
    dirname(file).slice('src/routes/'.length),
  );
  // The front page lies in the group itself.
  expect([...new Set(pages.map(({ route }) => route))].sort()).toEqual(routes.sort());
});

const readers = [...new Set(pages.map(({ as, route }) => `${as} in ${areaOf(route)}`))];

for (const reader of readers) {
  test(`every page can be used by everybody: ${reader}`, async ({ visit, scene }) => {
    const seen = pages.filter(({ as, route }) => `${as} in ${areaOf(route)}` === reader);
    test.setTimeout(seen.length * 30_000);
    const page = await visit({ as: scene.personFor(seen[0]?.as ?? 'visitor') });
    for (const one of seen) {
      await test.step(`${one.route} ${one.with ?? ''}`, async () => {
        await page.setViewportSize(desktop);
        await page.emulateMedia({ colorScheme: 'light' });
        await scene.open(page, one);
        await expectUsable(page);
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
  expect.soft(await page.title(), place).toMatch(/\S.* · Delega$|^Delega/);
  expect.soft(await violationsOn(page), `${place} in the light theme`).toEqual([]);
  await page.setViewportSize(phone);
  expect.soft(await widthsOf(page), `${place}: nothing has to be scrolled sideways`).toEqual([]);
  // The themes differ in their colours alone, the screens in the size of what is pressed. High enough that the bar at
  // the bottom lies over nothing: what is under it can be scrolled away from it.
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ ...phone, height: 6000 });
  // Colours that still pass over into the other theme's would be measured on their way.
  await page.evaluate(() => {
    const transitions = document.getAnimations().filter((one) => one instanceof CSSTransition);
    return Promise.allSettled(transitions.map(({ finished }) => finished));
  });
  expect
    .soft(await violationsOn(page, ['color-contrast', 'target-size']), `${place} on a dark phone`)
    .toEqual([]);
}

/** Rules that the page breaks, each with what breaks it: of all rules, or of those named. */
async function violationsOn(page: Page, rules?: string[]): Promise<string[]> {
  // To bring axe into a page takes longer than to run a rule.
  const isThere = await page.evaluate(() => 'axe' in window);
  // Without frames, the legacy mode says the same and opens no second page for it.
  const axe = new AxeBuilder({ page, ...(isThere && { axeSource: 'null' }) }).setLegacyMode();
  const runOnly = rules ?? levels;
  // What is well is not described: that would take as long again.
  const { violations } = await axe.options({ runOnly, resultTypes: ['violations'] }).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html} – ${node.failureSummary}`),
  );
}

/** What reaches beyond the screen's edge, if the page is wider than the screen. */
function widthsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const screen = window.innerWidth;
    if ((document.scrollingElement?.scrollWidth ?? 0) <= screen) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > screen + 1)
      .map((element) => element.outerHTML.slice(0, 120));
  });
}
