import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { makeDoorstep, type Browser, type Doorstep } from './entrance.fixtures.ts';
import { answerPasskeyStep, passkeysWorkAt } from './passkeys.server.ts';

const origin = 'http://localhost:3000';
let door: Doorstep;
beforeAll(async () => {
  door = await makeDoorstep(origin);
});
afterAll(() => door.close());

function step(browser: Browser, name: string, method = 'GET', body?: unknown, from = origin) {
  const headers = { cookie: browser.cookieHeader, origin: from, 'content-type': 'application/json' };
  const request = new Request(`${origin}/api/auth/passkey/${name}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return answerPasskeyStep(door.entrance, request, name, browser.address);
}

test('a passkey belongs to the host name, is kept on the device and asks for the person', async () => {
  const { browser } = await door.newcomer('key@example.org');
  const answer = await step(browser, 'generate-register-options');
  expect(await answer.json()).toMatchObject({
    rp: { id: 'localhost', name: 'Delega' },
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
});

test('nobody adds a passkey without a session, nor with one that is not young', async () => {
  expect((await step(door.browser(), 'generate-register-options')).status).toBe(401);
  const { browser, person } = await door.newcomer('old@example.org');
  await door.world.asOwner.query(
    "update sessions set created_at = now() - interval '61 minutes' where person_id = $1",
    [person.id],
  );
  const answer = await step(browser, 'generate-register-options');
  expect(answer.status).toBe(403);
  expect(await answer.json()).toMatchObject({ code: 'SESSION_NOT_FRESH' });
});

test('signing in with a passkey begins without saying who one is', async () => {
  const answer = await step(door.browser(), 'generate-authenticate-options');
  expect(answer.status).toBe(200);
  const options = (await answer.json()) as { challenge: string; allowCredentials?: unknown[] };
  expect(options.challenge.length).toBeGreaterThan(20);
  expect(options.allowCredentials ?? []).toEqual([]);
});

test('a passkey that nobody registered signs nobody in', async () => {
  const browser = door.browser();
  browser.keep((await step(browser, 'generate-authenticate-options')).headers);
  const answer = await step(browser, 'verify-authentication', 'POST', { response: { id: 'unknown' } });
  expect(answer.status).toBe(401);
  expect(answer.headers.getSetCookie().join()).not.toContain('session_token=');
});

test('what is no answer of a device is refused', async () => {
  const browser = door.browser();
  for (const body of [
    {},
    [],
    'text',
    { response: 1 },
    { response: {}, name: 'x'.repeat(61) },
    { response: { a: 'x'.repeat(20_000) } },
  ]) {
    expect((await step(browser, 'verify-authentication', 'POST', body)).status).toBe(400);
  }
});

test('another site cannot send a step', async () => {
  const browser = door.browser();
  browser.keep((await step(browser, 'generate-authenticate-options')).headers);
  const body = { response: { id: 'unknown' } };
  const answer = await step(browser, 'verify-authentication', 'POST', body, 'https://evil.example.org');
  expect(answer.status).toBe(403);
});

test('a failure of ours is thrown, and is no answer of the ceremony', async () => {
  const { pool } = door.entrance;
  const away = () => Promise.reject(new Error('Connection terminated unexpectedly'));
  const spies = [vi.spyOn(pool, 'connect'), vi.spyOn(pool, 'query')];
  for (const spy of spies) spy.mockImplementation(away);
  try {
    await expect(step(door.browser(), 'generate-authenticate-options')).rejects.toThrow('terminated');
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
});

test.each(['../sign-in/email', 'list-user-passkeys', 'delete-passkey', 'update-passkey', '', 'constructor'])(
  'nothing else of better-auth is reached over HTTP: %s',
  async (name) => {
    const { browser } = await door.newcomer(`reach-${crypto.randomUUID().slice(0, 8)}@example.org`);
    expect((await step(browser, name, 'POST', {})).status).toBe(404);
    expect((await step(browser, name)).status).toBe(404);
  },
);

test.each([
  ['https://delega.example.org', true],
  ['http://localhost:3000', true],
  ['http://127.0.0.1:3000', false],
  ['http://[::1]:3000', false],
  ['https://192.0.2.7', false],
  ['http://delega.example.org', false],
])('browsers allow passkeys at %s: %s', (address, works) => {
  expect(passkeysWorkAt(address)).toBe(works);
});
