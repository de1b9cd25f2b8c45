import * as m from '#messages';
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
