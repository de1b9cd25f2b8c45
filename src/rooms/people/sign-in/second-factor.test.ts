import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginTwoFactor, endTwoFactor, finishTwoFactor, renewRecoveryCodes } from './account.server.ts';
import { codeOf } from './authenticator.fixtures.ts';
import { goodPassword, makeDoorstep, whoIs, type Browser, type Doorstep } from './entrance.fixtures.ts';
import { requestMagicLink, requestReset, resetPassword, signInWithLink } from './letters.server.ts';
import { signInWithCode, signInWithPassword } from './sign-in.server.ts';

let door: Doorstep;
beforeAll(async () => {
  door = await makeDoorstep();
});
afterAll(() => door.close());

const knock = async (browser: Browser, email: string, password = goodPassword) => {
  const signedIn = await signInWithPassword(door.entrance, browser.asks(), { email, password });
  browser.keep(signedIn.headers);
  return signedIn;
};
const here = (browser: Browser) => whoIs(door.entrance, browser);
const linkTo = async (email: string) => (await door.lettersTo(email)).at(-1)!.facts.token!;

async function withSecondFactor(email: string) {
  const { browser, person } = await door.newcomer(email);
  const { key, uri } = await beginTwoFactor(door.entrance, browser.asks(), person, {
    password: goodPassword,
  });
  const { codes, headers } = await finishTwoFactor(door.entrance, browser.asks(), person, {
    code: codeOf(key),
  });
  browser.keep(headers);
  return { browser, person, key, uri, codes };
}
const prove = async (browser: Browser, code: string) => {
  const signedIn = await signInWithCode(door.entrance, browser.asks(), { code });
  browser.keep(signedIn.headers);
};

test('switching it on keeps this browser signed in, gives ten recovery codes, and says so by mail', async () => {
  const { browser, person, uri, codes } = await withSecondFactor('two@example.org');
  expect(uri).toMatch(/^otpauth:\/\/totp\/Delega:two%40example.org\?secret=[A-Z2-7]+&issuer=Delega/);
  expect(new Set(codes).size).toBe(10);
  expect(await here(browser)).not.toBeNull();
  const { rows } = await door.world.asOwner.query(
    "select 1 from mails where person_id = $1 and template = 'people.two_factor_on'",
    [person.id],
  );
  expect(rows).toHaveLength(1);
});

test('a secret that was never proven is not asked for', async () => {
  const { browser, person } = await door.newcomer('begun@example.org');
  await beginTwoFactor(door.entrance, browser.asks(), person, { password: goodPassword });
  expect((await knock(door.browser(), 'begun@example.org')).needsCode).toBe(false);
});

test('a password alone does not sign in; with a code of the app it does', async () => {
  const { key } = await withSecondFactor('code@example.org');
  const browser = door.browser();
  expect((await knock(browser, 'code@example.org')).needsCode).toBe(true);
  expect(await here(browser)).toBeNull();
  await expect(prove(browser, '000000')).rejects.toMatchObject({ fields: { code: 'wrong_code' } });
  await prove(browser, ` ${codeOf(key).slice(0, 3)} ${codeOf(key).slice(3)}`);
  expect(await here(browser)).toMatchObject({ email: 'code@example.org' });
});

test('a mailed link alone does not sign in either', async () => {
  const { key } = await withSecondFactor('linkcode@example.org');
  const browser = door.browser();
  await requestMagicLink(door.entrance, browser.asks(), { email: 'linkcode@example.org' });
  const token = await linkTo('linkcode@example.org');
  const signedIn = await signInWithLink(door.entrance, browser.asks(), { token });
  browser.keep(signedIn.headers);
  expect(signedIn.needsCode).toBe(true);
  expect(await here(browser)).toBeNull();
  await prove(browser, codeOf(key));
  expect(await here(browser)).toMatchObject({ email: 'linkcode@example.org' });
});

test('a new password does not get around it', async () => {
  await withSecondFactor('around@example.org');
  await requestReset(door.entrance, door.browser().asks(), { email: 'around@example.org' });
  const token = await linkTo('around@example.org');
  await resetPassword(door.entrance, door.browser().asks(), { token, password: 'otra frase bien larga' });
  expect((await knock(door.browser(), 'around@example.org', 'otra frase bien larga')).needsCode).toBe(true);
});

test('a recovery code works once, and new ones replace the old', async () => {
  const { browser, person, codes } = await withSecondFactor('codes@example.org');
  const other = door.browser();
  await knock(other, 'codes@example.org');
  await prove(other, codes[0]!);
  expect(await here(other)).not.toBeNull();
  const third = door.browser();
  await knock(third, 'codes@example.org');
  await expect(prove(third, codes[0]!)).rejects.toMatchObject({ fields: { code: 'wrong_code' } });
  const fresh = await renewRecoveryCodes(door.entrance, browser.asks(), person, { password: goodPassword });
  await expect(prove(third, codes[1]!)).rejects.toMatchObject({ fields: { code: 'wrong_code' } });
  await prove(third, fresh[0]!);
  expect(await here(third)).not.toBeNull();
});

test('after five wrong codes the sign-in starts over', async () => {
  const { key } = await withSecondFactor('five@example.org');
  const browser = door.browser();
  await knock(browser, 'five@example.org');
  for (let turn = 0; turn < 5; turn++) await prove(browser, '000000').catch(() => {});
  await expect(prove(browser, codeOf(key))).rejects.toMatchObject({ reason: 'sign_in_again' });
  expect(await here(browser)).toBeNull();
});

test('the session of somebody else in this browser does not answer for the code', async () => {
  const { key } = await withSecondFactor('shared@example.org');
  const { browser } = await door.newcomer('first@example.org');
  const before = new Map(browser.cookies);
  await knock(browser, 'shared@example.org');
  for (const [name, value] of before) browser.cookies.set(name, value);
  await expect(prove(browser, '000000')).rejects.toMatchObject({ fields: { code: 'wrong_code' } });
  await prove(browser, codeOf(key));
  expect(await here(browser)).toMatchObject({ email: 'shared@example.org' });
});

test('it is switched off with the password only', async () => {
  const { browser, person } = await withSecondFactor('off@example.org');
  const wrong = endTwoFactor(door.entrance, browser.asks(), person, { password: 'no es la clave' });
  await expect(wrong).rejects.toMatchObject({ fields: { password: 'wrong_password' } });
  browser.keep(await endTwoFactor(door.entrance, browser.asks(), person, { password: goodPassword }));
  expect(await here(browser)).not.toBeNull();
  expect((await knock(door.browser(), 'off@example.org')).needsCode).toBe(false);
});
