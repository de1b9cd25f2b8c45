import type { Page } from '@playwright/test';
import * as m from '#messages';
import { bestAnswers, takeSelfAssessment } from './testing/assessment.ts';
import { expect, test } from './testing/journey.ts';
import { es } from './testing/words.ts';

test.use({ javaScriptEnabled: false });

test('a visitor without JavaScript takes the self-assessment and gets a verdict with reasons', async ({
  page,
}) => {
  await begin(page);
  for (let step = 1; step <= 9; step++) {
    await expect(page).toHaveURL(new RegExp(`/test/${step}$`));
    await answer(page);
    const forward = step < 9 ? m.public_assessment_next : m.public_assessment_finish;
    await page.getByRole('button', { name: es(forward) }).click();
  }
  await expect(page).toHaveURL(/\/result\/[\w-]{32}$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(es(m.readiness_verdict_ready_label));
  // The scores are a table for whoever can't see the picture.
  const scores = page.getByRole('table', { name: es(m.public_result_scores_caption) });
  for (const requirement of [m.readiness_requirement_r1_name, m.readiness_requirement_r7_name])
    await expect(scores.getByRole('rowheader', { name: es(requirement) })).toBeVisible();
});

test('an unanswered question is asked for once, and may be left', async ({ page }) => {
  await begin(page);
  await page.getByRole('button', { name: es(m.public_assessment_next) }).click();
  await expect(page.getByText(es(m.public_assessment_unanswered_text))).toBeVisible();
  await page.getByRole('button', { name: es(m.public_assessment_skip) }).click();
  await expect(page).toHaveURL(/\/test\/2$/);
});

test('answers survive going back, a reload and a return on another day', async ({ page }) => {
  await begin(page);
  await answer(page);
  await page.getByRole('button', { name: es(m.public_assessment_next) }).click();
  await page.locator('input[name=C1][value="3"]').check();
  await page.getByRole('button', { name: es(m.public_assessment_previous) }).click();
  await expect(page.locator('input[name=T1][value="4"]')).toBeChecked();
  await page.reload();
  await expect(page.locator('input[name=T1][value="4"]')).toBeChecked();

  await page.goto('/test');
  await page.getByRole('link', { name: es(m.public_assessment_resume) }).click();
  await expect(page).toHaveURL(/\/test\/2$/);
  await expect(page.locator('input[name=C1][value="3"]')).toBeChecked();
});

test('where no single answer would improve the verdict, the result names those that would together', async ({
  product,
  page,
}) => {
  await page.goto(`/result/${await takeSelfAssessment(product.origin, { S1: 'd', F2: 'd' })}`);
  const changes = page.getByRole('region', { name: es(m.public_result_changes) });
  await expect(changes).toContainText(es(m.readiness_changes_together));
  await expect(changes.getByRole('listitem')).toHaveCount(2);
  for (const answer of [m.readiness_option_f2_c, m.readiness_option_s1_c])
    await expect(changes).toContainText(es(answer).replace(/\.$/, ''));
});

test('the link of a result opens it in another browser, until the visitor erases it', async ({
  product,
  page,
  visit,
}) => {
  const link = `/result/${await takeSelfAssessment(product.origin)}`;
  const friend = await visit();
  for (const reader of [page, friend]) {
    await reader.goto(link);
    await expect(reader.getByRole('heading', { level: 1 })).toContainText(
      es(m.readiness_verdict_ready_label),
    );
  }
  const sheet = () => friend.request.get(`${link}/result.pdf`);
  expect((await sheet()).headers()['content-type'], 'on paper').toBe('application/pdf');
  await page.getByRole('link', { name: es(m.public_result_erase_link) }).click();
  // Opening the page erases nothing: a program that follows every link must do no harm.
  expect((await friend.reload())?.status()).toBe(200);
  await page.getByRole('button', { name: es(m.public_result_erase_do) }).click();
  await expect(page.getByText(es(m.public_assessment_erased))).toBeVisible();
  expect((await friend.reload())?.status()).toBe(404);
  expect((await sheet()).status()).toBe(404);
});

test('a result is shown to somebody by a link that can only look, until it is withdrawn', async ({
  product,
  page,
  visit,
}) => {
  await page.goto(`/result/${await takeSelfAssessment(product.origin)}`);
  await page.getByRole('button', { name: es(m.public_result_show_do) }).click();
  const link = await page.getByLabel(es(m.public_result_show_link)).inputValue();
  const friend = await visit();
  await friend.goto(link);
  await expect(friend.getByRole('heading', { level: 1 })).toContainText(es(m.readiness_verdict_ready_label));
  await expect(friend.getByText(es(m.public_result_shown_text))).toBeVisible();
  await expect(friend.getByRole('link', { name: es(m.public_result_erase_link) })).toHaveCount(0);
  await expect(friend.getByRole('button', { name: es(m.public_result_change) })).toHaveCount(0);
  expect((await friend.request.get(`${link}/delete`)).status()).toBe(404);

  await page.getByRole('button', { name: es(m.public_result_hide_do) }).click();
  await expect(page.getByRole('button', { name: es(m.public_result_show_do) })).toBeVisible();
  expect((await friend.reload())?.status()).toBe(404);
});

test('whoever trusts nobody is told so, whatever else they answer', async ({ product, page }) => {
  await page.goto(`/result/${await takeSelfAssessment(product.origin, { F2: 'd' })}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(es(m.readiness_verdict_not_now_label));
});

async function begin(page: Page): Promise<void> {
  await page.goto('/');
  await page.locator('a[href="/test"]').first().click();
  await page.getByRole('button', { name: es(m.public_assessment_short_start) }).click();
}

/** Answers every question of the step that is shown. */
async function answer(page: Page): Promise<void> {
  const names = await page
    .locator('main fieldset:has(input[type=radio])')
    .evaluateAll((questions) => questions.map((question) => question.querySelector('input')?.name ?? ''));
  for (const name of names) await page.locator(`input[name=${name}][value="${bestAnswers[name]}"]`).check();
}
