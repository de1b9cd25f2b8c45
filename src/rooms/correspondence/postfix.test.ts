import { createTransport } from 'nodemailer';
import { expect, test, vi } from 'vitest';
import { listenForMail } from '#kernel/mail/inbound/listener.server.ts';
import { startPostfix } from '../../testing/postfix.ts';
import { makeMailRoom } from './mailroom.fixtures.ts';

test('behind Postfix, a mail that is sent three times arrives once and begins one draft', async () => {
  const room = await makeMailRoom();
  const listener = await listenForMail(room.office, { host: '127.0.0.1', port: 0, name: 'example.org' });
  const postfix = await startPostfix('example.org', listener.port);
  try {
    const { rows } = await room.world.asOwner.query(
      'select mail_tag from engagements where engagement_id = $1',
      [room.lumbre],
    );
    const to = `reply+${rows[0].mail_tag}@example.org`;
    const transport = createTransport({ host: '127.0.0.1', port: postfix.port, ignoreTLS: true });
    const raw = `From: ${room.bruno.email}\r\nTo: ${to}\r\nSubject: Un folleto\r\nMessage-ID: <1@x.example.org>\r\n\r\nHola\r\n`;
    for (let time = 1; time <= 3; time++)
      await transport.sendMail({ envelope: { from: room.bruno.email, to: [to] }, raw });
    transport.close();
    await vi.waitFor(() => postfix.hasDelivered(3), 20_000);
    await room.work();
    expect(await room.inbound()).toMatchObject([{ state: 'done', outcome: 'started' }]);
    const { rows: briefs } = await room.world.asOwner.query('select title from briefs');
    expect(briefs).toEqual([{ title: 'Un folleto' }]);
  } finally {
    await postfix.stop();
    await listener.close();
    await room.close();
  }
}, 120_000);
