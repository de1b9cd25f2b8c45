import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeWorld, type World } from '../testing/world.ts';
import { addressBlock, countUse } from './rate.server.ts';

const limit = { name: 'knock', uses: 3, minutes: 15 };

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

const knock = (who: string, now = world.clock.now) => countUse(world.db, limit, who, now);

test('uses up to the limit pass, the next one is refused until the window ends', async () => {
  for (let use = 0; use < 3; use++) await knock('203.0.113.7');
  await expect(knock('203.0.113.7')).rejects.toMatchObject({ code: 'too_many' });
  await expect(knock('203.0.113.7', world.clock.now.add({ minutes: 15 }))).resolves.toBeUndefined();
});

test('one place does not use up what another may do, nor one kind of use another', async () => {
  for (let use = 0; use < 3; use++) await knock('203.0.113.8');
  await expect(knock('203.0.113.9')).resolves.toBeUndefined();
  const other = { ...limit, name: 'ring' };
  await expect(countUse(world.db, other, '203.0.113.8', world.clock.now)).resolves.toBeUndefined();
});

test('uses at the same moment are all counted', async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => knock('203.0.113.10')));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
});

test('the database keeps no address', async () => {
  await knock('someone@example.org');
  const { rows } = await world.asOwner.query<{ bucket: string }>('select bucket from rate_limits');
  for (const { bucket } of rows) expect(bucket).toMatch(/^[0-9a-f]{64}$/);
});

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['unix', 'unix'],
])('%s counts as %s', (address, block) => {
  expect(addressBlock(address)).toBe(block);
});
