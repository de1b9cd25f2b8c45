import { randomUUIDv7 } from 'node:crypto';
import * as m from '#messages';
import { expect, test } from './testing/journey.ts';
import { es } from './testing/words.ts';

test('an assistant leaves the practice, which tells its owner; the last owner reads why they stay', async ({
  visit,
  seed,
  owner,
  outbox,
}) => {
  const practice = 'Casa Norte';
  const place = await seed.place({ practice });
  const assistant = await seed.person('Olga Prats');
  await owner.insert({ power: 'system', workspace: place.workspace }, 'workspace_members', {
    ...{ workspace_id: place.workspace, person_id: assistant.id },
    ...{ role: 'assistant', since: new Date().toISOString() },
  });
  const brief = `/w/${place.workspace}/briefs/${randomUUIDv7()}`;

  const page = await visit({ as: assistant });
  await page.goto(`/w/${place.workspace}/settings`);
  await expect(page.getByText(es(m.people_place_leave_work))).toBeVisible();
  await page.getByRole('button', { name: es(m.people_place_leave) }).click();
  const dialog = page.getByRole('dialog', { name: es(m.people_place_leave_title, { practice }) });
  await dialog.getByRole('button', { name: es(m.people_place_leave) }).click();
  await expect(page).toHaveURL('/home');
  await expect(page.getByRole('heading', { name: es(m.people_place_home_practice_title) })).toBeVisible();
  expect((await page.goto(`/w/${place.workspace}/settings`))?.status()).toBe(404);
  expect((await page.goto(brief))?.status()).toBe(404);

  const subject = es(m.mail_left_subject, { name: 'Olga Prats', practice });
  expect((await outbox.mailTo(place.assistant.email, subject)).link).toContain(
    `/w/${place.workspace}/briefs`,
  );

  const staying = await visit({ as: place.assistant, javaScriptEnabled: false });
  await staying.goto(`/w/${place.workspace}/settings`);
  await expect(staying.getByText(es(m.people_place_leave_last))).toBeVisible();
});
