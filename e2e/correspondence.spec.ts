import * as m from '#messages';
import { briefAt, stepsOn } from './testing/briefs.ts';
import { expect, test } from './testing/journey.ts';
import { es } from './testing/words.ts';

test.use({ house: 'with SMTP' });

test('a client who only writes e-mail answers, confirms and accepts; the assistant reads the original', async ({
  seed,
  owner,
  mailServer,
  visit,
}) => {
  const place = await seed.place();
  const { principal, assistant, workspace } = place;
  const steps = stepsOn(seed, owner, place);
  const title = 'Por correo';
  const mailAbout = (subject: typeof m.mail_brief_teach_back_subject) =>
    mailServer.mailTo(principal.email, es(subject, { title }));
  const understood = (text: string) =>
    expect
      .poll(() => mailServer.arrived.filter((mail) => mail.recipients.includes(principal.email)).at(-1)?.text)
      .toContain(text);

  const brief = await briefAt('said back', steps, {
    title,
    outcome: 'Un correo',
    doneCriteria: [{ text: 'Llega uno' }],
    wishedBy: '2027-01-15T22:30:00Z',
  });
  const saidBack = await mailAbout(m.mail_brief_teach_back_subject);
  await mailServer.answer(principal, saidBack, 'Sí, adelante.\n\nUn saludo,\nDora');
  await understood(es(m.correspondence_understood_confirmed, { title }));

  const call = (step: string, input: object) =>
    seed.call(assistant, workspace, `POST /briefs/${brief}/${step}`, input);
  await call('promise', { by: '2027-01-10T12:00:00Z' });
  await call('deliveries', { note: 'Aquí está.' });
  const delivered = await mailAbout(m.mail_brief_delivered_subject);
  expect(delivered.headers.find(({ key }) => key === 'references')?.value).toContain(`<brief.${brief}@`);
  await mailServer.answer(principal, delivered, 'Acepto la entrega, muchas gracias');
  await understood(es(m.correspondence_understood_accepted, { title }));

  const page = await visit({ as: assistant });
  await page.goto(`/w/${workspace}/briefs/${brief}`);
  await expect(page.getByText(es(m.delegation_state_accepted)).first()).toBeVisible();
  await page.getByRole('link', { name: `Re: ${delivered.subject}` }).click();
  await expect(page.getByText('Acepto la entrega, muchas gracias')).toBeVisible();
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: es(m.correspondence_download) }).click();
  expect((await downloading).suggestedFilename()).toBe('original.eml');
});

test('nobody answers at an address that is not ours', async ({ mailServer, seed }) => {
  const stranger = await seed.person('Nadie');
  const mail = { subject: 'Hola', replyTo: [{ name: '', address: 'reply+nothing@delega.example.org' }] };
  await expect(mailServer.answer(stranger, mail as never, 'Hola')).rejects.toThrow(/No such address/);
});
