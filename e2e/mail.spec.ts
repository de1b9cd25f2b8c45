import { briefAt, stepsOn } from './testing/briefs.ts';
import * as m from '#messages';
import { expect, test } from './testing/journey.ts';
import type { MailServer } from './testing/smtp.ts';
import { en, es } from './testing/words.ts';

test.use({ house: 'with SMTP' });
// One after the other: at a time there is one product that sends, and one server that may be in trouble.
test.describe.configure({ mode: 'default' });

test('a step mails whoever is awaited, in their language and time zone, as text and as HTML', async ({
  seed,
  owner,
  mailServer,
  product,
}) => {
  const place = await seed.place({ language: 'en', timeZone: 'America/Bogota' });
  const steps = stepsOn(seed, owner, place);
  const wishedBy = '2027-01-15T22:30:00Z';
  await briefAt('asked', steps, {
    title: 'Quarterly report',
    outcome: 'A report',
    doneCriteria: [{ text: 'It has a summary' }],
    wishedBy,
  });

  const sent = await mailServer.mailTo(
    place.assistant.email,
    en(m.mail_brief_sent_subject, { title: 'Quarterly report' }),
  );
  for (const part of [sent.text, sent.html]) {
    // 22:30 in UTC is 17:30 in Bogotá.
    expect(part).toMatch(/5:30|17:30/);
    expect(part).toContain(`${product.origin}/w/${place.workspace}/briefs/`);
  }
  expect(sent.header('auto-submitted')).toBe('auto-generated');
  expect(sent.header('list-unsubscribe')).toBe(`<${product.origin}/account#mails>`);
  expect(sent.text).toContain(en(m.mail_stop));
  expect(sent.header('message-id')).toMatch(/^<[\w-]+@[\w.]+>$/);
  expect(sent.to.map(({ address }) => address)).toEqual([place.assistant.email]);
  expect(sent.from?.address).toBe('delega@example.org');
  await mailServer.mailTo(
    place.principal.email,
    en(m.mail_brief_question_subject, { title: 'Quarterly report', count: 2 }),
  );
});

test('whoever acts is not mailed about it, and nobody is mailed twice', async ({
  seed,
  owner,
  mailServer,
}) => {
  const place = await seed.place();
  await briefAt('said back', stepsOn(seed, owner, place), {
    title: 'Una vez',
    outcome: 'Un correo',
    doneCriteria: [{ text: 'Llega uno' }],
    wishedBy: '2027-01-15T22:30:00Z',
  });
  await mailServer.mailTo(place.principal.email, es(m.mail_brief_teach_back_subject, { title: 'Una vez' }));
  const subjects = (email: string) =>
    mailServer.arrived.filter(({ recipients }) => recipients.includes(email)).map(({ subject }) => subject);
  expect(subjects(place.assistant.email)).toEqual([es(m.mail_brief_sent_subject, { title: 'Una vez' })]);
  expect(subjects(place.principal.email)).toEqual([
    es(m.mail_brief_teach_back_subject, { title: 'Una vez' }),
  ]);
});

test('whoever does without mails about work is told of it in the product alone, and still gets links to sign in', async ({
  seed,
  owner,
  mailServer,
  visit,
}) => {
  const place = await seed.place();
  const hers = await visit({ as: place.assistant });
  await hers.goto('/account#mails');
  await hers.getByLabel(es(m.people_work_mails)).uncheck();
  await hers.getByRole('button', { name: es(m.people_profile_save) }).click();
  await expect(hers.getByText(es(m.people_saved))).toBeVisible();
  await hers.reload();
  await expect(hers.getByLabel(es(m.people_work_mails))).not.toBeChecked();

  await briefAt('asked', stepsOn(seed, owner, place), {
    title: 'Sin correo',
    outcome: 'Nada',
    doneCriteria: [{ text: 'No llega' }],
    wishedBy: '2027-01-15T22:30:00Z',
  });
  const asked = es(m.mail_brief_question_subject, { title: 'Sin correo', count: 2 });
  await mailServer.mailTo(place.principal.email, asked);
  const visitor = await visit();
  await visitor.goto('/sign-in');
  await visitor.getByLabel(es(m.people_email)).fill(place.assistant.email);
  await visitor.getByRole('button', { name: es(m.people_sign_in_link) }).click();
  const link = await mailServer.mailTo(place.assistant.email, es(m.mail_magic_link_subject));
  expect(link.header('list-unsubscribe')).toBe(undefined);
  const toHer = mailServer.arrived.filter(({ recipients }) => recipients.includes(place.assistant.email));
  expect(toHer.map(({ subject }) => subject)).toEqual([es(m.mail_magic_link_subject)]);
});

test('no name or title can add a header to a mail', async ({ seed, owner, mailServer }) => {
  const place = await seed.place();
  const title = 'Asunto\r\nBcc: otra@example.org\r\n\r\nTexto';
  await briefAt('sent', stepsOn(seed, owner, place), {
    title,
    outcome: '<b>Un</b> correo',
    doneCriteria: [{ text: 'Llega uno' }],
    wishedBy: '2027-01-15T22:30:00Z',
  });
  const subject = es(m.mail_brief_sent_subject, { title: title.replaceAll(/\s+/g, ' ') });
  const mail = await mailServer.mailTo(place.assistant.email, subject);
  expect(mail.recipients).toEqual([place.assistant.email]);
  expect(mail.header('bcc')).toBeUndefined();
  expect(mail.html).not.toContain('<b>Un</b>');
});

const troubles: { what: string; says: string; begin: Turn; end: Turn }[] = [
  {
    what: 'that refuses for now',
    says: 'Try again later',
    begin: (server) => (server.isInTrouble = true),
    end: (server) => (server.isInTrouble = false),
  },
  {
    what: 'that is not there',
    says: 'ECONNREFUSED',
    begin: (server) => server.leave(),
    end: (server) => server.comeBack(),
  },
];
type Turn = (server: MailServer) => unknown;

for (const { what, says, begin, end } of troubles) {
  test(`a mail server ${what} fails no step: the mail waits, the operator sees why, and it leaves later`, async ({
    seed,
    owner,
    mailServer,
    product,
    visit,
  }) => {
    await begin(mailServer);
    const place = await seed.place();
    const brief = await briefAt('sent', stepsOn(seed, owner, place), {
      title: 'Con paciencia',
      outcome: 'Un correo',
      doneCriteria: [{ text: 'Llega' }],
      wishedBy: '2027-01-15T22:30:00Z',
    });
    const client = await visit({ as: place.principal });
    await client.goto(`/w/${place.workspace}/briefs/${brief}`);
    await expect(client.getByText(es(m.delegation_their_turn_say_it_back))).toBeVisible();

    const operator = await visit();
    const { operatorKey } = product;
    await operator.goto(`/operator?key=${operatorKey}`);
    const waiting = operator.locator('li').filter({ hasText: place.assistant.email });
    await expect
      .poll(async () => {
        await operator.goto('/operator?state=waiting');
        return waiting.innerText();
      })
      .toContain(says);
    // Its content is for its reader alone.
    await expect(waiting).not.toContainText('Con paciencia');

    await end(mailServer);
    await runWaitingJobs();
    await mailServer.mailTo(place.assistant.email, es(m.mail_brief_sent_subject, { title: 'Con paciencia' }));

    /** As if the time until the next try had passed. */
    async function runWaitingJobs() {
      await owner.query(
        {},
        `update graphile_worker._private_jobs set run_at = now() where locked_at is null`,
      );
      await owner.query({}, `select pg_notify('jobs:insert', '{"r":"${crypto.randomUUID()}","count":1}')`);
    }
  });
}
