import type { Page } from '@playwright/test';
import * as m from '#messages';
import { bestAnswers } from './testing/assessment.ts';
import { expect, test } from './testing/journey.ts';
import { Scene } from './testing/scene.ts';
import { es } from './testing/words.ts';

const reworded = '¿Compartes tus documentos con un enlace?';
const own = '¿Guardas una copia de lo que importa?';

/** Opens what its label names, and presses it again where it asks whether to. */
async function confirm(page: Page, label: string) {
  await page.locator('summary').filter({ hasText: label }).click();
  await page.getByRole('button', { name: label }).click();
}
/** Says it somewhere: what is changed stands in the draft and again where it is published. */
const shows = (page: Page, text: string) =>
  expect(page.getByText(text).filter({ visible: true }).first()).toBeVisible();
async function publish(page: Page) {
  await confirm(page, es(m.readiness_edition_publish));
  await shows(page, es(m.readiness_edition_done_published));
}
async function take(page: Page) {
  for (let step = 1; step <= 9; step++) {
    const items = new Set(
      await page
        .locator('input[type=radio]')
        .evaluateAll((all) => all.map((one) => one.getAttribute('name')!)),
    );
    for (const item of items)
      await page.locator(`input[name=${item}][value="${bestAnswers[item] ?? 4}"]`).check();
    const forward = step < 9 ? m.public_assessment_next : m.public_assessment_finish;
    await page.getByRole('button', { name: es(forward) }).click();
  }
}

test('without JavaScript an owner words the test, a visitor takes it from the page, and the result stays as it was', async ({
  visit,
  product,
  owner,
  seed,
  outbox,
}) => {
  test.setTimeout(240_000);
  const scene = await Scene.set({ product, owner, seed, outbox });
  const address = await scene.practicePage();
  const settings = `${scene.workspace}/settings`;
  const page = await visit({ as: scene.place.assistant, javaScriptEnabled: false });
  await page.goto(`${settings}/weights`);
  await page.getByRole('link', { name: es(m.readiness_edition_tab) }).click();
  await shows(page, es(m.readiness_edition_unpublished_none));

  await page.goto(`${settings}/test?step=R1&item=T1`);
  await page.getByLabel(es(m.readiness_edition_question_in, { language: 'español' })).fill(reworded);
  await page.getByRole('button', { name: es(m.readiness_edition_save) }).click();
  await shows(page, es(m.readiness_edition_done_saved));
  await page.getByRole('link', { name: es(m.readiness_edition_add), exact: true }).click();
  await page.getByRole('button', { name: es(m.readiness_edition_add_save) }).click();
  await shows(page, es(m.errors_field_question_without_text));
  await page.getByLabel(es(m.readiness_edition_question_in, { language: 'español' })).fill(own);
  await page.getByLabel(es(m.readiness_edition_core)).check();
  await page.getByRole('button', { name: es(m.readiness_edition_add_save) }).click();
  await shows(page, es(m.readiness_edition_diff_added, { question: own }));
  await publish(page);

  const visitor = await visit({ javaScriptEnabled: false });
  await visitor.goto(address);
  await visitor.getByRole('link', { name: es(m.front_public_test_button) }).click();
  await shows(visitor, es(m.readiness_edition_test_of, { practice: 'Marta Ríos' }));
  await visitor.getByRole('button', { name: es(m.public_assessment_short_start) }).click();
  await shows(visitor, reworded);
  await shows(visitor, own);
  await take(visitor);
  await expect(visitor).toHaveURL(/\/result\//);
  await shows(visitor, es(m.readiness_edition_of, { practice: 'Marta Ríos' }));
  await shows(visitor, reworded);

  await page.goto(`${settings}/test?step=R1&item=T1`);
  await page.getByLabel(es(m.readiness_edition_question_in, { language: 'español' })).fill('¿Otra cosa?');
  await page.getByRole('button', { name: es(m.readiness_edition_save) }).click();
  await confirm(page, es(m.readiness_edition_remove));
  await shows(page, es(m.readiness_edition_done_removed));
  await publish(page);
  await page.getByRole('link', { name: es(m.readiness_edition_versions), exact: true }).click();
  await shows(page, es(m.readiness_edition_diff_removed, { question: own }));

  await visitor.reload();
  await shows(visitor, reworded);
  await visitor.goto(`/test?of=${address.replace('/p/', '')}`);
  await visitor.getByRole('button', { name: es(m.public_assessment_short_start) }).click();
  await shows(visitor, '¿Otra cosa?');
  await expect(visitor.getByText(own)).toBeHidden();

  await confirm(page, es(m.readiness_edition_restore));
  await shows(page, es(m.readiness_edition_done_restored));
  await shows(page, es(m.readiness_edition_diff_added, { question: own }));
});
