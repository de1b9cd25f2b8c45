import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changePassword, hasPassword } from './account.server.ts';
import { type Browser, goodPassword, makeDoorstep, whoIs, type Doorstep } from './entrance.fixtures.ts';
import {
  requestMagicLink,
  requestReset,
  resetLinkWorks,
  resetPassword,
  signInWithLink,
} from './letters.server.ts';
import { signInWithPassword, signOut } from './sign-in.server.ts';

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

async function askForLink(email: string): Promise<string> {
  await requestMagicLink(door.entrance, door.browser().asks(), { email });
  return linkTo(email);
}
async function useLink(browser: Browser, token: string) {
  const signedIn = await signInWithLink(door.entrance, browser.asks(), { token });
  browser.keep(signedIn.headers);
  return signedIn;
}

describe('with a password', () => {
  test('the right one signs in, in any writing of the address', async () => {
    await door.newcomer('in@example.org');
    const browser = door.browser();
    expect((await knock(browser, ' IN@Example.org ')).needsCode).toBe(false);
    expect(await here(browser)).toMatchObject({ email: 'in@example.org' });
  });

  test('an unknown address and a wrong password get the same answer in about the same time', async () => {
    await door.newcomer('timed@example.org');
    const timeOf = async (email: string) => {
      const started = performance.now();
      const refused = knock(door.browser(), email, 'no es la clave');
      await expect(refused).rejects.toMatchObject({ code: 'refused', reason: 'wrong_sign_in', fields: {} });
      return performance.now() - started;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let turn = 0; turn < 5; turn++) {
      known.push(await timeOf('timed@example.org'));
      unknown.push(await timeOf('untimed@example.org'));
    }
    const median = (times: number[]) => times.toSorted((a, b) => a - b)[2]!;
    expect(median(unknown)).toBeGreaterThan(median(known) / 2);
    expect(median(unknown)).toBeLessThan(median(known) * 2);
  });

  test('ten tries on one address, from anywhere, and it waits; other addresses do not', async () => {
    await door.newcomer('tried@example.org');
    for (let turn = 0; turn < 10; turn++) {
      await knock(door.browser(), 'tried@example.org', 'no es la clave').catch(() => {});
    }
    await expect(knock(door.browser(), 'tried@example.org')).rejects.toMatchObject({ code: 'too_many' });
    await door.newcomer('untried@example.org');
    await expect(knock(door.browser(), 'untried@example.org')).resolves.toBeTruthy();
  });

  test('signing in again in the same browser leaves one session', async () => {
    const { browser, person } = await door.newcomer('again@example.org');
    await knock(browser, 'again@example.org');
    const { rows } = await door.world.asOwner.query('select id from sessions where person_id = $1', [
      person.id,
    ]);
    expect(rows).toHaveLength(1);
    expect((await here(browser))?.session.id).toBe(rows[0].id);
  });

  test('signing out ends the session in the database, not only in the browser', async () => {
    const { browser } = await door.newcomer('out@example.org');
    const copy = door.browser();
    for (const [name, value] of browser.cookies) copy.cookies.set(name, value);
    browser.keep(await signOut(door.entrance, browser.asks()));
    expect(await here(copy)).toBeNull();
  });

  test('the address that a client claims in a header is not believed', async () => {
    const { person } = await door.newcomer('claims@example.org');
    const headers = new Headers(door.browser('203.0.113.77').asks().headers);
    headers.set('x-forwarded-for', '198.51.100.1');
    await door.entrance.auth.api.signInEmail({
      body: { email: person.email, password: goodPassword },
      headers,
    });
    const { rows } = await door.world.asOwner.query(
      'select ip_address from sessions where person_id = $1 order by created_at desc limit 1',
      [person.id],
    );
    expect(rows[0].ip_address).toBe('203.0.113.77');
  });
});

