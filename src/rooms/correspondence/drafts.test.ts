import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '#kernel/actor.ts';
import type { BriefId } from '#kernel/id.ts';
import * as delegation from '../delegation/operations.server.ts';
import { getEngagementAddress, replaceEngagementAddress } from './engagement-address.server.ts';
import { makeMailRoom, type MailRoom } from './mailroom.fixtures.ts';
import * as correspondence from './operations.server.ts';

let room: MailRoom;
beforeAll(async () => {
  room = await makeMailRoom('mx.example.org');
});
afterAll(() => room.close());

const here = () => ({ workspace: room.workspace, engagement: room.lumbre });
const address = async () =>
  `reply+${(await room.world.do(getEngagementAddress, room.bruno, here())).tag}@example.org`;

type Written = {
  subject?: string;
  text?: string;
  from?: string;
  id?: string;
  headers?: string[];
  body?: string;
};

async function write(from: Person, { subject = 'Folleto', text = '', ...mail }: Written, to?: string) {
  const raw = [
    `From: ${mail.from ?? `${from.name} <${from.email}>`}`,
    `To: ${to ?? (await address())}`,
    `Subject: ${subject}`,
    `Message-ID: <${mail.id ?? randomUUID()}@mail.example.org>`,
    ...(mail.headers ?? ['Content-Type: text/plain; charset=utf-8']),
    '',
    mail.body ?? text,
  ].join('\r\n');
  const arrival = { way: 'smtp', envelopeFrom: from.email, recipients: [to ?? (await address())] } as const;
  await room.office.take({ ...arrival, raw: Buffer.from(raw) });
  await room.work();
  return { ...arrival, raw: Buffer.from(raw) };
}

async function draftOf(person: Person) {
  const { rows } = await room.world.asOwner.query<{ brief_id: BriefId }>(
    'select brief_id from briefs where created_by = $1 order by brief_id desc limit 1',
    [person.id],
  );
  return room.world.do(delegation.getBrief, person, { workspace: room.workspace, brief: rows[0]!.brief_id });
}
const draftCount = async () =>
  Number((await room.world.asOwner.query<{ n: string }>('select count(*) as n from briefs')).rows[0]!.n);

