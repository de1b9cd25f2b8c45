import type { Page } from '@playwright/test';
import {
  cookiesOf,
  entriesOf,
  fieldsIn,
  hasForm,
  sendForm,
  waysToSend,
  type Sent,
  type Way,
} from './testing/forms.ts';
import { expect, test } from './testing/journey.ts';
import { nastiest, naughtyTexts, tooMuch } from './testing/naughty.ts';
import { pages, Scene } from './testing/pages.ts';
import { takeSnapshot, type Snapshot } from './testing/snapshot.ts';

test.use({ javaScriptEnabled: false });
test.describe.configure({ timeout: 180_000 });

const spans = [
  { name: 'draft', stages: ['draft'] },
  { name: 'promised', stages: ['promised', 'delivered', 'changes requested'] },
  { name: 'not promised', stages: ['sent', 'asked', 'said back', 'understood', 'other date proposed'] },
];

/** A brief's page has the most forms: who sees it, and how far the brief has come, makes a test of its own. */
const visits = Map.groupBy(pages, ({ route, as, with: stage = '' }) => {
  if (!route.endsWith('[brief]')) return route;
  return `${route} as the ${as} (${spans.find(({ stages }) => stages.includes(stage))?.name ?? 'over'})`;
});

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
      const snapshot = await takeSnapshot(owner, scene.place.workspace);
      for (const way of await formsOf(page)) {
        const shape = `${new URL(way.action).search} ${way.button} ${way.controls.map(({ name }) => name)}`;
        if (attacked.has(shape)) continue;
        attacked.add(shape);
        await test.step(`${one.as} ${one.with ?? ''} ${shape}`, () =>
          attack(way, cookies, snapshot, () => owner.query({}, 'delete from rate_limits')));
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

/** Where even what could be right is refused, with 409: nobody began to sign in, and the person has no password. */
const closedDoors = ['/sign-in/code', '/account/access'];
/** Keeps what was typed as a draft, and then refuses to send it. */
const draftSender = /\/briefs\/[^/]+\?\/send$/;

async function attack(
  way: Way,
  cookies: string,
  snapshot: Snapshot,
  forgetAttempts: () => Promise<unknown>,
): Promise<void> {
  const refusals = closedDoors.includes(new URL(way.action).pathname) ? [409, 422] : [422];
  const hasKey = way.controls.some(({ name }) => name === 'key');
  const send = (changed: Record<string, string>) => {
    // Every press is another one: with the key of an earlier press, what differs would be refused unread.
    const key: Record<string, string> = hasKey ? { key: crypto.randomUUID() } : {};
    return sendForm(way.action, entriesOf(way, { ...key, ...changed }), cookies);
  };
  const typed = way.controls.filter(({ kind }) => kind === 'text' || kind === 'secret');
  for (const [name, text] of typed.length > 0 ? Object.entries(naughtyTexts) : []) {
    await forgetAttempts();
    const sent = await send(Object.fromEntries(typed.map((control) => [control.name, text])));
    const changed = await snapshot.changedTables();
    expect.soft(sent.status, `status for ${name}`).toBeLessThan(500);
    if (sent.status >= 400) {
      expect.soft(refusals, `${name} is refused for what it says`).toContain(sent.status);
      const stored = changed.filter((table) => table !== 'briefs' || !draftSender.test(way.action));
      expect.soft(stored, `nothing is stored of ${name}, which was refused`).toEqual([]);
      if (sent.status === 422) expectGivenBack(way, text, name, sent);
    }
    if (changed.length > 0) await snapshot.putBack(changed);
  }
  for (const field of new Set(way.controls.filter(({ kind }) => kind !== 'file').map(({ name }) => name))) {
    const answers = nastiest.map(async ([name, text]) => {
      const { status } = await send({ [field]: text });
      expect.soft(status, `status for ${name} in ${field}`).toBeLessThan(500);
    });
    await Promise.all(answers);
    await snapshot.putBack(await snapshot.changedTables());
  }
}

/** What was typed is there again, and an error with it. */
function expectGivenBack(way: Way, text: string, name: string, { page }: Sent): void {
  // A form carries neither half of a surrogate pair, nor a bare return.
  const carried = asText(text.toWellFormed());
  expect.soft(hasForm(page, way), `the form came back for ${name}`).toBe(true);
  for (const control of way.controls.filter(({ kind }) => kind === 'text')) {
    const isThere = fieldsIn(page, control.name).some((shown) => asText(shown) === carried);
    expect.soft(isThere, `${control.name} still says ${name}`).toBe(true);
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
