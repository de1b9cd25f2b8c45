import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BriefId } from '#kernel/id.ts';
import * as delegation from '../delegation/operations.server.ts';
import { briefIn } from '../delegation/operations/room.fixtures.ts';
import { makeMailRoom, rawAnswer, type MailRoom } from './mailroom.fixtures.ts';
import * as correspondence from './operations.server.ts';

let room: MailRoom;
beforeAll(async () => {
  room = await makeMailRoom();
});
afterAll(() => room.close());

const seen = (brief: BriefId) =>
  room.world.do(delegation.getBrief, room.bruno, { workspace: room.workspace, brief });
const lastInbound = async () => (await room.inbound()).at(-1);

async function delivered() {
  const brief = await briefIn(room, 'delivered');
  await room.work();
  return { brief, mail: room.lastTo(room.bruno) };
}

async function saidBack() {
  const brief = await briefIn(room, 'sent');
  await room.world.do(delegation.writeTeachBack, room.ana, {
    ...{ workspace: room.workspace, brief, teachBack: 'Llamo a las 40 personas.' },
  });
  await room.work();
  return { brief, mail: room.lastTo(room.bruno) };
}

async function asked(...questions: string[]) {
  const brief = await briefIn(room, 'promised');
  await room.world.do(delegation.askQuestions, room.ana, { workspace: room.workspace, brief, questions });
  await room.work();
  return { brief, mail: room.lastTo(room.bruno) };
}

describe('each mail about a brief', () => {
  test('has an address of its own for each person, kept as a hash, and one thread for the brief', async () => {
    const { brief, mail } = await delivered();
    expect(mail.replyTo).toMatch(/^reply\+[a-z2-7]{32}@example\.org$/);
    expect(mail.references[0]).toBe(`<brief.${brief}@delega.test>`);
    const before = room.left.filter(({ to }) => to === room.bruno.email).at(-2);
    expect(mail.inReplyTo).toBe(before?.messageId);
    expect(mail.text).toContain('acepto');
    const { rows } = await room.world.asOwner.query('select * from reply_addresses');
    expect(JSON.stringify(rows)).not.toContain(mail.replyTo.slice(6, 38));
    expect(new Set(room.left.map(({ replyTo }) => replyTo)).size).toBe(room.left.length);
  });

  test('can be answered for a time, and never at an address that nobody was given', async () => {
    const { mail } = await delivered();
    expect(await room.office.knows(mail.replyTo.toUpperCase())).toBe('yes');
    expect(await room.office.knows(`reply+${'a'.repeat(32)}@example.org`)).toBe('no');
    expect(await room.office.knows('bruno@example.org')).toBe('no');
    const { clock } = room.world;
    const today = clock.now;
    clock.now = today.add({ hours: 24 * 121 });
    expect(await room.office.knows(mail.replyTo)).toBe('expired');
    clock.now = today;
  });
});

