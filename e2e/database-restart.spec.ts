import { briefAt, stepsOn } from './testing/briefs.ts';
import * as m from '#messages';
import { sendForm } from './testing/forms.ts';
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
  const open = async (path: string) => {
    const headers = { cookie, accept: 'text/html', 'accept-language': 'es' };
    const answer = await fetch(product.origin + path, { headers });
    return { status: answer.status, page: await answer.text() };
  };
  const knock = () =>
    sendForm(
      `${product.origin}/sign-in?/password`,
      [
        ['email', `${crypto.randomUUID()}@example.org`],
        ['password', 'una clave larga'],
      ],
      '',
    );
  // Who is inside, who has a link, who knocks: and what each gets while all is well.
  const asking = [
    { ask: () => open(address), well: 200 },
    { ask: () => open('/reset?token=aaaa'), well: 200 },
    { ask: knock, well: 409 },
  ];
  let asked = 0;
  const ask = async () => {
    const { ask, well } = asking[asked++ % asking.length]!;
    const { status, page } = await ask();
    return { status, page, isWell: status === well };
  };
  // Requests before, during and after: as many as it takes until the database is back.
  const answers = Array.from({ length: 10 }, ask);
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
  const unwell = given.filter(({ isWell }) => !isWell);
  expect(unwell.map(({ status }) => status)).toEqual(unwell.map(() => 503));
  expect(unwell.length).toBeGreaterThan(0);
  for (const { page } of unwell) expect(page).toContain(es(m.errors_database_away));
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
