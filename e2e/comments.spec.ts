import type { Page } from '@playwright/test';
import * as m from '#messages';
import { practicePage, slowestFormMs } from './testing/front.ts';
import { expect, test } from './testing/journey.ts';
import type { Seed } from './testing/seed.ts';
import { en, es } from './testing/words.ts';

test.describe.configure({ timeout: 180_000 });

async function publishedPractice(seed: Seed, address: string, isListed = true) {
  const place = await seed.place();
  const { facts, editions } = practicePage(address);
  const page = { ...facts, isListed, language: 'es', edition: editions.es };
  await seed.call(place.assistant, place.workspace, 'PUT /page', page);
  await seed.call(place.assistant, place.workspace, 'POST /page/publish', {});
  return { ...place, name: facts.name };
}

async function fillIn(page: Page, words: { text: string; name: string; email: string }) {
  await page.getByLabel(es(m.comments_write_text)).fill(words.text);
  await page.getByLabel(es(m.comments_write_name), { exact: true }).fill(words.name);
  await page.getByLabel(es(m.comments_write_email), { exact: true }).fill(words.email);
}

const send = (page: Page) =>
  page.getByRole('button', { name: es(m.comments_write_send), exact: true }).click();
const subject = (of: typeof m.mail_comment_confirm_subject, practice: string) => es(of, { practice });

