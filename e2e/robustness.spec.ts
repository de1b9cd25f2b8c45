import type { Page } from '@playwright/test';
import { plainWords } from '#kernel/text.ts';
import { GUIDE_SLUGS } from '#rooms/guides/index.ts';
import {
  cookiesOf,
  entriesOf,
  fieldsIn,
  hasForm,
  sendForm,
  showsText,
  statusOf,
  waysToSend,
  type Control,
  type Sent,
  type Way,
} from './testing/forms.ts';
import { expect, test } from './testing/journey.ts';
import { nastiest, naughtyTexts, naughtyWords, tooMuch } from './testing/naughty.ts';
import { pages, type PageVisit } from './testing/pages.ts';
import { Scene } from './testing/scene.ts';
import { takeSnapshot, type Snapshot } from './testing/snapshot.ts';

test.use({ javaScriptEnabled: false });
test.describe.configure({ timeout: 180_000 });

/** The guides differ in their texts and drawings: what can be typed on one can be on all. */
const places = pages.filter(
  ({ route, with: slug }) => route !== '(public)/guides/[slug]' || slug === GUIDE_SLUGS[0],
);
/** A brief's page has the most forms: each stage of it makes a test of its own, and what is asked for beside it too. */
const visits = Map.groupBy(places, ({ route, stage, act }) => [route, stage, act].filter(Boolean).join(', '));

/** What is done in it is put back each time. Sessions and accounts are not, and a view is for its author alone to write. */
let workplace: Promise<Scene> | undefined;
const inWorkplace = /^w\/(?!.*readiness)/;

