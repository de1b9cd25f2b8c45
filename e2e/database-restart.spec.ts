import { briefAt, stepsOn } from './testing/briefs.ts';
import * as m from '#messages';
import { expect, test } from './testing/journey.ts';
import { es } from './testing/words.ts';

test.use({ house: 'of its own' });

test('when the database dies in the middle, pages say so, and all recovers by itself', async ({
  product,
  seed,
  owner,
  outbox,
  watch,
  visit,
}) => {
  watch.expect(/503|Failed to fetch|ERR_|live/);
  const place = await seed.place();
  const steps = stepsOn(seed, owner, place);
  const brief = await briefAt('sent', steps);
  const page = await visit({ as: place.principal });
  const address = `/w/${place.workspace}/briefs/${brief}`;
  await page.goto(address);

  const cookie = `delega.session_token=${place.principal.cookie}`;
  const ask = async () => {
    const answer = await fetch(product.origin + address, {
      headers: { cookie, accept: 'text/html', 'accept-language': 'es' },
    });
    return { status: answer.status, text: await answer.text() };
  };
  // Requests before, during and after: as many as it takes until the database is back.
  const answers: Promise<{ status: number; text: string }>[] = Array.from({ length: 10 }, ask);
  process.kill(product.postgresPid(), 'SIGKILL');
  await expect
    .poll(
      async () => {
        answers.push(ask());
        return (await fetch(`${product.origin}/readyz`)).status;
      },
      { timeout: 30_000, intervals: [50] },
    )
    .toBe(200);

  const given = await Promise.all(answers);
  const unwell = given.filter(({ status }) => status !== 200);
  expect(unwell.map(({ status }) => status)).toEqual(unwell.map(() => 503));
  expect(unwell.length).toBeGreaterThan(0);
  for (const { text } of unwell) expect(text).toContain(es(m.errors_database_away));
  expect((await fetch(`${product.origin}/healthz`)).status).toBe(200);

  // The same process serves on, with jobs and open pages.
  await page.goto(address);
  await steps.ask(brief);
  await expect(page.getByText('¿En qué formato?').first()).toBeVisible();
  await outbox.mailTo(
    place.principal.email,
    es(m.mail_brief_question_subject, { title: 'Boletín de primavera', count: 2 }),
  );
});
