import type { Page } from '@playwright/test';
import * as m from '#messages';
import { takeSelfAssessment } from './testing/assessment.ts';
import { expect, test } from './testing/journey.ts';
import { es } from './testing/words.ts';

const technology = es(m.readiness_requirement_r1_name);
const systems = es(m.readiness_requirement_r6_name);
const choose = (page: Page, label: string) => page.getByRole('radio', { name: label }).check();
const save = (page: Page) => page.getByRole('button', { name: es(m.readiness_weights_save) }).click();
/** Where everything is met but technology. */
const onlyTechnologyLow = { T1: '1', T2: '1', T3: '1', T4: 'c', T5: '1' };

test('a practice weighs the requirements in its own way, and sees at once what each counts out of 100', async ({
  visit,
  seed,
}) => {
  const { workspace, assistant } = await seed.place();
  const page = await visit({ as: assistant });
  await page.goto(`/w/${workspace}/settings`);
  await page.getByRole('link', { name: es(m.readiness_weights_tab) }).click();
  await expect(page.getByRole('radio', { name: es(m.readiness_weights_recommended_label) })).toBeChecked();
  await expect(page.getByLabel(technology)).toBeHidden();

  await choose(page, es(m.readiness_weights_own));
  await page.getByLabel(technology).fill('2,5');
  await page.getByLabel(systems).fill('31');
  await expect(page.getByText(es(m.readiness_weights_share, { share: '2,4' }))).toBeVisible();
  await save(page);
  await expect(page.getByText(es(m.errors_field_invalid_weight))).toBeVisible();
  await expect(page.getByLabel(systems)).toBeFocused();
  await expect(page.getByLabel(technology), 'nothing is lost').toHaveValue('2,5');

  await page.getByLabel(systems).fill('30');
  await save(page);
  await expect(page.getByText(es(m.readiness_weights_saved))).toBeVisible();
  await page.reload();
  await expect(page.getByRole('radio', { name: es(m.readiness_weights_own) })).toBeChecked();
  await expect(page.getByLabel(technology)).toHaveValue('2,5');
});

test('without JavaScript a practice leaves technology out, and a shared copy then shows both results and why', async ({
  visit,
  seed,
  product,
}) => {
  const { workspace, engagement, assistant, principal } = await seed.place();
  const page = await visit({ as: assistant, javaScriptEnabled: false });
  await page.goto(`/w/${workspace}/settings/weights`);
  await choose(page, es(m.readiness_weights_own));
  await page.getByLabel(technology).fill('mucho');
  await save(page);
  await expect(page.getByText(es(m.errors_field_invalid_technology_weight))).toBeVisible();
  await expect(page.getByLabel(technology), 'nothing is lost').toHaveValue('mucho');
  await choose(page, es(m.readiness_weights_without_technology_label));
  await save(page);
  await expect(page.getByText(es(m.readiness_weights_saved))).toBeVisible();

  const secret = await takeSelfAssessment(product.origin, onlyTechnologyLow);
  const share = { assessment: secret, what: 'verdict' };
  await seed.call(principal, workspace, `POST /engagements/${engagement}/assessments`, share);
  await page.goto(`/w/${workspace}/engagements/${engagement}`);
  await expect(page.getByRole('heading', { name: es(m.readiness_verdict_ready_label) })).toBeVisible();
  const differs = es(m.readiness_recommended_differs, { verdict: es(m.readiness_verdict_prepare_label) });
  await expect(page.getByText(differs)).toBeVisible();
  await expect(
    page.getByText(
      es(m.readiness_recommended_weight, { requirement: technology, here: '0', recommended: '10' }),
    ),
  ).toBeVisible();
});
