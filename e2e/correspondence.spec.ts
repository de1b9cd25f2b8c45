import * as m from '#messages';
import { expect, test } from './testing/journey.ts';
import { es } from './testing/words.ts';

test.use({ house: 'with SMTP' });

test('a client who only writes e-mail takes a brief from draft to accepted, and a scanner of links changes nothing', async ({
  seed,
  owner,
  mailServer,
  visit,
  request,
}) => {
  const place = await seed.place();
  const { principal, assistant, workspace, engagement } = place;
  const title = 'Por correo';
  const mailAbout = (subject: typeof m.mail_brief_teach_back_subject) =>
    mailServer.mailTo(principal.email, es(subject, { title }));
  const lastMail = () =>
    mailServer.arrived.filter((mail) => mail.recipients.includes(principal.email)).at(-1);
  const understood = (text: string) => expect.poll(() => lastMail()?.text).toContain(text);

  const page = await visit({ as: assistant });
  await page.goto(`/w/${workspace}/engagements/${engagement}`);
  const address = page.getByRole('link', { name: /^reply\+[0-9a-f]{24}@/ });
  const to = String(await address.textContent());
  await mailServer.write(principal, {
    ...{ to, subject: title, text: 'Es para quien llega nuevo.' },
    attachments: [{ filename: 'datos.txt', content: 'uno' }],
  });
  await understood(es(m.correspondence_draft_needed));
  const list = lastMail()!;
  expect(list.text).toContain('datos.txt');
  await mailServer.mailTo(
    assistant.email,
    es(m.correspondence_draft_told_subject, { who: principal.name, title }),
  );
  await mailServer.answer(
    principal,
    list,
    '1. Un correo de bienvenida\n2. Llega uno\n3. El 15 de enero de 2099',
  );
  await understood(es(m.correspondence_draft_enough));
  await mailServer.answer(principal, lastMail()!, 'Envíalo, por favor');
  await understood(es(m.correspondence_draft_sent, { title }));

  const [row] = await owner.query<{ brief: string }>(
    { workspace },
    'select brief_id as brief from briefs where engagement_id = $1',
    [engagement],
  );
  const brief = row!.brief;
  const call = (step: string, input: object) =>
    seed.call(assistant, workspace, `POST /briefs/${brief}/${step}`, input);
  await call('teach-backs', { teachBack: 'Escribo el correo.' });
  await mailServer.answer(
    principal,
    await mailAbout(m.mail_brief_teach_back_subject),
    'Sí, adelante.\n\nUn saludo,\nDora',
  );
  await understood(es(m.correspondence_understood_confirmed, { title }));

  await call('promise', { by: '2098-12-10T12:00:00Z' });
  await call('deliveries', { note: 'Aquí está.' });
  const delivered = await mailAbout(m.mail_brief_delivered_subject);
  expect(delivered.headers.find(({ key }) => key === 'references')?.value).toContain(`<brief.${brief}@`);

  const standing = () =>
    owner.query({ workspace }, 'select state, revision, updated_at from briefs where brief_id = $1', [brief]);
  const before = await standing();
  const mailsBefore = mailServer.arrived.length;
  const links = mailServer.arrived.flatMap(({ text }) => text?.match(/https?:\/\/\S+/g) ?? []);
  expect(links.length).toBeGreaterThan(10);
  for (const link of new Set(links)) await request.get(link);
  expect(await standing()).toEqual(before);
  expect(mailServer.arrived).toHaveLength(mailsBefore);

  // The same mail three times, as a server does that was not answered in time.
  const words = 'Acepto la entrega, muchas gracias';
  for (let time = 1; time <= 3; time++)
    await mailServer.answer(principal, delivered, words, '<once@mail.example.org>');
  await understood(es(m.correspondence_understood_accepted, { title }));
  const accepted = mailServer.arrived.filter(({ text }) =>
    text?.includes(es(m.correspondence_understood_accepted, { title })),
  );
  expect(accepted).toHaveLength(1);

  await page.goto(`/w/${workspace}/briefs/${brief}`);
  await expect(page.getByText(es(m.delegation_state_accepted)).first()).toBeVisible();
  await page.getByRole('link', { name: `Re: ${delivered.subject}` }).click();
  await expect(page.getByText(words)).toBeVisible();
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: es(m.correspondence_download) }).click();
  expect((await downloading).suggestedFilename()).toBe('original.eml');
});

test('nobody answers at an address that is not ours', async ({ mailServer, seed }) => {
  const stranger = await seed.person('Nadie');
  const mail = { subject: 'Hola', replyTo: [{ name: '', address: 'reply+nothing@delega.example.org' }] };
  await expect(mailServer.answer(stranger, mail as never, 'Hola')).rejects.toThrow(/No such address/);
});