describe("a mail to the engagement's own address", () => {
  test('begins a draft: its subject is the title, its text the context, its files are attached', async () => {
    await write(room.bruno, {
      subject: 'RE: Un folleto para la feria',
      headers: ['Content-Type: multipart/mixed; boundary=b'],
      body: [
        '--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nEs para la feria de mayo.\r\n\r\n--\r\nBruno',
        '--b\r\nContent-Type: text/plain; name=datos.txt\r\nContent-Disposition: attachment; filename=datos.txt\r\n\r\nuno',
        '--b--',
      ].join('\r\n'),
    });
    const draft = await draftOf(room.bruno);
    expect(draft).toMatchObject({ state: 'draft', startedBy: 'client', isOwn: true });
    expect(draft.content).toMatchObject({
      title: 'Un folleto para la feria',
      context: 'Es para la feria de mayo.',
    });
    expect(draft.files.map(({ name }) => name)).toEqual(['datos.txt']);
  });

  test('is answered with what is missing, in the order in which it is needed; the assistants hear of it', async () => {
    const answer = room.lastTo(room.bruno);
    expect(answer.subject).toBe('Re: Un folleto para la feria');
    expect(answer.text).toContain('1. Falta decir qué quieres conseguir.');
    expect(answer.text).toContain('3. Falta la fecha en que lo quieres.');
    expect(answer.text).not.toContain('Ponle un título');
    expect(room.lastTo(room.ana).subject).toBe(
      'Bruno ha empezado un encargo por correo: Un folleto para la feria',
    );
    expect(room.lastTo(room.ana).text).not.toContain('feria de mayo');
    const brief = (await draftOf(room.bruno)).brief;
    await expect(
      room.world.do(delegation.getBrief, room.ana, { workspace: room.workspace, brief }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  test('goes on by answers: by number, without one, and «envíalo» sends it once nothing needed is missing', async () => {
    await room.answer(room.bruno, room.lastTo(room.bruno), 'Envíalo');
    expect((await draftOf(room.bruno)).state).toBe('draft');
    expect(room.lastTo(room.bruno).text).toContain('Todavía no hemos enviado');
    await room.answer(
      room.bruno,
      room.lastTo(room.bruno),
      'Hola:\n\n1. Un folleto de dos caras\n2. - Está en PDF\n- Lleva el logo\n3. cuanto antes\n\nUn saludo,\nBruno',
    );
    let draft = await draftOf(room.bruno);
    expect(draft.content).toMatchObject({ outcome: 'Un folleto de dos caras', wishedBy: null });
    expect(draft.content.doneCriteria.map(({ text }) => text)).toEqual(['Está en PDF', 'Lleva el logo']);
    expect(room.lastTo(room.bruno).text).toContain(
      'No entendimos lo que pusiste en «¿Para cuándo lo quieres?»',
    );
    await room.answer(
      room.bruno,
      room.lastTo(room.bruno),
      'Por cierto, el papel es reciclado.\n1. El 30 de noviembre',
    );
    draft = await draftOf(room.bruno);
    expect(draft.content.wishedBy).toBe('2026-11-30T17:00:00Z');
    expect(draft.content.context).toBe('Es para la feria de mayo.\n\nPor cierto, el papel es reciclado.');
    expect(room.lastTo(room.bruno).text).toContain('contesta «envíalo»');
    await room.answer(room.bruno, room.lastTo(room.bruno), 'Vale, envíalo. ¡Gracias!');
    draft = await draftOf(room.bruno);
    expect(draft.state).toBe('sent');
    expect(room.lastTo(room.bruno).text).toContain('está enviado');
    expect(room.lastTo(room.ana).subject).toContain('Un folleto para la feria');
  });

  test('delivered three times begins one draft, and a second «envíalo» changes nothing', async () => {
    const before = await draftCount();
    const arrival = await write(room.marta, { subject: 'Una vez', id: 'thrice' });
    await Promise.all([room.office.take(arrival), room.office.take({ ...arrival, way: 'imap' })]);
    await room.work();
    expect(await draftCount()).toBe(before + 1);
    expect(room.left.filter(({ to }) => to === room.marta.email)).toHaveLength(1);
    const list = room.lastTo(room.marta);
    await room.answer(room.marta, list, '1. Una lista\n2. Tiene nombres\n3. El viernes\n\nEnvíalo');
    expect((await draftOf(room.marta)).state).toBe('sent');
    await room.answer(room.marta, list, 'Envíalo');
    const sent = await draftOf(room.marta);
    expect(sent).toMatchObject({ state: 'sent', messages: [] });
  });

  test('from an assistant is a proposal, which the assistant cannot send', async () => {
    await write(room.ana, { subject: 'Os propongo un boletín', text: 'Cada mes' });
    expect(await draftOf(room.ana)).toMatchObject({
      startedBy: 'assistant',
      content: { context: 'Cada mes' },
    });
    await room.answer(
      room.ana,
      room.lastTo(room.ana),
      '1. Un boletín\n2. Sale el día 1\n3. El viernes\nEnvíalo',
    );
    expect((await draftOf(room.ana)).state).toBe('draft');
    expect(room.lastTo(room.ana).text).toContain('lo envía tu cliente');
  });
});

describe('somebody else at that address', () => {
  test('is held, begins nothing and passes in nobody’s name', async () => {
    const before = await draftCount();
    await write(room.bruno, { from: 'Bruno <bruno@elsewhere.example>' });
    await write(room.zoe, { subject: 'De otra colaboración' });
    expect(await draftCount()).toBe(before);
    const { mails } = await room.world.do(correspondence.listWaitingMails, room.ana, {
      workspace: room.workspace,
    });
    expect(mails.map(({ outcome }) => outcome)).toEqual(['stranger', 'stranger']);
    await expect(
      room.world.do(correspondence.releaseMail, room.ana, {
        workspace: room.workspace,
        mail: mails[0]!.mail,
      }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  test('who forges the sender is held; let through, it is a draft that only its person can send', async () => {
    const before = await draftCount();
    await write(room.bruno, {
      subject: 'Paga esta factura',
      headers: ['Authentication-Results: mx.example.org; dmarc=fail', 'Content-Type: text/plain'],
    });
    expect(await draftCount()).toBe(before);
    const { mails } = await room.world.do(correspondence.listWaitingMails, room.ana, {
      workspace: room.workspace,
    });
    expect(mails[0]).toMatchObject({ outcome: 'not_authentic', isDraft: true, person: 'Bruno' });
    await room.world.do(correspondence.releaseMail, room.ana, {
      workspace: room.workspace,
      mail: mails[0]!.mail,
    });
    await room.work();
    expect(await draftOf(room.bruno)).toMatchObject({ state: 'draft', shownTitle: 'Paga esta factura' });
  });
});

test('the address lasts until somebody replaces it, and ends with the engagement put aside', async () => {
  const before = await address();
  expect(await room.office.knows(before.toUpperCase())).toBe('yes');
  await room.world.do(replaceEngagementAddress, room.ana, here());
  const now = await address();
  expect(now).not.toBe(before);
  expect(await room.office.knows(before)).toBe('no');
  expect(await room.office.knows(now)).toBe('yes');
  await room.world.asOwner.query('update engagements set archived_at = now() where engagement_id = $1', [
    room.lumbre,
  ]);
  expect(await room.office.knows(now)).toBe('no');
});
