import * as m from '#messages';
import { expect, test } from './testing/journey.ts';
import { takeSelfAssessment } from './testing/assessment.ts';
import { askFrom, practicePage } from './testing/front.ts';
import { placesWith } from './testing/traces.ts';
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
  const picture = () => visitor.request.get('/p/marta-rios/card.png?lang=es');
  expect((await picture()).status()).toBe(404);
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
  expect((await picture()).headers()['content-type']).toBe('image/png');
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

test('a visitor takes the test, asks for a talk with its result, and becomes a client who finds it there', async ({
  seed,
  visit,
  outbox,
  page: visitor,
  product,
}) => {
  const { facts, editions } = practicePage('pide-cita');
  const place = await seed.place();
  const edition = { ...facts, language: 'es', edition: editions.es };
  await seed.call(place.assistant, place.workspace, 'PUT /page', edition);
  await seed.call(place.assistant, place.workspace, 'POST /page/publish', {});
  const secret = await takeSelfAssessment(product.origin);
  await visitor.context().addCookies([{ name: 'delega_assessment', value: secret, url: product.origin }]);

  const guest = await seed.person('Bruno Vega');
  await visitor.goto('/p/pide-cita');
  await visitor.getByLabel(es(m.front_ask_name)).fill('Bruno Vega');
  await visitor.getByLabel(es(m.front_ask_email), { exact: true }).fill(guest.email);
  await visitor.getByLabel(es(m.front_ask_message)).fill('Quiero soltar la agenda');
  await visitor.getByRole('radio', { name: es(m.readiness_share_answers) }).check();
  await visitor.getByRole('button', { name: es(m.front_ask_send) }).click();
  await expect(visitor.getByText(es(m.front_asked_sent))).toBeVisible();
  await expect(visitor.getByText(es(m.front_asked_shared_answers))).toBeVisible();
  await outbox.mailTo(guest.email, es(m.mail_asked_subject, { practice: facts.name }));

  const told = await outbox.mailTo(
    place.assistant.email,
    es(m.mail_prospect_subject, { name: 'Bruno Vega' }),
  );
  const hers = await visit({ as: place.assistant });
  await hers.goto(told.link);
  await expect(hers.getByText('Quiero soltar la agenda')).toBeVisible();
  await expect(hers.getByRole('heading', { name: es(m.readiness_shared_answers) })).toBeVisible();
  const csv = { name: es(m.readiness_csv_download), includeHidden: true };
  const table = await hers.getByRole('link', csv).getAttribute('href');
  expect(await (await hers.request.get(table ?? '')).text()).toContain(',Bruno Vega,');
  await hers.getByLabel(es(m.front_prospect_note)).fill('Llamar el lunes');
  await hers.getByRole('button', { name: es(m.front_prospect_note_add) }).click();
  await expect(hers.getByText('Llamar el lunes')).toBeVisible();
  await hers.getByRole('button', { name: es(m.front_prospect_move_proposed) }).click();
  await expect(hers.getByText(es(m.front_prospect_state_proposed))).toBeVisible();
  await hers.getByText(es(m.front_prospect_win)).first().click();
  await hers.getByRole('button', { name: es(m.front_prospect_win_button) }).click();
  await expect(hers.getByText(es(m.front_prospect_state_won))).toBeVisible();

  const his = await visit({ as: guest });
  await his.goto('/home');
  await his.getByRole('button', { name: es(m.people_place_invited_accept) }).click();
  await expect(his).toHaveURL(`/w/${place.workspace}`);
  await hers.getByRole('link', { name: es(m.front_prospect_engagement) }).click();
  await expect(async () => {
    await hers.reload();
    await expect(hers.getByText(es(m.readiness_shared_by, { name: 'Bruno Vega' }))).toBeVisible({
      timeout: 500,
    });
  }).toPass();
  const kept = await hers.getByRole('link', csv).getAttribute('href');
  expect(await (await hers.request.get(kept ?? '')).text()).toContain(',Bruno Vega,');
  expect((await his.request.get(kept ?? '')).status(), 'not for the client').toBe(403);
});

