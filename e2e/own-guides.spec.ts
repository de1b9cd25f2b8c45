import type { Page } from '@playwright/test';
import * as m from '#messages';
import { expect, test } from './testing/journey.ts';
import { Scene } from './testing/scene.ts';
import { es } from './testing/words.ts';

const press = (page: Page, label: string) => page.getByRole('button', { name: label, exact: true }).click();
/** Opens what its label names, and presses it again where it asks whether to. */
async function confirm(page: Page, label: string) {
  await page.locator('summary').filter({ hasText: label }).click();
  await press(page, label);
}

test('without JavaScript an owner writes a guide from Delega’s text, visitors read it, and it goes back', async ({
  visit,
  product,
  owner,
  seed,
  outbox,
}) => {
  test.setTimeout(180_000);
  const scene = await Scene.set({ product, owner, seed, outbox });
  const place = await scene.practicePage();
  const visitor = await visit({ javaScriptEnabled: false });
  await visitor.goto(`${place}/guides/trust?lang=es`);
  await expect(visitor.getByText(es(m.guides_by_house))).toBeVisible();
  const house = `${product.origin}/guides/trust?lang=es`;
  await expect(visitor.locator('link[rel=canonical]')).toHaveAttribute('href', house);

  const page = await visit({ as: scene.place.assistant, javaScriptEnabled: false });
  await page.goto(`${scene.workspace}/settings`);
  await page.getByRole('link', { name: es(m.guides_own_tab), exact: true }).click();
  await page.getByRole('link', { name: /^Confiar.*: Español$/ }).click();
  await page.getByRole('link', { name: es(m.guides_own_begin_house) }).click();
  const title = page.getByLabel(es(m.guides_own_field_title), { exact: true });
  const body = page.getByLabel(es(m.guides_own_field_body), { exact: true });
  await expect(title).toHaveValue(/^Confiar/);
  const typed = `${await body.inputValue()}\n\n## Lo mío\n\n<script>document.title='mal'</script> [ven](javascript:alert(1)) y [mira](https://example.org/)`;
  await body.fill(typed);
  await title.fill('');
  await press(page, es(m.guides_own_publish));
  await expect(page.getByText(es(m.errors_field_required))).toBeVisible();
  await expect(body, 'nothing is lost').toHaveValue(typed);
  await title.fill('Confiar, a mi manera');
  await press(page, es(m.guides_own_preview));
  await expect(page.getByRole('heading', { level: 2, name: 'Lo mío' })).toBeVisible();
  await visitor.reload();
  await expect(visitor.getByText('Lo mío'), 'nobody else sees a draft').toHaveCount(0);
  await page.getByRole('link', { name: es(m.guides_own_go_on) }).click();
  await press(page, es(m.guides_own_publish));
  await expect(page.getByText(es(m.guides_own_done_published))).toBeVisible();

  await visitor.reload();
  await expect(visitor.getByRole('heading', { level: 1 })).toHaveText('Confiar, a mi manera');
  await expect(visitor.getByText(es(m.guides_by, { practice: 'Marta Ríos' }))).toBeVisible();
  await expect(visitor.getByText("<script>document.title='mal'</script>")).toBeVisible();
  const article = visitor.getByRole('article').first();
  await expect(article.locator('script')).toHaveCount(0);
  await expect(article.getByRole('link', { name: 'ven' })).toHaveCount(0);
  await expect(article.getByRole('link', { name: 'mira' })).toHaveAttribute('rel', 'nofollow noopener');
  await expect(article.getByRole('img'), 'Delega’s drawing came along').toBeVisible();
  const own = `${product.origin}${place}/guides/trust?lang=es`;
  await expect(visitor.locator('link[rel=canonical]')).toHaveAttribute('href', own);
  await expect(visitor.locator('link[hreflang]')).toHaveCount(1);
  const card = await visitor.locator('meta[property="og:image"]').getAttribute('content');
  expect((await visitor.request.get(card ?? '')).headers()['content-type']).toBe('image/png');
  const [block = ''] = await visitor.locator('script[type="application/ld+json"]').allTextContents();
  expect(JSON.parse(block)).toMatchObject({
    ...{ '@type': 'Article', headline: 'Confiar, a mi manera', url: own },
    author: { name: 'Marta Ríos' },
  });
  expect(await (await visitor.request.get('/sitemap.xml')).text()).toContain(`<loc>${own}</loc>`);
  await visitor.goto(`${place}/guides/trust?lang=en`);
  await expect(visitor.getByRole('link', { name: /Marta Ríos has its own version/ })).toBeVisible();

  await page.getByRole('link', { name: es(m.guides_own_versions, { count: 1 }) }).click();
  await page.getByRole('link', { name: es(m.guides_own_compare_before) }).click();
  await expect(page.getByRole('insertion').filter({ hasText: 'Lo mío' })).toBeVisible();
  await page.goBack();
  await page.goBack();
  await confirm(page, es(m.guides_own_withdraw));
  await expect(page.getByText(es(m.guides_own_done_withdrawn))).toBeVisible();
  await visitor.goto(`${place}/guides/trust?lang=es`);
  await expect(visitor.getByText(es(m.guides_by_house))).toBeVisible();
  await page.getByRole('link', { name: es(m.guides_own_versions, { count: 1 }) }).click();
  await confirm(page, es(m.guides_own_restore));
  await expect(title).toHaveValue('Confiar, a mi manera');
});
