import type { Page } from '@playwright/test';
import { fingerprint } from './testing/fingerprint.ts';
import {
  cookiesOf,
  entriesOf,
  fieldIn,
  hasForm,
  sendForm,
  waysToSend,
  type Sent,
  type Way,
} from './testing/forms.ts';
import { expect, test } from './testing/journey.ts';
import { nastiest, naughtyTexts, tooMuch } from './testing/naughty.ts';
import { pages, Scene } from './testing/pages.ts';

test.use({ javaScriptEnabled: false });
test.describe.configure({ timeout: 180_000 });

/** A brief's page has the most forms: each stage of it makes a test of its own. */
const visits = Map.groupBy(pages, ({ route, with: stage = '' }) =>
  route.endsWith('[brief]') ? `${route}, ${stage}` : route,
);

for (const [where, seen] of visits) {
  test(`hostile input into every field of ${where} is stored whole or comes back`, async ({
    visit,
    product,
    owner,
    seed,
    outbox,
  }) => {
    const scene = await Scene.set({ product, owner, seed, outbox });
    const attacked = new Set<string>();
    for (const one of seen) {
      const page = await visit({ as: scene.personFor(one.as) });
      await scene.open(page, one);
      const cookies = await cookiesOf(page);
      for (const way of await formsOf(page)) {
        const shape = `${new URL(way.action).search} ${way.button} ${way.controls.map(({ name }) => name)}`;
        if (attacked.has(shape)) continue;
        attacked.add(shape);
        await test.step(`${one.as} ${one.with ?? ''} ${shape}`, () =>
          attack(way, cookies, () => fingerprint(owner, scene.place.workspace)));
      }
      await page.context().close();
    }
  });
}

/** The forms of the page itself, not those of the frame around it. */
async function formsOf(page: Page): Promise<Way[]> {
  const { pathname } = new URL(page.url());
  return (await waysToSend(page)).filter(({ action }) => new URL(action).pathname === pathname);
}

async function attack(way: Way, cookies: string, look: () => Promise<string>): Promise<void> {
  const typed = way.controls.filter(({ kind }) => kind === 'text' || kind === 'secret');
  if (typed.length > 0) {
    let before = await look();
    for (const [name, text] of Object.entries(naughtyTexts)) {
      const changed = Object.fromEntries(typed.map((control) => [control.name, text]));
      const sent = await sendForm(way.action, entriesOf(way, changed), cookies);
      const after = await look();
      expect.soft(sent.status, `status for ${name}`).toBeLessThan(500);
      if (sent.status >= 400) {
        expect.soft(after, `nothing is stored of ${name}, which was refused`).toBe(before);
        if (sent.status === 422) expectGivenBack(way, text, name, sent);
      }
      before = after;
    }
  }
  for (const { name: field, kind } of way.controls) {
    if (kind === 'file') continue;
    const answers = nastiest.map(async ([name, text]) => {
      const { status } = await sendForm(way.action, entriesOf(way, { [field]: text }), cookies);
      expect.soft(status, `status for ${name} in ${field}`).toBeLessThan(500);
    });
    await Promise.all(answers);
  }
}

/** What was typed is there again, and an error with it. */
function expectGivenBack(way: Way, text: string, name: string, { page }: Sent): void {
  // A form carries neither half of a surrogate pair, nor a bare return.
  const carried = asText(text.toWellFormed());
  if (!hasForm(page, way)) return;
  for (const control of way.controls.filter(({ kind }) => kind === 'text')) {
    const shown = fieldIn(page, control.name);
    if (shown === null) continue;
    expect.soft(asText(shown) === carried, `${control.name} still says ${name}`).toBe(true);
  }
  const saysWhy = /class="field-error|role="alert"/.test(page);
  expect.soft(saysWhy, `an error stands in the page for ${name}`).toBe(true);
}

/** HTML can't carry a NUL, and knows one kind of line break. */
function asText(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll('\u0000', '\ufffd');
}

test('a form that is too large is answered with 413 and a sentence', async ({ product }) => {
  const sent = await sendForm(`${product.origin}/sign-up`, [['name', tooMuch + tooMuch]], '');
  expect(sent.status).toBe(413);
  expect(sent.page).toContain('demasiado grande');
});