for (const [where, seen] of visits) {
  test(`hostile input into every field of ${where} is stored whole or comes back`, async ({
    visit,
    product,
    owner,
    seed,
    outbox,
  }) => {
    const setScene = () => Scene.set({ product, owner, seed, outbox });
    const scene = await (inWorkplace.test(where) ? (workplace ??= setScene()) : setScene());
    const attacked = new Set<string>();
    for (const one of seen) {
      const page = await visit({ as: scene.personFor(one.as) });
      await scene.open(page, one);
      const ways = await formsOf(page, one);
      if (ways.length === 0) continue;
      const cookies = await cookiesOf(page);
      const snapshot = await takeSnapshot(owner, scene.place.workspace);
      const forgetAttempts = () => owner.query({}, 'delete from rate_limits');
      for (const way of ways) {
        const shape = `${new URL(way.action).search} ${way.button} ${way.controls.map(({ name }) => name)}`;
        if (attacked.has(shape)) continue;
        attacked.add(shape);
        const texts = isBesideTheStage(way) && one.stage !== 'understood' ? nastiest : naughtyTexts;
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
/** Where even what could be right is refused, with 409: nobody began to sign in. */
const closedDoors = ['/sign-in/code'];
/** Forms that keep what was typed as a draft, in these tables, and then refuse to send or publish it. */
const draftKeepers: [form: RegExp, tables: string[]][] = [
  [/\/briefs\/[^/]+\?\/send$/, ['briefs', 'events']],
  [/\/settings\/guides\/[^?]+\?\/publish$/, ['guide_drafts', 'events']],
];

/** Presses the button with each text, and then with the nastiest in each field by itself; answers what went wrong. */
async function attack(
  way: Way,
  texts: Texts,
  cookies: string,
  snapshot: Snapshot,
  forgetAttempts: () => Promise<unknown>,
): Promise<string[]> {
  const faults: string[] = [];
  const hasKey = way.controls.some(({ name }) => name === 'key');
  const entriesWith = (changed: Record<string, string>) => {
    // Every press is another one: with the key of an earlier press, what differs would be refused unread.
    const key: Record<string, string> = hasKey ? { key: crypto.randomUUID() } : {};
    return entriesOf(way, { ...key, ...changed });
  };
  const typed = way.controls.filter(({ kind }) => kind === 'text' || kind === 'secret');
  for (const { controls, texts: tried } of roundsOf(typed, texts)) {
    for (const [name, text] of tried) {
      await forgetAttempts();
      const typed = Object.fromEntries(controls.map((control) => [control.name, text]));
      const sent = await sendForm(way.action, entriesWith(typed), cookies);
      const changed = await snapshot.changedTables();
      const found =
        sent.status >= 400
          ? faultsOfRefusal(way, controls, text, sent, changed)
          : await faultsOfAcceptance(way, controls, text, sent, cookies);
      faults.push(...found.map((fault) => `${name}: ${fault}`));
      if (changed.length > 0) await snapshot.putBack(changed);
    }
  }
  for (const field of new Set(way.controls.filter(({ kind }) => kind !== 'file').map(({ name }) => name))) {
    const answers = nastiest.map(async ([name, text]) => {
      const status = await statusOf(way.action, entriesWith({ [field]: text }), cookies);
      if (status >= 500) faults.push(`${name} in ${field}: ${status}`);
    });
    await Promise.all(answers);
    await snapshot.putBack(await snapshot.changedTables());
  }
  return faults;
}

type Texts = readonly (readonly [name: string, text: string])[];

/**
 * Every field holds the text at once; then, where no number or date takes such a text, only those for people's own
 * words, so that it is accepted there too. To own words a number is just words. Passwords and codes are slow to compare
 * and never shown.
 */
function roundsOf(typed: Control[], texts: Texts): { controls: Control[]; texts: Texts }[] {
  const words = typed.filter(({ words }) => words !== null);
  const areSecrets = typed.every(({ kind }) => kind === 'secret');
  const areWords = words.length === typed.length;
  const tried = areSecrets ? nastiest : areWords && texts === naughtyTexts ? naughtyWords : texts;
  const isMixed = words.length > 0 && !areWords;
  return [
    ...(typed.length > 0 ? [{ controls: typed, texts: tried }] : []),
    ...(isMixed ? [{ controls: words, texts: nastiest }] : []),
  ];
}

/** A refusal is for what was typed: that is there again, and an error with it; and nothing is stored. */
function faultsOfRefusal(
  way: Way,
  controls: Control[],
  text: string,
  { status, page }: Sent,
  changed: string[],
): string[] {
  const faults: string[] = [];
  const refusals = closedDoors.includes(new URL(way.action).pathname) ? [409, 422] : [422];
  if (!refusals.includes(status)) faults.push(`refused with ${status}`);
  const ofDrafts = draftKeepers.find(([form]) => form.test(way.action))?.[1] ?? [];
  const stored = changed.filter((table) => !ofDrafts.includes(table));
  if (stored.length > 0) faults.push(`refused, but written into ${stored}`);
  if (status !== 422) return faults;
  if (!hasForm(page, way)) faults.push('the form did not come back');
  // A form carries neither half of a surrogate pair, nor a bare return.
  const carried = asText(text.toWellFormed());
  for (const { name } of controls.filter(({ kind }) => kind === 'text'))
    if (!fieldsIn(page, name).some((shown) => asText(shown) === carried)) faults.push(`${name} lost it`);
  if (!/class="field-error|role="alert"/.test(page)) faults.push('no error stands in the page');
  return faults;
}

/** What was accepted is read back to the letter: on the page that came of it, else on the form's own. */
async function faultsOfAcceptance(
  { action }: Way,
  controls: Control[],
  text: string,
  { page, location }: Sent,
  cookies: string,
): Promise<string[]> {
  const { pathname } = new URL(action);
  const elsewhere = shownElsewhere.find(([form]) => form.test(pathname))?.[1];
  if (elsewhere === null) return [];
  const typed = isForEverybody.test(pathname) ? plainWords(text) : text;
  const written = controls.flatMap(({ name, words }) =>
    words ? [{ name, kept: asKept(typed, words) }] : [],
  );
  let unseen = written.filter(({ kept }) => kept !== '' && !showsText(page, kept));
  for (const path of [location, pathname, elsewhere]) {
    if (!path || unseen.length === 0) continue;
    const headers = { cookie: cookies, accept: 'text/html', 'accept-language': 'es' };
    const next = await (await fetch(new URL(path, action), { headers })).text();
    unseen = unseen.filter(({ kept }) => !showsText(next, kept));
  }
  return unseen.map(
    ({ name, kept }) => `accepted, but ${name} does not show ${JSON.stringify(kept.slice(0, 60))}`,
  );
}

/** What neither page shows: where it stands, from the form's own address; null for what nobody is shown yet. */
const shownElsewhere: [form: RegExp, page: string | null][] = [
  [/\/clients\/new$/, '../clients'],
  // What is said under a guide waits for the mail and for the practice.
  [/\/p\/[^/]+\/guides\//, null],
  // What is answered is shown from then on, and no longer waits.
  [/\/w\/[^/]+\/comments$/, '?show=shown'],
  // Whose account it is, is said once its address is confirmed.
  [/\/sign-up$/, null],
];

/** What is to stand in public is kept without invisible commands to whatever shows it. */
const isForEverybody = /\/settings\/guides\//;

/** How the product keeps what is typed, as `line` and `prose` say it: trimmed, with one kind of line break or none. */
function asKept(text: string, words: 'line' | 'prose'): string {
  const storable = text.toWellFormed().replaceAll('\u0000', '');
  return (words === 'line' ? storable.replace(/\s+/g, ' ') : storable.replace(/\r\n?/g, '\n')).trim();
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
