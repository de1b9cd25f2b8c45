import type { Page } from '@playwright/test';
import * as m from '#messages';
import { stepsOn } from './testing/briefs.ts';
import { expect, test } from './testing/journey.ts';
import { es } from './testing/words.ts';

test.use({ javaScriptEnabled: false });

test('without JavaScript somebody signs up, opens a practice and signs in again', async ({
  page,
  outbox,
}) => {
  await page.goto('/sign-up');
  await page.locator('[name=name]').fill('Nora Paz');
  await page.locator('[name=email]').fill('nora@paz.example.org');
  await page.locator('[name=password]').fill('tres gatos en la azotea');
  await press(page, m.people_sign_up_button);
  const { link } = await outbox.mailTo('nora@paz.example.org', es(m.mail_verify_subject));
  await page.goto(link);
  await press(page, m.people_confirm_verify_button);
  await page.getByRole('link', { name: es(m.people_place_create) }).click();
  await page.locator('[name=name]').fill('Paz asistencia');
  await press(page, m.people_place_create);
  await expect(page.getByRole('heading', { name: es(m.delegation_page_first_practice_title) })).toBeVisible();

  await page.context().clearCookies();
  await page.goto('/home');
  await expect(page).toHaveURL(/\/sign-in/);
  await page.locator('[name=email]').fill('nora@paz.example.org');
  await page.locator('[name=password]').fill('tres gatos en la azotea');
  await press(page, m.people_sign_in_button);
  await expect(page).toHaveURL(/\/w\/[\w-]+$/);
});

test('without JavaScript a client writes a request, corrects what is missing, and sends it', async ({
  visit,
  seed,
  outbox,
}) => {
  const { workspace, assistant, principal } = await seed.place();
  const page = await visit({ as: principal });
  await page.goto(`/w/${workspace}/briefs/new`);
  await page.locator('[name=title]').fill('Ordenar las facturas');
  await page.locator('[name=outcome]').fill('Las facturas del año, por meses');
  await press(page, m.delegation_action_send_brief);

  // Sent back: what was typed is there, and what is missing says so at its field.
  await expect(page.locator('[name=title]')).toHaveValue('Ordenar las facturas');
  await expect(page.locator('[name=outcome]')).toHaveValue('Las facturas del año, por meses');
  await expect(page.locator('.field-error').first()).toBeVisible();
  await page.locator('[name="doneCriteria[]"]').first().fill('Están los doce meses');
  await page.locator('[name=wishedBy]').fill('2027-03-01T12:00');
  await press(page, m.delegation_page_save);
  await expect(page.locator('[name=wishedBy]')).toHaveValue('2027-03-01T12:00');
  await press(page, m.delegation_action_send_brief);
  await expect(page.getByText(es(m.delegation_their_turn_say_it_back))).toBeVisible();
  await outbox.mailTo(assistant.email, es(m.mail_brief_sent_subject, { title: 'Ordenar las facturas' }));
});

test('without JavaScript an assistant asks, and an empty question comes back with its form', async ({
  visit,
  seed,
  owner,
}) => {
  const place = await seed.place();
  const steps = stepsOn(seed, owner, place);
  const brief = await steps.begin();
  await steps.send(brief);
  const page = await visit({ as: place.assistant });
  await page.goto(`/w/${place.workspace}/briefs/${brief}`);
  await press(page, m.delegation_action_ask_question);
  await press(page, m.delegation_page_ask_send);
  await expect(page.locator('.field-error').first()).toBeVisible();
  await page.locator('[name="questions[]"]').first().fill('¿A qué hora?');
  await press(page, m.delegation_page_ask_send);
  await expect(page.getByText('¿A qué hora?')).toBeVisible();
  await expect(page.locator('[name="questions[]"]')).toHaveCount(0);
});

function press(page: Page, text: Parameters<typeof es>[0]): Promise<void> {
  return page
    .locator('main')
    .getByRole('button', { name: es(text), exact: true })
    .first()
    .click();
}
