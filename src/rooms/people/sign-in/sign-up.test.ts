import { afterAll, beforeAll, expect, test } from 'vitest';
import { APIError } from 'better-auth/api';
import { Refusal } from '#kernel/errors.ts';
import type { Entrance } from './entrance.server.ts';
import { goodPassword, makeDoorstep, whoIs, type Doorstep } from './entrance.fixtures.ts';
import { requestMagicLink, requestReset } from './letters.server.ts';
import { signInWithPassword } from './sign-in.server.ts';
import { confirmAddress, resendConfirmation, signUp } from './sign-up.server.ts';

let door: Doorstep;
beforeAll(async () => {
  door = await makeDoorstep();
});
afterAll(() => door.close());

const form = (email: string, changes = {}) => ({
  name: 'Vera Ríos',
  email,
  password: goodPassword,
  timeZone: 'America/Bogota',
  ...changes,
});
const tokenTo = async (address: string) => (await door.lettersTo(address)).at(-1)?.facts.token;

async function refusalOf(work: Promise<unknown>): Promise<Partial<Refusal>> {
  const failure = await work.then(
    () => null,
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(Refusal);
  const { code, reason, fields } = failure as Refusal;
  return { code, reason, fields };
}

test('somebody signs up, confirms in the same browser, and is signed in', async () => {
  const browser = door.browser();
  const signingUp = await signUp(door.entrance, browser.asks(), form('vera@example.org'));
  const [letter] = await door.lettersTo('vera@example.org');
  expect(letter).toMatchObject({ template: 'people.verify', locale: 'es' });
  browser.keep(
    await confirmAddress(door.entrance, browser.asks(), { token: letter!.facts.token }, signingUp),
  );
  expect(await whoIs(door.entrance, browser)).toMatchObject({
    name: 'Vera Ríos',
    email: 'vera@example.org',
    locale: 'es',
    timeZone: 'America/Bogota',
    memberships: [],
  });
});

test('people get ids that sort by creation', async () => {
  const { person } = await door.newcomer('ids@example.org');
  expect(person.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
});

test('before the address is confirmed, the right password answers like a wrong one', async () => {
  const browser = door.browser();
  await signUp(door.entrance, browser.asks(), form('pronto@example.org'));
  const right = await refusalOf(
    signInWithPassword(door.entrance, browser.asks(), {
      email: 'pronto@example.org',
      password: goodPassword,
    }),
  );
  const wrong = await refusalOf(
    signInWithPassword(door.entrance, browser.asks(), { email: 'pronto@example.org', password: 'otra cosa' }),
  );
  expect(right).toEqual(wrong);
  expect(right.reason).toBe('wrong_sign_in');
});

test('an address with an account gets a mail that says so, and the asker the same answer', async () => {
  const { person } = await door.newcomer('known@example.org');
  const answer = await signUp(door.entrance, door.browser().asks('en'), form('Known@Example.org'));
  expect(answer).toMatch(/^[0-9a-f-]{36}$/);
  expect(answer).not.toBe(person.id);
  const letters = await door.lettersTo('known@example.org');
  // In the owner's language, not the asker's.
  expect(letters.at(-1)).toMatchObject({ template: 'people.already_registered', locale: 'es' });
  expect(letters).toHaveLength(2);
});

test('signing up again replaces the password and the name of an account that was never confirmed', async () => {
  const [first, second] = [door.browser(), door.browser()];
  await signUp(
    door.entrance,
    first.asks(),
    form('again@example.org', { name: 'Primera', password: 'la primera clave' }),
  );
  const signingUp = await signUp(
    door.entrance,
    second.asks(),
    form('again@example.org', { name: 'Segunda' }),
  );
  const token = await tokenTo('again@example.org');
  second.keep(await confirmAddress(door.entrance, second.asks(), { token }, signingUp));
  expect(await whoIs(door.entrance, second)).toMatchObject({ name: 'Segunda' });
  const withFirst = { email: 'again@example.org', password: 'la primera clave' };
  expect(await refusalOf(signInWithPassword(door.entrance, first.asks(), withFirst))).toMatchObject({
    reason: 'wrong_sign_in',
  });
});

test('the link of a replaced account is over', async () => {
  const browser = door.browser();
  const before = await signUp(door.entrance, browser.asks(), form('older@example.org'));
  const token = await tokenTo('older@example.org');
  await signUp(door.entrance, browser.asks(), form('older@example.org'));
  const refusal = await refusalOf(confirmAddress(door.entrance, browser.asks(), { token }, before));
  expect(refusal).toMatchObject({ code: 'refused', reason: 'link_over' });
});

test('an account that a stranger opened with my address does not become valid when I press the button', async () => {
  const stranger = door.browser();
  await signUp(door.entrance, stranger.asks(), form('mine@example.org', { password: 'clave del intruso' }));
  const token = await tokenTo('mine@example.org');
  const me = door.browser();
  expect(await refusalOf(confirmAddress(door.entrance, me.asks(), { token }, undefined))).toMatchObject({
    fields: { password: 'required' },
  });
  expect(
    await refusalOf(confirmAddress(door.entrance, me.asks(), { token, password: goodPassword }, undefined)),
  ).toMatchObject({ fields: { password: 'wrong_password' } });
  // Nor does anything that I can be sent make it so.
  await requestMagicLink(door.entrance, me.asks(), { email: 'mine@example.org' });
  await requestReset(door.entrance, me.asks(), { email: 'mine@example.org' });
  const templates = (await door.lettersTo('mine@example.org')).map(({ template }) => template);
  expect(templates).toEqual(['people.verify', 'people.no_account', 'people.no_account']);
  // My own sign-up gives me the account, and locks the stranger out.
  const signingUp = await signUp(door.entrance, me.asks(), form('mine@example.org'));
  const fresh = await tokenTo('mine@example.org');
  me.keep(await confirmAddress(door.entrance, me.asks(), { token: fresh }, signingUp));
  expect(await whoIs(door.entrance, me)).toMatchObject({ email: 'mine@example.org' });
  const asStranger = { email: 'mine@example.org', password: 'clave del intruso' };
  await refusalOf(signInWithPassword(door.entrance, stranger.asks(), asStranger));
});

test('in another browser the password of the account confirms too', async () => {
  await signUp(door.entrance, door.browser().asks(), form('phone@example.org'));
  const phone = door.browser();
  const input = { token: await tokenTo('phone@example.org'), password: goodPassword };
  phone.keep(await confirmAddress(door.entrance, phone.asks(), input, undefined));
  expect(await whoIs(door.entrance, phone)).toMatchObject({ email: 'phone@example.org' });
});

test('a confirming link that was used signs nobody in', async () => {
  const browser = door.browser();
  const signingUp = await signUp(door.entrance, browser.asks(), form('twice@example.org'));
  const token = await tokenTo('twice@example.org');
  await confirmAddress(door.entrance, browser.asks(), { token }, signingUp);
  expect(await confirmAddress(door.entrance, door.browser().asks(), { token }, signingUp)).toBeNull();
});

test('a link that we did not make is over', async () => {
  for (const token of ['', 'x', 'a.b.c', `${await tokenTo('twice@example.org')}x`]) {
    const refusal = await refusalOf(
      confirmAddress(door.entrance, door.browser().asks(), { token }, undefined),
    );
    expect(refusal.reason).toBe('link_over');
  }
});

test('the confirming mail can be asked for again, and whoever asks learns nothing', async () => {
  const browser = door.browser();
  const signingUp = await signUp(door.entrance, browser.asks(), form('lost@example.org'));
  for (const email of ['lost@example.org', 'known@example.org', 'nobody@example.org']) {
    expect(await resendConfirmation(door.entrance, browser.asks(), { email })).toBeUndefined();
  }
  expect((await door.lettersTo('known@example.org')).at(-1)?.template).toBe('people.already_registered');
  expect((await door.lettersTo('nobody@example.org')).at(-1)?.template).toBe('people.no_account');
  const token = await tokenTo('lost@example.org');
  browser.keep(await confirmAddress(door.entrance, browser.asks(), { token }, signingUp));
  expect(await whoIs(door.entrance, browser)).not.toBeNull();
});

test('two sign-ups with one address at the same moment end in one account', async () => {
  const one = () => signUp(door.entrance, door.browser().asks(), form('race@example.org'));
  await expect(Promise.all([one(), one(), one()])).resolves.toHaveLength(3);
  const { rows } = await door.world.asOwner.query("select 1 from people where email = 'race@example.org'");
  expect(rows).toHaveLength(1);
});

test('an account that is replaced before anybody sees it stands in nobody’s way', async () => {
  const { auth } = door.entrance;
  let attempts = 0;
  const signUpEmail = (input: Parameters<typeof auth.api.signUpEmail>[0]) => {
    // What better-auth makes of the row that was there a moment ago.
    if (++attempts === 1) throw new APIError('UNPROCESSABLE_ENTITY', { code: 'FAILED_TO_CREATE_USER' });
    return auth.api.signUpEmail(input);
  };
  const contested = { ...door.entrance, auth: { ...auth, api: { ...auth.api, signUpEmail } } } as Entrance;
  await signUp(contested, door.browser().asks(), form('contested@example.org'));
  expect(await tokenTo('contested@example.org')).toBeDefined();
});

test('a rush of sign-ups does not keep those out who are inside', async () => {
  const { browser } = await door.newcomer('inside@example.org');
  let opened = 0;
  const rush = Array.from({ length: 16 }, async (_, index) => {
    await signUp(door.entrance, door.browser().asks(), form(`rush${index}@example.org`));
    opened++;
  });
  // By then all others wait for their turn.
  await Promise.race(rush);
  expect(await whoIs(door.entrance, browser)).not.toBeNull();
  expect(opened).toBeLessThan(5);
  await Promise.all(rush);
});

test.each([
  ['an empty form', {}, { name: 'required', email: 'required', password: 'required' }],
  ['a short password', form('a@example.org', { password: '123456789' }), { password: 'password_too_short' }],
  [
    'a password beyond measure',
    form('a@example.org', { password: 'x'.repeat(129) }),
    { password: 'password_too_long' },
  ],
  ['no address', form('a@example', {}), { email: 'invalid_email' }],
  ['two addresses', form('a@example.org,b@example.org', {}), { email: 'invalid_email' }],
  [
    'a zone that does not exist',
    form('a@example.org', { timeZone: 'Mars/Base' }),
    { timeZone: 'invalid_time_zone' },
  ],
])('%s is refused at the field, and nothing is stored', async (_, input, fields) => {
  expect(await refusalOf(signUp(door.entrance, door.browser().asks(), input))).toMatchObject({
    code: 'invalid',
    fields,
  });
  expect(await door.lettersTo('a@example.org')).toEqual([]);
});

test('one place, and one address, can sign up only so often', async () => {
  const browser = door.browser();
  for (let count = 0; count < 5; count++)
    await signUp(door.entrance, browser.asks(), form('often@example.org'));
  const refusal = await refusalOf(signUp(door.entrance, door.browser().asks(), form('often@example.org')));
  expect(refusal.code).toBe('too_many');
});
