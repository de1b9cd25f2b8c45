import * as m from '#messages';
import { bestAnswers } from './testing/assessment.ts';
import { expect, test } from './testing/journey.ts';
import { es } from './testing/words.ts';

test('an answer survives a reload and another language in the middle of a step', async ({ page }) => {
  await page.goto('/test');
  await page.getByRole('button', { name: es(m.public_assessment_short_start) }).click();
  const answer = (value: string) => page.locator(`input[name=T1][value="${value}"]`);
  const kept = () => page.waitForResponse((response) => response.request().method() === 'POST');

  await Promise.all([kept(), answer('2').check()]);
  await page.reload();
  await expect(answer('2')).toBeChecked();

  await Promise.all([kept(), answer('4').check()]);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(answer('4')).toBeChecked();
});

test('without JavaScript activities are picked, named, judged and read in the result', async ({
  visit,
  product,
}) => {
  const page = await visit({ javaScriptEnabled: false });
  await page.goto('/test');
  await page.getByRole('button', { name: es(m.public_assessment_short_start) }).click();
  const secret = (await page.context().cookies(product.origin)).find(
    ({ name }) => name === 'delega_assessment',
  );
  const answers = await fetch(`${product.origin}/api/v1/assessments/${secret?.value}/answers`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({ answers: bestAnswers }),
  });
  expect(answers.ok).toBe(true);
  await page.goto('/test/8');
  const [inbox, post] = [es(m.readiness_activity_inbox), es(m.readiness_activity_post)];
  await page.locator('summary', { hasText: es(m.readiness_activities_list) }).click();
  for (const name of [inbox, post]) await page.getByLabel(name).check();
  await page
    .getByLabel(es(m.readiness_activities_own_number, { number: '1' }))
    .fill('Regar el <b>huerto</b>');
  // One too many for the short form: told, and all that was picked is still there.
  await page.getByLabel(es(m.readiness_activity_calls)).check();
  await page.getByRole('button', { name: es(m.readiness_activities_judge) }).click();
  await expect(page.getByText(es(m.errors_field_too_many_activities))).toBeVisible();
  await page.getByLabel(es(m.readiness_activity_calls)).uncheck();
  await page.getByRole('button', { name: es(m.readiness_activities_judge) }).click();
  const judge = (key: string, criterion: string, option: string) =>
    page.locator(`select[name="${key}.${criterion}"]`).selectOption(option);
  await judge('inbox', 'A2', 'a');
  await judge('inbox', 'A3', 'a');
  await judge('inbox', 'A4', 'c');
  await judge('own-0', 'A2', 'd');
  await page.getByRole('button', { name: es(m.public_assessment_next), exact: true }).click();
  await expect(page, 'asked once for what is open').toHaveURL(/unanswered/);
  await expect(page.locator('select[name="inbox.A4"]')).toHaveValue('c');
  await judge('post', 'A2', 'c');
  await page.getByRole('button', { name: es(m.public_assessment_skip) }).click();
  await page.getByRole('button', { name: es(m.public_assessment_finish) }).click();
  const list = page.locator('#activities');
  await expect(list.getByRole('listitem').filter({ hasText: inbox })).toContainText(
    es(m.readiness_activities_after_preparation),
  );
  await expect(list.getByRole('listitem').filter({ hasText: post })).toContainText(
    es(m.readiness_activities_unjudged),
  );
  await expect(list.getByRole('listitem').filter({ hasText: 'Regar el <b>huerto</b>' })).toContainText(
    es(m.readiness_activities_why_x_presence),
  );
});