test('whoever asked erases all of it by the link, without JavaScript', async ({ seed, visit, product }) => {
  const { facts, editions } = practicePage('se-borra');
  const place = await seed.place();
  const edition = { ...facts, language: 'es', edition: editions.es };
  await seed.call(place.assistant, place.workspace, 'PUT /page', edition);
  await seed.call(place.assistant, place.workspace, 'POST /page/publish', {});
  const canary = { name: 'Zacarías Quimera', email: 'quimera@example.org' };
  const assessment = await takeSelfAssessment(product.origin);
  const asked = await askFrom(`${product.origin}/p/se-borra`, assessment, canary);

  const page = await visit({ javaScriptEnabled: false });
  await page.goto(asked);
  await page.locator('summary', { hasText: es(m.front_asked_erase) }).click();
  const address = page.getByLabel(es(m.front_asked_erase_email));
  await address.fill('otra@example.org');
  await page.getByRole('button', { name: es(m.front_asked_erase) }).click();
  await expect(page.getByText(es(m.errors_field_not_the_asking_address))).toBeVisible();
  await address.fill(canary.email);
  await page.getByRole('button', { name: es(m.front_asked_erase) }).click();
  await expect(page.getByText(es(m.front_asked_erased))).toBeVisible();
  expect((await page.goto(asked))?.status()).toBe(404);
  expect(placesWith(/database system is ready/, product), 'the log is looked through').toEqual([
    'postgres.log',
  ]);
  const secrets = `${asked.replace('/asked/', '')}|${assessment}`;
  expect(placesWith(new RegExp(`quimera|zacar|${secrets}`, 'i'), product), 'no file, no log').toEqual([]);
  const { prospects } = await seed.call<{ prospects: unknown[] }>(
    place.assistant,
    place.workspace,
    'GET /prospects',
  );
  expect(prospects).toEqual([]);
});

test('whoever looks for an assistant finds those who fit and want to be found', async ({
  seed,
  page,
  product,
}) => {
  const publish = async (address: string, over: object) => {
    const { facts, editions } = practicePage(address);
    const place = await seed.place();
    await seed.call(place.assistant, place.workspace, 'PUT /page', {
      ...{ ...facts, ...over },
      ...{ language: 'es', edition: { ...editions.es, headline: `Somos ${address}` } },
    });
    await seed.call(place.assistant, place.workspace, 'POST /page/publish', {});
  };
  await publish('busca-sur', { timeZone: 'America/Santiago', tools: ['Buscalotodo'], freeFrom: '2099-01' });
  await publish('busca-norte', { tools: ['Buscalotodo'], freeFrom: 'now' });
  await publish('busca-oculta', { tools: ['Buscalotodo'], isListed: false });

  await page.goto('/practices');
  await page.getByLabel(es(m.front_list_words)).fill('buscalotodo');
  await page.getByRole('button', { name: es(m.front_list_search) }).click();
  const found = page.getByRole('heading', { level: 2 });
  await expect(found).toHaveText(['Somos busca-norte', 'Somos busca-sur']);
  await page.getByLabel(es(m.front_list_region)).selectOption('America');
  await page.getByRole('button', { name: es(m.front_list_search) }).click();
  await expect(found).toHaveText(['Somos busca-sur']);
  await page.getByLabel(es(m.front_list_free)).selectOption('now');
  await page.getByRole('button', { name: es(m.front_list_search) }).click();
  await expect(page.getByText(es(m.front_list_none))).toBeVisible();

  const sitemap = await (await fetch(`${product.origin}/sitemap.xml`)).text();
  expect(sitemap).toContain('/p/busca-norte?');
  expect(sitemap).not.toContain('/p/busca-oculta');
});