describe('an answer', () => {
  test('«acepto» accepts the delivery, in the name of whoever wrote it, and says so', async () => {
    const { brief, mail } = await delivered();
    await room.answer(room.bruno, mail, 'Acepto la entrega, muchas gracias.');
    expect(await seen(brief)).toMatchObject({ state: 'accepted', closedBy: room.bruno.id });
    const answer = room.lastTo(room.bruno);
    expect(answer.subject).toBe(`Re: ${mail.subject}`);
    expect(answer.text).toContain('Entendimos que aceptas la entrega');
    expect(answer.references).toContain(answer.inReplyTo);
    expect(room.lastTo(room.ana).subject).toContain('Confirmar las citas');
  });

  test('the same mail, delivered three times at once and once more later, acts once', async () => {
    const { brief, mail } = await asked('¿Cuántas?');
    const raw = Buffer.from(
      rawAnswer(room.bruno, mail, 'Cuarenta', { messageId: '<once@mail.example.org>' }),
    );
    const arrival = { way: 'smtp', envelopeFrom: '', recipients: [mail.replyTo], raw } as const;
    const before = room.left.length;
    await Promise.all([1, 2, 3].map(() => room.office.take(arrival)));
    await room.work();
    await room.office.take({ ...arrival, way: 'imap' });
    await room.work();
    const view = await seen(brief);
    expect(view.questions.map(({ answer }) => answer)).toEqual(['Cuarenta']);
    expect(view.history.filter(({ kind }) => kind === 'delegation.questionAnswered')).toHaveLength(1);
    expect(room.left.slice(before).filter(({ to }) => to === room.bruno.email)).toHaveLength(1);
    const rows = (await room.inbound()).filter(({ state }) => state === 'received');
    expect(rows).toEqual([]);
  });

  test('with «ok» to a delivery accepts nothing: it is read, and says how to accept', async () => {
    const { brief, mail } = await delivered();
    await room.answer(room.bruno, mail, 'Ok, gracias');
    const view = await seen(brief);
    expect(view.state).toBe('delivered');
    expect(view.messages.map(({ text }) => text)).toEqual(['Ok, gracias']);
    expect(room.lastTo(room.bruno).text).toContain('«acepto»');
  });

  test('that names what is missing asks for changes', async () => {
    const { brief, mail } = await delivered();
    await room.answer(room.bruno, mail, 'Falta la columna de teléfonos.');
    const view = await seen(brief);
    expect(view.state).toBe('changes_requested');
    expect(view.deliveries.at(-1)?.comment).toBe('Falta la columna de teléfonos.');
  });

  test('confirms what was said back, or corrects it', async () => {
    const right = await saidBack();
    await room.answer(room.bruno, right.mail, 'Sí, adelante');
    expect((await seen(right.brief)).state).toBe('understood');
    const wrong = await saidBack();
    await room.answer(room.bruno, wrong.mail, 'Ok, pero solo a 20 personas');
    expect((await seen(wrong.brief)).teachBacks.at(-1)?.correction).toBe('Ok, pero solo a 20 personas');
  });

  test('answers the questions by their numbers, and the promise goes on', async () => {
    const { brief, mail } = await asked('¿Cuántas?', '¿Cuándo?');
    expect((await seen(brief)).clock).toMatchObject({ running: false });
    await room.answer(room.bruno, mail, '1. Cuarenta\n2. El lunes');
    const view = await seen(brief);
    expect(view.questions.map(({ answer }) => answer)).toEqual(['Cuarenta', 'El lunes']);
    expect(view.clock).toMatchObject({ running: true });
  });

  test('to what is no longer open is a message, and says so', async () => {
    const { brief, mail } = await delivered();
    const { deliveries } = await seen(brief);
    const on = { workspace: room.workspace, brief };
    await room.world.do(delegation.acceptDelivery, room.bruno, { ...on, delivery: deliveries[0]!.id });
    await room.answer(room.bruno, mail, 'Acepto');
    expect((await seen(brief)).messages.map(({ text }) => text)).toEqual(['Acepto']);
    expect(room.lastTo(room.bruno).text).toContain('ya no esperaba respuesta');
  });

  test('brings its files, without the pictures of a signature', async () => {
    const { brief, mail } = await asked('¿Qué lista?');
    const part = (head: string, body: string) => `--b\r\n${head}\r\n\r\n${body}\r\n`;
    const logo =
      'Content-Type: image/png\r\nContent-ID: <logo>\r\nContent-Disposition: inline\r\nContent-Transfer-Encoding: base64';
    await room.answer(room.bruno, mail, '', {
      headers: ['Content-Type: multipart/mixed; boundary=b'],
      body: [
        part(
          'Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable',
          'La de los cl=EDnicos',
        ),
        part(
          'Content-Type: text/plain; name="../año\u202etxt.exe"\r\nContent-Disposition: attachment',
          'Ana;1',
        ),
        part(logo, 'iVBORw0KGgo='),
        '--b--',
      ].join(''),
    });
    const view = await seen(brief);
    expect(view.questions[0]?.answer).toBe('La de los clínicos');
    expect(view.files).toHaveLength(1);
    expect(view.files[0]).toMatchObject({ addedBy: room.bruno.id });
    expect(view.files[0]?.name).not.toMatch(/[/\u202e]/);
  });

  test('without a word changes nothing, and says so', async () => {
    const { brief, mail } = await saidBack();
    await room.answer(room.bruno, mail, '');
    expect((await seen(brief)).state).toBe('sent');
    expect(room.lastTo(room.bruno).text).toContain('ninguna palabra nueva');
  });

  test('from another address is held, and does nothing', async () => {
    const { brief, mail } = await delivered();
    const toBruno = () => room.left.filter(({ to }) => to === room.bruno.email).length;
    const before = toBruno();
    await room.answer(room.bruno, mail, 'Acepto', { from: 'Bruno <bruno@evil.example>' });
    expect((await seen(brief)).state).toBe('delivered');
    expect(await lastInbound()).toMatchObject({ state: 'held', outcome: 'other_address' });
    expect(toBruno()).toBe(before);
  });

  test('that a program wrote is none, and is not answered', async () => {
    const { brief, mail } = await delivered();
    const before = room.left.length;
    const headers = ['Auto-Submitted: auto-replied', 'Content-Type: text/plain'];
    await room.answer(room.bruno, mail, 'Acepto', { headers });
    expect((await seen(brief)).state).toBe('delivered');
    expect(await lastInbound()).toMatchObject({ state: 'automatic' });
    expect(room.left).toHaveLength(before);
  });

  test('of somebody who has left does nothing', async () => {
    const { brief, mail } = await asked('¿Cuántas?');
    const { asOwner, clock } = room.world;
    const leave = (until: string | null) =>
      asOwner.query('update engagement_members set until = $2 where person_id = $1', [room.bruno.id, until]);
    await leave(clock.now.toString());
    await room.answer(room.bruno, mail, 'Cuarenta');
    await leave(null);
    expect((await seen(brief)).questions[0]?.answer).toBe(null);
    expect(await lastInbound()).toMatchObject({ state: 'dropped', outcome: 'no_longer_here' });
  });

  test('that goes round and round is answered three times', async () => {
    const { mail } = await asked('¿Cuántas?');
    const before = room.left.length;
    let last = mail;
    for (let round = 0; round < 6; round++) {
      await room.answer(room.bruno, last, `Estoy fuera ${round}`, { subject: 'Fuera' });
      last = room.lastTo(room.bruno);
    }
    expect(room.left.slice(before).filter(({ to }) => to === room.bruno.email)).toHaveLength(3);
  });
});