test('a visitor asks under a guide, confirms, is answered and takes it back', async ({
  seed,
  visit,
  outbox,
  page: visitor,
  product,
}) => {
  const practice = await publishedPractice(seed, 'pregunta-aqui');
  const hostile = '<script>document.title = "mal"</script>\u202e https://malo.example javascript:alert(1)';
  await visitor.goto('/guides/trust');
  await visitor.getByRole('link', { name: practice.name, exact: true }).first().click();
  await visitor.goto('/p/pregunta-aqui');
  await visitor.getByRole('link', { name: es(m.comments_practice_guides) }).click();
  await visitor.getByRole('link', { name: /Confiar/ }).click();
  await expect(visitor.getByText(es(m.comments_none))).toBeVisible();
  await fillIn(visitor, { text: hostile, name: 'Bruno <b>Vega</b>', email: 'bruno.pregunta@example.org' });
  // Who writes takes longer than the script; a test does not.
  await visitor.waitForTimeout(3000);
  await send(visitor);
  await expect(visitor.getByText(es(m.comments_write_sent))).toBeVisible();
  await expect(visitor.getByText(es(m.comments_none)), 'nobody has confirmed it').toBeVisible();

  const asked = await outbox.mailTo(
    'bruno.pregunta@example.org',
    subject(m.mail_comment_confirm_subject, practice.name),
  );
  expect(asked.text, 'no word of theirs goes to an address that may not be theirs').not.toContain(
    'malo.example',
  );
  await visitor.goto(asked.link);
  await visitor.getByRole('button', { name: es(m.comments_own_confirm) }).click();
  await expect(visitor.getByText(es(m.comments_own_waiting, { practice: practice.name }))).toBeVisible();

  const told = await outbox.mailTo(practice.assistant.email, es(m.mail_comment_waiting_subject));
  const hers = await visit({ as: practice.assistant });
  await hers.goto(`/w/${practice.workspace}`);
  await expect(hers.getByRole('link', { name: es(m.comments_home_waiting, { count: 1 }) })).toBeVisible();
  await hers.goto(told.link);
  await expect(hers.getByText('<script>document.title')).toBeVisible();
  await hers.locator('summary', { hasText: es(m.comments_list_answer) }).click();
  await hers.getByLabel(es(m.comments_list_answer_field)).fill('Con un gestor de claves.');
  await hers.getByRole('button', { name: es(m.comments_list_answer_show) }).click();
  await expect(hers.getByText(es(m.comments_done_answered))).toBeVisible();

  const answered = await outbox.mailTo(
    'bruno.pregunta@example.org',
    subject(m.mail_comment_answered_subject, practice.name),
  );
  await visitor.goto(answered.link);
  await visitor.getByRole('link', { name: es(m.comments_own_see) }).click();
  const conversation = visitor.locator('#conversation');
  await expect(conversation.getByText('Con un gestor de claves.')).toBeVisible();
  await expect(
    conversation.getByText('<script>document.title = "mal"</script> https://malo.example'),
  ).toBeVisible();
  expect(await visitor.title()).not.toBe('mal');
  await expect(conversation.locator('a[href*="malo"]'), 'no link leads to where strangers want').toHaveCount(
    0,
  );
  await expect(conversation.locator('script, b')).toHaveCount(0);
  const blocks = await visitor.locator('script[type="application/ld+json"]').allTextContents();
  expect(JSON.parse(blocks[0] ?? '')).toMatchObject({
    comment: [{ '@type': 'Question', acceptedAnswer: { text: 'Con un gestor de claves.' } }],
  });

  const alternate = await visitor
    .locator('link[type="application/atom+xml"]')
    .evaluate((link) => (link as HTMLLinkElement).href);
  const feed = await (await visitor.request.get(alternate)).text();
  const read = await visitor.evaluate((xml) => {
    const document = new DOMParser().parseFromString(xml, 'application/xml');
    const texts = (name: string) => [...document.getElementsByTagName(name)].map((one) => one.textContent);
    return { root: document.documentElement.nodeName, ids: texts('id'), contents: texts('content') };
  }, feed);
  expect(read.root).toBe('feed');
  expect(read.ids[0]).toBe(alternate);
  expect(read.contents[0]).toContain('<script>document.title = "mal"</script>');

  // The house shows it under its own guide, and leads to where it was said.
  await visitor.goto('/guides/trust');
  await expect(
    visitor.getByText(es(m.comments_everywhere_at, { practice: practice.name })).first(),
  ).toBeVisible();

  const link = answered.link;
  await visitor.goto(link);
  await visitor.locator('summary', { hasText: es(m.comments_own_erase) }).click();
  await visitor.getByLabel(es(m.comments_own_erase_email)).fill('bruno.pregunta@example.org');
  await visitor.getByRole('button', { name: es(m.comments_own_erase) }).click();
  await expect(visitor.getByText(es(m.comments_own_erased))).toBeVisible();
  expect((await visitor.goto(link))?.status()).toBe(404);
  await visitor.goto(`${product.origin}/p/pregunta-aqui/guides/trust`);
  await expect(visitor.getByText(es(m.comments_none))).toBeVisible();
});

