import * as m from '#messages';
import { expect, test } from './testing/journey.ts';
import { es } from './testing/words.ts';

test('somebody of another practice finds nothing at the addresses of this one', async ({
  visit,
  seed,
  scene,
}) => {
  const { assistant: stranger } = await seed.place({ practice: 'Otra práctica', client: 'Otro cliente' });
  const page = await visit({ as: stranger });
  const { workspace } = scene;
  const paths = [
    workspace,
    `${workspace}/briefs`,
    `${workspace}/briefs/new`,
    `${workspace}/clients`,
    `${workspace}/team`,
    `${workspace}/settings`,
    scene.engagement,
    await scene.client(),
    await scene.brief('sent'),
    await scene.brief('delivered'),
  ];
  for (const path of paths) {
    const answer = await page.goto(path);
    expect.soft(answer?.status(), path).toBe(404);
    await expect.soft(page.getByRole('heading', { name: es(m.app_missing_title) })).toBeVisible();
    await expect.soft(page.getByText('Estudio Lumbre'), 'no name gets out').toHaveCount(0);
  }
});

test('a contact finds nothing of another engagement, nor the practice’s own pages', async ({
  visit,
  seed,
  scene,
}) => {
  const { assistant, workspace } = scene.place;
  const made = await seed.call<{ engagement: string }>(assistant, workspace, 'POST /clients', {
    name: 'Panadería Sol',
    language: 'es',
  });
  const page = await visit({ as: scene.place.principal });
  for (const path of [
    `/w/${workspace}/engagements/${made.engagement}`,
    `/w/${workspace}/clients`,
    `/w/${workspace}/team`,
    `/w/${workspace}/settings`,
  ]) {
    expect.soft((await page.goto(path))?.status(), path).toBeGreaterThanOrEqual(403);
    await expect.soft(page.getByText('Panadería Sol')).toHaveCount(0);
  }
});

test('a client’s draft stays the client’s until it is sent', async ({ visit, scene }) => {
  const page = await visit({ as: scene.place.assistant });
  expect((await page.goto(await scene.brief('draft')))?.status()).toBe(404);
});

test('whoever is not signed in is asked to, and then led to where they wanted to go', async ({
  page,
  scene,
}) => {
  await page.goto(`${scene.workspace}/briefs`);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
});

test('the operator’s page does not exist without the key', async ({ page }) => {
  for (const path of ['/operator', '/operator?key=guess'])
    expect((await page.goto(path))?.status()).toBe(404);
});