describe('with a mailed link', () => {
  test('it signs in once', async () => {
    await door.newcomer('link@example.org');
    const token = await askForLink('link@example.org');
    const [browser, other] = [door.browser(), door.browser()];
    await useLink(browser, token);
    expect(await here(browser)).toMatchObject({ email: 'link@example.org' });
    await expect(useLink(other, token)).rejects.toMatchObject({ reason: 'link_over' });
  });

  test('pressed twice at the same moment it signs in once', async () => {
    await door.newcomer('pressed@example.org');
    const token = await askForLink('pressed@example.org');
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => useLink(door.browser(), token)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('the database keeps nothing that could be used as a link', async () => {
    await door.newcomer('kept@example.org');
    const magic = await askForLink('kept@example.org');
    await requestReset(door.entrance, door.browser().asks(), { email: 'kept@example.org' });
    const reset = await linkTo('kept@example.org');
    const { rows } = await door.world.asOwner.query('select v::text as row from verifications v');
    const all = rows.map(({ row }) => row).join('\n');
    expect(all).not.toContain(magic);
    expect(all).not.toContain(reset);
  });

  test('an unknown address gets a mail that says so; the answer is the same', async () => {
    const asked = requestMagicLink(door.entrance, door.browser().asks('en'), { email: 'none@example.org' });
    expect(await asked).toBeUndefined();
    expect(await door.lettersTo('none@example.org')).toMatchObject([
      { template: 'people.no_account', locale: 'en' },
    ]);
  });
});

describe('with a new password', () => {
  test('a reset link sets it once, ends every session, and says so by mail', async () => {
    const { browser } = await door.newcomer('reset@example.org');
    await requestReset(door.entrance, door.browser().asks(), { email: 'reset@example.org' });
    const token = await linkTo('reset@example.org');
    expect(await resetLinkWorks(door.entrance, token)).toBe(true);
    await resetPassword(door.entrance, door.browser().asks(), { token, password: 'otra frase bien larga' });
    expect(await here(browser)).toBeNull();
    expect(await resetLinkWorks(door.entrance, token)).toBe(false);
    expect((await door.lettersTo('reset@example.org')).at(-1)?.template).toBe('people.password_changed');
    await expect(knock(browser, 'reset@example.org')).rejects.toMatchObject({ reason: 'wrong_sign_in' });
    await expect(knock(browser, 'reset@example.org', 'otra frase bien larga')).resolves.toBeTruthy();
    const again = resetPassword(door.entrance, browser.asks(), { token, password: 'y otra frase más' });
    await expect(again).rejects.toMatchObject({ reason: 'link_over' });
  });

  test('somebody without a password is told so, and sets one with the link', async () => {
    const { browser, person } = await door.newcomer('none-yet@example.org');
    expect(await hasPassword(door.entrance, person)).toBe(true);
    await door.world.asOwner.query('delete from accounts where person_id = $1', [person.id]);
    expect(await hasPassword(door.entrance, person)).toBe(false);
    const guessed = { current: goodPassword, password: 'otra frase bien larga' };
    await expect(changePassword(door.entrance, browser.asks(), person, guessed)).rejects.toMatchObject({
      code: 'refused',
      reason: 'no_password',
    });
    await requestReset(door.entrance, browser.asks(), { email: person.email });
    const token = await linkTo(person.email);
    await resetPassword(door.entrance, browser.asks(), { token, password: 'otra frase bien larga' });
    expect(await hasPassword(door.entrance, person)).toBe(true);
    await expect(knock(browser, person.email, 'otra frase bien larga')).resolves.toBeTruthy();
  });

  test('a password that is too short leaves the link as it is', async () => {
    await door.newcomer('short@example.org');
    await requestReset(door.entrance, door.browser().asks(), { email: 'short@example.org' });
    const token = await linkTo('short@example.org');
    const short = resetPassword(door.entrance, door.browser().asks(), { token, password: 'corta' });
    await expect(short).rejects.toMatchObject({ fields: { password: 'password_too_short' } });
    expect(await resetLinkWorks(door.entrance, token)).toBe(true);
  });

  test('opening the page of a link, as mail scanners do, uses nothing up', async () => {
    await door.newcomer('scanned@example.org');
    await requestReset(door.entrance, door.browser().asks(), { email: 'scanned@example.org' });
    const token = await linkTo('scanned@example.org');
    for (let look = 0; look < 3; look++) expect(await resetLinkWorks(door.entrance, token)).toBe(true);
  });
});
