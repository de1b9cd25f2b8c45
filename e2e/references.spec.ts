import * as m from '#messages';
import { briefAt, stepsOn } from './testing/briefs.ts';
import { practicePage } from './testing/front.ts';
import { expect, test } from './testing/journey.ts';
import { es } from './testing/words.ts';

test('a practice asks for a reference, which is written, shown, hidden and withdrawn', async ({
  seed,
  owner,
  visit,
  outbox,
  product,
}) => {
  test.setTimeout(120_000);
  const place = await seed.place({ practice: 'Marta Soler', client: 'Taller Nube' });
  const { workspace, engagement, assistant, principal } = place;
  const { facts, editions } = practicePage('con-referencias');
  const page = { ...facts, language: 'es', edition: editions.es };
  await seed.call(assistant, workspace, 'PUT /page', page);
  await seed.call(assistant, workspace, 'POST /page/publish', {});

  const hers = await visit({ as: assistant });
  await hers.goto(`/w/${workspace}/engagements/${engagement}/course`);
  await expect(hers.getByText(es(m.references_ask_nobody_nothing_accepted))).toBeVisible();
  await briefAt('accepted', stepsOn(seed, owner, place));
  await hers.reload();
  await hers.getByRole('button', { name: es(m.references_ask_button) }).click();
  await expect(hers.getByText(es(m.references_done_asked))).toBeVisible();

  const practice = 'Marta Soler';
  const mailed = await outbox.mailTo(principal.email, es(m.mail_reference_asked_subject, { practice }));
  const his = await visit({ as: principal });
  await his.goto(`/w/${workspace}`);
  await expect(his.getByRole('link', { name: es(m.references_waiting, { practice }) })).toBeVisible();
  await his.goto(mailed.link);
  const text = 'Los pagos llegan a tiempo y ya no reviso el correo los domingos.';
  await his.getByLabel(es(m.references_write_text)).fill(text);
  await his.getByLabel('Irene V.').check();
  await his.getByLabel(es(m.references_write_business)).fill('Taller Nube');
  const shown = his.locator('figure', { hasText: text });
  await expect(shown, 'the preview').toContainText('Irene V. · Taller Nube');
  await expect(his.getByText(es(m.references_write_saved)), 'by itself').toBeVisible();
  await his.reload();
  await expect(his.getByLabel(es(m.references_write_text))).toHaveValue(text);
  const publish = his.getByRole('button', { name: es(m.references_write_publish), exact: true });
  await publish.click();
  await expect(his.getByText(es(m.errors_field_required)), 'not without a yes').toBeVisible();
  await his.getByLabel(es(m.references_write_consent, { practice })).check();
  await publish.click();
  await expect(his.getByText(es(m.references_done_published))).toBeVisible();

  const visitor = await visit();
  await visitor.goto('/p/con-referencias');
  const reference = visitor.locator('figure', { hasText: text });
  await expect(reference).toContainText('Irene V. · Taller Nube');
  await expect(reference).toContainText(es(m.references_public_badge));
  const blocks = await visitor.locator('script[type="application/ld+json"]').allTextContents();
  expect(blocks.join()).toContain('"@type":"Review"');
  expect(blocks.join()).not.toContain('ratingValue');

  const told = await outbox.mailTo(
    assistant.email,
    es(m.mail_reference_published_subject, { name: principal.name }),
  );
  await hers.goto(told.link);
  await hers.getByRole('button', { name: es(m.references_list_hide) }).click();
  await expect(hers.getByText(es(m.references_list_done_hidden))).toBeVisible();
  await visitor.reload();
  await expect(reference).toHaveCount(0);
  await hers.getByRole('button', { name: es(m.references_list_show) }).click();
  await expect(hers.getByText(es(m.references_list_done_shown))).toBeVisible();
  await visitor.reload();
  await expect(reference).toBeVisible();

  const link = await outbox.mailTo(principal.email, es(m.mail_reference_confirmed_subject, { practice }));
  await visitor.goto(link.link);
  await visitor.locator('summary', { hasText: es(m.references_withdraw) }).click();
  await visitor.getByLabel(es(m.references_link_email)).fill(principal.email);
  await visitor.getByRole('button', { name: es(m.references_withdraw) }).click();
  await expect(visitor.getByText(es(m.references_is_withdrawn, { practice }))).toBeVisible();
  await visitor.goto(`${product.origin}/p/con-referencias`);
  await expect(reference).toHaveCount(0);
});