describe('a mail that somebody must look at', () => {
  const waiting = () =>
    room.world.do(correspondence.listWaitingMails, room.ana, { workspace: room.workspace });

  test('is held: the assistants are told once; let through, it is a message and decides nothing', async () => {
    const { brief, mail } = await delivered();
    const toAna = () =>
      room.left.filter(({ to, subject }) => to === room.ana.email && /por revisar/.test(subject)).length;
    await Promise.all((await waiting()).mails.map((one) => drop(one.mail)));
    const before = toAna();
    for (const words of ['Acepto', 'Acepto de verdad'])
      await room.answer(room.bruno, mail, words, { from: 'Bruno <bruno@other.example>' });
    expect(toAna()).toBe(before + 1);
    const { mails } = await waiting();
    expect(mails.map(({ words, state, person }) => [words, state, person])).toEqual([
      ['Acepto de verdad', 'held', 'Bruno'],
      ['Acepto', 'held', 'Bruno'],
    ]);
    const [second, first] = mails.map((one) => ({ workspace: room.workspace, mail: one.mail as never }));
    expect(await room.world.try(correspondence.releaseMail, room.bruno, first!)).toMatchObject({ ok: false });
    await room.world.do(correspondence.releaseMail, room.ana, first!);
    await drop(second!.mail);
    await room.work();
    const view = await seen(brief);
    expect(view.state).toBe('delivered');
    expect(view.messages.map(({ text }) => text)).toEqual(['Acepto']);
    expect((await waiting()).total).toBe(0);
  });

  test('is a report that ours did not arrive: shown to the practice, never to the client', async () => {
    const { mail } = await asked('¿Cuántas?');
    await room.answer(room.bruno, mail, '', {
      ...{ envelopeFrom: '', from: 'MAILER-DAEMON@mx.example.org', subject: 'Undelivered Mail' },
      headers: ['Content-Type: multipart/report; report-type=delivery-status; boundary=b'],
      body: '--b\r\nContent-Type: text/plain\r\n\r\nUser unknown\r\n--b--',
    });
    const { mails } = await waiting();
    expect(mails).toMatchObject([{ state: 'bounced', person: 'Bruno' }]);
    const asClient = await room.world.try(correspondence.listWaitingMails, room.bruno, {
      workspace: room.workspace,
    });
    expect(asClient).toMatchObject({ ok: false, refusal: { code: 'forbidden' } });
    await drop(mails[0]!.mail);
  });

  const drop = (mail: string) =>
    room.world.do(correspondence.dropMail, room.ana, { workspace: room.workspace, mail: mail as never });
});

test('the whole original stays, for who may see the brief', async () => {
  const { brief, mail } = await asked('¿Cuántas?');
  const raw = await room.answer(room.bruno, mail, 'Cuarenta');
  const on = { workspace: room.workspace, brief };
  const { mails } = await room.world.do(correspondence.listMailsOfBrief, room.ana, on);
  expect(mails).toMatchObject([{ sender: `Bruno <${room.bruno.email}>`, subject: `Re: ${mail.subject}` }]);
  const found = await room.world.do(correspondence.getMail, room.ana, {
    ...on,
    mail: mails[0]!.mail as never,
  });
  const stored = await room.files.get(room.workspace, found.rawFile);
  expect(Buffer.concat(await stored!.content.toArray()).toString()).toBe(raw);
  const elsewhere = await room.world.try(correspondence.getMail, room.zoe, {
    ...on,
    mail: mails[0]!.mail as never,
  });
  expect(elsewhere).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
});