test('without JavaScript one takes part more slowly, reports, and the practice hides and undoes', async ({
  seed,
  visit,
  outbox,
}) => {
  const practice = await publishedPractice(seed, 'sin-guion', false);
  const page = await visit({ javaScriptEnabled: false });
  await page.goto('/p/sin-guion/guides/systems');
  const words = { text: 'Con listas me fue mejor.', name: 'Inés', email: 'ines.sin@example.org' };
  await page.getByRole('radio', { name: es(m.comments_write_experience) }).check();
  await fillIn(page, words);
  await send(page);
  await expect(page.getByText(es(m.errors_field_form_too_quick)), 'sooner than anybody types').toBeVisible();
  await expect(page.getByLabel(es(m.comments_write_text)), 'nothing is lost').toHaveValue(words.text);
  await page.waitForTimeout(slowestFormMs);
  await send(page);
  await expect(page.getByText(es(m.comments_write_sent))).toBeVisible();
  const asked = await outbox.mailTo(words.email, subject(m.mail_comment_confirm_subject, practice.name));
  await page.goto(asked.link);
  await page.getByRole('button', { name: es(m.comments_own_confirm) }).click();

  const hers = await visit({ as: practice.assistant, javaScriptEnabled: false });
  await hers.goto(`/w/${practice.workspace}/comments`);
  await hers.getByRole('button', { name: es(m.comments_list_show), exact: true }).click();
  await expect(hers.getByText(es(m.comments_done_shown))).toBeVisible();
  await outbox.mailTo(words.email, subject(m.mail_comment_shown_subject, practice.name));

  await page.goto('/p/sin-guion/guides/systems');
  await expect(page.getByText(words.text)).toBeVisible();
  await page.locator('summary', { hasText: es(m.comments_report) }).click();
  await page.getByRole('radio', { name: es(m.comments_reason_private) }).check();
  await page.getByRole('button', { name: es(m.comments_report_send) }).click();
  await expect(page.getByText(es(m.comments_reported, { practice: practice.name }))).toBeVisible();

  await hers.goto(`/w/${practice.workspace}/comments?show=reported`);
  await expect(
    hers.getByText(es(m.comments_list_reports, { reasons: es(m.comments_reason_private) })),
  ).toBeVisible();
  await hers.getByRole('button', { name: es(m.comments_list_hide), exact: true }).click();
  await expect(hers.getByText(es(m.comments_done_hidden))).toBeVisible();
  await expect(hers, 'the same part of the list comes back').toHaveURL(/show=reported/);
  await page.goto('/p/sin-guion/guides/systems');
  await expect(page.getByText(es(m.comments_none))).toBeVisible();
  await hers.getByRole('button', { name: es(m.comments_undo) }).click();
  await expect(hers.getByText(es(m.comments_done_shown))).toBeVisible();
});

test('a flood from one place ends soon, and leaves the practice one mail', async ({
  seed,
  product,
  owner,
}) => {
  const practice = await publishedPractice(seed, 'inundada');
  const guide = `${product.origin}/p/inundada/guides/trust`;
  const form = async () =>
    /name="challenge" value="([^"]*)"/.exec(await (await fetch(guide)).text())?.[1] ?? '';
  const challenges = await Promise.all(Array.from({ length: 12 }, form));
  await new Promise((resolve) => setTimeout(resolve, slowestFormMs));
  const post = (challenge: string, over: Record<string, string> = {}) =>
    fetch(`${guide}?/write`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: product.origin, accept: 'text/html', 'x-forwarded-for': '10.9.9.9' },
      body: new URLSearchParams({
        ...{ challenge, kind: 'question', name: 'X', text: 'Compra ya', proof: '0' },
        ...{
          email: `flood${challenge
            .slice(-8)
            .toLowerCase()
            .replaceAll(/[^a-z0-9]/g, '')}@example.org`,
        },
        ...over,
      }),
    });
  const [first = ''] = challenges;
  expect((await post(first, { website: 'x' })).status, 'the honeypot').toBe(422);
  expect((await post('made.up.challenge')).status, 'a form that nobody gave out').toBe(422);
  const answers: number[] = [];
  for (const challenge of [first, first, ...challenges]) answers.push((await post(challenge)).status);
  expect(answers.filter((status) => status === 303)).toHaveLength(3);
  expect(answers.filter((status) => status === 429)).toHaveLength(11);
  const [row] = await owner.query<{ count: number }>(
    { workspace: practice.workspace, power: 'system' },
    "select count(*)::int as count from guide_comments where workspace_id = current_setting('app.workspace')::uuid",
  );
  expect(row?.count, 'one form says it once').toBe(1);
});

test('who reads in English is spoken to in English', async ({ seed, visit }) => {
  await publishedPractice(seed, 'en-ingles');
  const page = await visit({ language: 'en' });
  await page.goto('/p/en-ingles/guides/trust');
  await expect(page.getByRole('heading', { name: en(m.comments_write_title) })).toBeVisible();
  await page.getByRole('button', { name: en(m.comments_write_send), exact: true }).click();
  await expect(page, 'the browser asks for what is missing').toHaveURL(/guides\/trust$/);
});
