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
import { pages, Scene, type PageVisit } from './testing/pages.ts';
import { takeSnapshot, type Snapshot } from './testing/snapshot.ts';

test.use({ javaScriptEnabled: false });
test.describe.configure({ timeout: 180_000 });

/** A brief's page has the most forms: each stage of it makes a test of its own, and what is asked for beside it too. */
const visits = Map.groupBy(pages, ({ route, stage, act }) => [route, stage, act].filter(Boolean).join(', '));

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
      const forgetAttempts = () => owner.query({}, 'delete from rate_limits');
      for (const way of await formsOf(page, one)) {
        const shape = `${new URL(way.action).search} ${way.button} ${way.controls.map(({ name }) => name)}`;
        if (attacked.has(shape)) continue;
        attacked.add(shape);
        const texts =
          isBesideTheStage(way) && one.stage !== 'understood' ? nastiest : Object.entries(naughtyTexts);
        await test.step(`${one.as} ${one.with ?? ''} ${shape}`, async () => {
          const faults = await attack(way, texts, cookies, snapshot, forgetAttempts);
          expect.soft(faults, `what went wrong with ${shape}`).toEqual([]);
        });
      }
      await page.context().close();
    }
  });
}

/** The forms of the page itself, not those of the frame around it; of an act, those that its stage does not show too. */
async function formsOf(page: Page, { act }: PageVisit): Promise<Way[]> {
  const { pathname } = new URL(page.url());
  const ways = (await waysToSend(page)).filter(({ action }) => new URL(action).pathname === pathname);
  if (!act) return ways;
  const asked = ways.filter(({ action }) => new URL(action).searchParams.get('act') === act);
  expect(asked, `the page has the form to ${act}`).not.toEqual([]);
  return asked;
}

/** The conversation is the same at every stage of a brief: all texts are said at one, the nastiest at the others. */
const isBesideTheStage = ({ action }: Way) => new URL(action).search === '?/message';
/** Where even what could be right is refused, with 409: nobody began to sign in, and the person has no password. */
const closedDoors = ['/sign-in/code', '/account/access'];
/** Keeps what was typed as a draft, which stands in the log too, and then refuses to send it. */
const draftSender = /\/briefs\/[^/]+\?\/send$/;
const ofDrafts = ['briefs', 'events'];

/** Presses the button with each text, and then with the nastiest in each field by itself; answers what went wrong. */
async function attack(
  way: Way,
  texts: readonly (readonly [name: string, text: string])[],
  cookies: string,
  snapshot: Snapshot,
  forgetAttempts: () => Promise<unknown>,
): Promise<string[]> {
  const faults: string[] = [];
  const hasKey = way.controls.some(({ name }) => name === 'key');
  const send = (changed: Record<string, string>) => {
    // Every press is another one: with the key of an earlier press, what differs would be refused unread.
    const key: Record<string, string> = hasKey ? { key: crypto.randomUUID() } : {};
    return sendForm(way.action, entriesOf(way, { ...key, ...changed }), cookies);
  };
  const typed = way.controls.filter(({ kind }) => kind === 'text' || kind === 'secret');
  for (const [name, text] of typed.length > 0 ? texts : []) {
    await forgetAttempts();
    const sent = await send(Object.fromEntries(typed.map((control) => [control.name, text])));
    const changed = await snapshot.changedTables();
    if (sent.status >= 400)
      faults.push(...faultsOfRefusal(way, text, sent, changed).map((fault) => `${name}: ${fault}`));
    if (changed.length > 0) await snapshot.putBack(changed);
  }
  for (const field of new Set(way.controls.filter(({ kind }) => kind !== 'file').map(({ name }) => name))) {
    const answers = nastiest.map(async ([name, text]) => {
      const { status } = await send({ [field]: text });
      if (status >= 500) faults.push(`${name} in ${field}: ${status}`);
    });
    await Promise.all(answers);
    await snapshot.putBack(await snapshot.changedTables());
  }
  return faults;
}

/** A refusal is for what was typed: that is there again, and an error with it; and nothing is stored. */
function faultsOfRefusal(way: Way, text: string, { status, page }: Sent, changed: string[]): string[] {
  const faults: string[] = [];
  const refusals = closedDoors.includes(new URL(way.action).pathname) ? [409, 422] : [422];
  if (!refusals.includes(status)) faults.push(`refused with ${status}`);
  const stored = changed.filter((table) => !ofDrafts.includes(table) || !draftSender.test(way.action));
  if (stored.length > 0) faults.push(`refused, but written into ${stored}`);
  if (status !== 422) return faults;
  if (!hasForm(page, way)) faults.push('the form did not come back');
  // A form carries neither half of a surrogate pair, nor a bare return.
  const carried = asText(text.toWellFormed());
  for (const { name } of way.controls.filter(({ kind }) => kind === 'text'))
    if (!fieldsIn(page, name).some((shown) => asText(shown) === carried)) faults.push(`${name} lost it`);
  if (!/class="field-error|role="alert"/.test(page)) faults.push('no error stands in the page');
  return faults;
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
