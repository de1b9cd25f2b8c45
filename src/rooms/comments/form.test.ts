import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeWorld, type World } from '../../testing/world.ts';
import { challengeFor, countComment } from './form.server.ts';

const key = createHmac('sha256', 'a key of the test').digest();
const opened = Temporal.Instant.from('2026-11-27T10:00:00Z');
const now = opened.add({ seconds: 60 });
const where = { address: 'ana-rios', guide: 'trust', from: '10.1.2.3' };

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());
beforeEach(() => world.asOwner.query('delete from rate_limits'));

const newForm = () => challengeFor({ key, now: opened }, where.address, where.guide);
const send = (challenge: string, over: Record<string, string> = {}) => {
  const posted = new FormData();
  const words = { kind: 'question', name: 'Bruno', email: 'bruno@example.org', text: '¿Cómo?', ...over };
  for (const [name, value] of Object.entries({ challenge, ...words })) posted.set(name, value);
  return countComment({ db: world.db, key, now }, posted, where);
};

test('a form that is sent twice says the same, and with its address put right something else', async () => {
  const form = newForm();
  const first = await send(form);
  expect(await send(form)).toBe(first);
  expect(await send(form, { email: 'bruna@example.org' })).not.toBe(first);
});

test('who has to put a field right has as many turns as before', async () => {
  for (let time = 0; time < 20; time++) await send(newForm(), { email: 'bruno' });
  for (let time = 0; time < 3; time++) await send(newForm());
  await expect(send(newForm())).rejects.toMatchObject({ code: 'too_many' });
});
