import * as m from '#messages';
import { expect, test } from './testing/journey.ts';
import { en, es, readIn } from './testing/words.ts';

test('the browser’s language decides, and the switch is remembered', async ({ visit }) => {
  const page = await visit({ language: 'en' });
  await page.goto('/test');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(en(m.public_assessment_heading));
  await page.locator('form[action="/language"] button[value=es]').first().click();
  await expect(page).toHaveURL(/\/test$/);
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await page.goto('/sign-in');
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(es(m.people_sign_in_title));
});

test('another language than Spanish and English is answered in Spanish', async ({ visit }) => {
  const page = await visit({ locale: 'de-DE' });
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
});

test('no page mixes the languages', async ({ visit, product, scene }) => {
  for (const language of ['es', 'en'] as const) {
    const foreign = textsOf(language === 'es' ? 'en' : 'es');
    const page = await visit({ as: scene.place.assistant, language });
    await readIn(page, language, product.origin);
    const paths = ['/', '/test', '/account', scene.workspace, `${scene.workspace}/briefs`, scene.engagement];
    for (const path of [...paths, await scene.brief('delivered'), `${scene.workspace}/settings`]) {
      await page.goto(path);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      const shown = await page.locator('body').innerText();
      const mixed = shown.split('\n').filter((line) => foreign.has(line.trim()));
      expect.soft(mixed, `${path} in ${language}`).toEqual([]);
    }
  }
});

test('what is not there says so where it was looked for, and in the other language at a press', async ({
  visit,
  scene,
}) => {
  const page = await visit({ as: scene.place.assistant });
  const missing = [
    ['/nada', m.app_missing_title],
    ['/result/nada', m.public_link_over],
    [`${scene.workspace}/briefs/nada`, m.app_missing_title],
  ] as const;
  for (const [path, title] of missing) {
    expect((await page.goto(path))?.status(), path).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(es(title));
    const header = page.getByRole('banner');
    if (path.startsWith(scene.workspace)) await header.locator('summary').last().click();
    await header.locator('button[value=en]').filter({ visible: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(en(title));
    await page.context().clearCookies({ name: 'delega_language' });
  }
});

/** Every text of a language that takes nothing in and differs from the one in the other language. */
function textsOf(language: 'es' | 'en'): Set<string> {
  const [own, other] = language === 'es' ? [es, en] : [en, es];
  const texts = Object.values(m).flatMap((text) => {
    if (typeof text !== 'function') return [];
    const [said, alsoSaid] = [own, other].map((say) => (say as (text: unknown) => unknown)(text));
    return typeof said === 'string' && said !== alsoSaid && !said.includes('undefined') ? [said] : [];
  });
  // A single word may be right in both languages, for example as somebody's own text.
  return new Set(texts.filter((text) => text.includes(' ')));
}
