import * as m from '#messages';
import { expect, test } from './testing/journey.ts';
import { en } from './testing/words.ts';

test.use({ house: 'of its own' });

test('where not even the reader can be known, the page says so in their language, with the number in the log', async ({
  product,
  owner,
  seed,
  visit,
  watch,
}) => {
  watch.expect(/500/);
  const page = await visit({ as: await seed.person('Nora Gil', { language: 'en' }), language: 'en' });
  await owner.query({}, 'alter table sessions rename to sessions_away');
  expect((await page.goto('/account'))?.status()).toBe(500);
  const said = await page.getByRole('heading').textContent();
  expect(said).toContain(en(m.app_unexpected));
  const reference = /[0-9a-f]{8}/.exec(said ?? '')?.[0] ?? 'none';
  expect(said).toContain(en(m.app_error_reference, { reference }));
  expect(product.output()).toContain(`[${reference}] GET /account`);

  await owner.query({}, 'alter table sessions_away rename to sessions');
  await page.getByRole('link', { name: 'Delega' }).click();
  await expect(page).toHaveURL('/');
});
