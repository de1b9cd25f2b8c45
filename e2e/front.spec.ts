import * as m from '#messages';
import { expect, test } from './testing/journey.ts';
import { practicePage } from './testing/front.ts';
import { en, es } from './testing/words.ts';

const save = { name: es(m.front_page_save) };

test('an assistant writes the public page, publishes it, and visitors read it in both languages', async ({
  visit,
  seed,
  page: visitor,
}) => {
  const place = await seed.place({ practice: 'Marta Ríos & Cía.' });
  const page = await visit({ as: place.assistant });
  await page.goto(`/w/${place.workspace}/settings`);
  await page.getByRole('link', { name: es(m.front_page_tab) }).click();
  const address = page.getByLabel(es(m.front_page_address), { exact: true });
  await expect(address, 'an address is suggested').toHaveValue('marta-rios-cia');

  await page.getByLabel(es(m.front_page_headline)).fill('Agenda y facturas en orden');
  await page.getByLabel(es(m.front_page_about)).fill('Trabajo con tres estudios.');
  await page.getByLabel(es(m.front_page_service_name, { number: 1 })).fill('Agenda');
  await address.fill('Marta y Cía');
  await page.getByRole('button', save).click();
  await expect(page.getByText(es(m.errors_field_invalid_page_address))).toBeVisible();
  await expect(page.getByLabel(es(m.front_page_headline)), 'nothing is lost').toHaveValue(
    'Agenda y facturas en orden',
  );
  await address.fill('marta-rios');
  await page.getByRole('button', save).click();
  await expect(page.getByText(es(m.front_page_saved), { exact: true })).toBeVisible();

  expect((await visitor.goto('/p/marta-rios'))?.status(), 'not published yet').toBe(404);
  await page.getByRole('button', { name: es(m.front_page_publish) }).click();
  await expect(page.getByText(es(m.front_page_published_done))).toBeVisible();

  await page.getByRole('link', { name: 'English', exact: true }).click();
  await expect(page.getByRole('heading', { name: es(m.front_page_in_en) })).toBeVisible();
  await page.getByLabel(es(m.front_page_headline)).fill('Calendars and invoices in order');
  await page.getByLabel(es(m.front_page_about)).fill('I work with three studios.');
  await page.getByRole('button', save).click();
  await expect(page.getByText(es(m.front_page_saved_public))).toBeVisible();

  await visitor.goto('/p/marta-rios');
  await expect(visitor.getByRole('heading', { level: 1, name: 'Agenda y facturas en orden' })).toBeVisible();
  await expect(visitor.getByText('Agenda', { exact: true })).toBeVisible();
  await visitor.getByRole('link', { name: en(m.front_public_other_language) }).click();
  await expect(
    visitor.getByRole('heading', { level: 1, name: 'Calendars and invoices in order' }),
  ).toBeVisible();
  await expect(visitor.getByRole('heading', { name: en(m.front_public_facts) })).toBeVisible();

  await page.getByText(es(m.front_page_withdraw)).first().click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: es(m.front_page_withdraw) })
    .click();
  await expect(page.getByText(es(m.front_page_withdrawn_done))).toBeVisible();
  expect((await visitor.reload())?.status()).toBe(404);
});

test('an address that another page has is refused at its field, and search engines are told the languages', async ({
  seed,
  product,
  visit,
}) => {
  const { facts, editions } = practicePage('unica-en-su-clase');
  const [place, other] = [await seed.place(), await seed.place()];
  for (const [language, edition] of Object.entries(editions))
    await seed.call(place.assistant, place.workspace, 'PUT /page', { ...facts, language, edition });
  await seed.call(place.assistant, place.workspace, 'POST /page/publish', {});

  const page = await visit({ as: other.assistant, javaScriptEnabled: false });
  await page.goto(`/w/${other.workspace}/settings/page`);
  await page.getByLabel(es(m.front_page_address), { exact: true }).fill(facts.address);
  await page.getByLabel(es(m.front_page_headline)).fill('Yo también');
  await page.getByRole('button', save).click();
  await expect(page.getByText(es(m.errors_field_address_taken))).toBeVisible();
  await expect(page.getByLabel(es(m.front_page_headline))).toHaveValue('Yo también');

  const html = await (await fetch(`${product.origin}/p/${facts.address}`)).text();
  for (const language of ['es', 'en'])
    expect(html).toContain(
      `<link rel="alternate" hreflang="${language}" href="${product.origin}/p/${facts.address}?lang=${language}"`,
    );
  const sitemap = await (await fetch(`${product.origin}/sitemap.xml`)).text();
  for (const language of ['es', 'en'])
    expect(sitemap).toContain(`<loc>${product.origin}/p/${facts.address}?lang=${language}</loc><lastmod>`);
});
