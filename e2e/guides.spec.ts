import * as m from '#messages';
import { GUIDE_SLUGS } from '#rooms/guides/index.ts';
import { takeSelfAssessment } from './testing/assessment.ts';
import { expect, test } from './testing/journey.ts';
import { en, es } from './testing/words.ts';

test('a guide is read from the front page to the end of the row, and leads to the self-assessment', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByRole('link', { name: es(m.public_r1) }).click();
  for (const slug of GUIDE_SLUGS.slice(1)) {
    await expect(page).toHaveURL(new RegExp(`/guides/${slug}$`));
    const contents = page.getByRole('navigation', { name: es(m.guides_contents) }).getByRole('link');
    await expect(contents).toHaveCount(6);
    for (const link of await contents.all())
      await expect(page.locator(`section${await link.getAttribute('href')}`)).toHaveCount(1);
    const next = page.locator('a[rel=next]');
    if (slug !== GUIDE_SLUGS.at(-1)) await next.click();
    else await expect(next).toHaveCount(0);
  }
  await page
    .getByRole('main')
    .getByRole('link', { name: es(m.public_start_client) })
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(es(m.public_assessment_heading));
});

test('the address’s language goes before the browser’s, is remembered, and gives way to the switch', async ({
  visit,
}) => {
  const page = await visit({ language: 'en' });
  await page.goto('/guides/trust?lang=es');
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await page.getByRole('link', { name: es(m.guides_all) }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await page.goto('/guides/trust?lang=es');
  await page.locator('form[action="/language"] button[value=en]').first().click();
  await expect(page).toHaveURL(/\/guides\/trust$/);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  // Somebody's Spanish link is read in Spanish, and changes nothing of what was chosen.
  await page.goto('/guides?lang=es');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(es(m.guides_heading));
  await page.goto('/guides');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(en(m.guides_heading));
});

test('search engines find every page in its language, and each names the others', async ({
  page,
  product,
}) => {
  const robots = await (await page.request.get('/robots.txt')).text();
  expect(robots).toContain(`Sitemap: ${product.origin}/sitemap.xml`);
  const sitemap = await (await page.request.get('/sitemap.xml')).text();
  const addresses = [...sitemap.matchAll(/<loc>([^<]*)<\/loc>/g)]
    .map(([, address]) => address ?? '')
    .filter((address) => !new URL(address).pathname.startsWith('/p/'));
  expect(addresses).toHaveLength((5 + GUIDE_SLUGS.length) * 2);
  const closed = [...robots.matchAll(/^Disallow: (.*)$/gm)].map(([, path]) => path ?? '');
  const titles = new Set<string>();
  for (const address of addresses) {
    const { pathname, searchParams } = new URL(address);
    expect(closed.filter((path) => pathname.startsWith(path))).toEqual([]);
    // As one who comes for the first time.
    const language = searchParams.get('lang') ?? '';
    await page.context().clearCookies();
    expect((await page.goto(address))?.status(), address).toBe(200);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', address);
    for (const other of ['es', 'en'])
      await expect(page.locator(`link[hreflang=${other}]`)).toHaveAttribute(
        'href',
        address.replace(/lang=..$/, `lang=${other}`),
      );
    await expect(page.locator('meta[property="og:url"]')).toHaveAttribute('content', address);
    await expect(page.locator('meta[name=description]')).toHaveAttribute('content', /.{60}/);
    const picture = await page.locator('meta[property="og:image"]').getAttribute('content');
    const drawn = await page.request.get(picture ?? '');
    expect(drawn.headers()['content-type'], picture ?? '').toBe('image/png');
    titles.add(await page.title());
    // Nothing that a browser would run.
    await expect(page.locator('script:not([type="application/ld+json"])')).toHaveCount(0);
  }
  expect(titles.size, 'each has a title of its own').toBe(addresses.length);
});

test('a guide says in schema.org’s words what it is and where it stands', async ({ page, product }) => {
  await page.goto('/guides/systems?lang=en');
  const blocks = await page.locator('script[type="application/ld+json"]').allTextContents();
  const [article, trail] = blocks.map((block) => JSON.parse(block));
  const address = `${product.origin}/guides/systems?lang=en`;
  expect(article).toMatchObject({
    '@context': 'https://schema.org',
    '@type': 'Article',
    headline: await page.getByRole('heading', { level: 1 }).innerText(),
    inLanguage: 'en',
    url: address,
    timeRequired: 'PT5M',
  });
  expect(trail).toMatchObject({
    '@type': 'BreadcrumbList',
    itemListElement: [{ position: 1 }, { position: 2, name: en(m.guides_title) }, { item: address }],
  });
});

test('a result leads from each requirement and plan to its guide', async ({ page, product }) => {
  const secret = await takeSelfAssessment(product.origin, { D1: 'a', O2: '4', S1: 'c' });
  await page.goto(`/result/${secret}`);
  const about = es(m.guides_read_about, { about: es(m.readiness_requirement_r3_name) });
  const inReasons = page.locator('#reasons-R3').getByRole('link', { name: about });
  await expect(inReasons).toHaveAttribute('href', '/guides/delegation');
  await expect(page.locator('#plan').getByRole('link', { name: about })).toHaveAttribute(
    'href',
    '/guides/delegation',
  );
  await inReasons.click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Delegar');
});

test('on paper there is the guide alone', async ({ page }) => {
  await page.goto('/guides/trust');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  for (const beside of ['banner', 'contentinfo', 'navigation', 'button'] as const)
    await expect(page.getByRole(beside).filter({ visible: true })).toHaveCount(0);
});

test('a guide that is not there is said not to be', async ({ page }) => {
  expect((await page.goto('/guides/nada'))?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(es(m.app_missing_title));
});
