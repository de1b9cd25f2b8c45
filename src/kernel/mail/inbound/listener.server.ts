import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { Knows, PostOffice } from './arrival.ts';
import { mailLimits } from './limits.ts';

export type MailListener = { port: number; close(): Promise<void> };

/** Connections at a time, and addresses in one mail: a mail server in front needs few of either. */
const most = { connections: 50, recipients: 20 };

/**
 * Takes mail in by SMTP (RFC 5321) for addresses of ours and for no other: an unknown one is refused before any content
 * is sent. "250" is said once the mail is kept; where that fails, the sender is told to come back.
 *
 * @throws where the port can't be opened
 */
export async function listenForMail(
  office: PostOffice,
  { host, port, name }: { host: string; port: number; name: string },
): Promise<MailListener> {
  const server = new SMTPServer({
    name,
    banner: 'Delega',
    size: mailLimits.bytes,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    maxClients: most.connections,
    socketTimeout: 60_000,
    closeTimeout: 3_000,
    logger: false,
    onRcptTo({ address }, session, callback) {
      void answer(callback, async () => {
        if (session.envelope.rcptTo.length >= most.recipients) return reply(452, '4.5.3 Too many recipients');
        return refusals[await office.knows(address)];
      });
    },
    onData(stream, session, callback) {
      void answer(callback, async () => {
        const raw = await wholeOf(stream);
        if (!raw) return reply(552, '5.3.4 Message too large');
        const { mailFrom, rcptTo } = session.envelope;
        const envelopeFrom = mailFrom ? mailFrom.address : '';
        await office.take({
          way: 'smtp',
          envelopeFrom,
          recipients: rcptTo.map(({ address }) => address),
          raw,
        });
        return null;
      });
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  // A connection that breaks concerns its sender alone.
  server.on('error', () => undefined);
  return {
    // A port was asked for, so there is one.
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const reply = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode });

const refusals: Record<Knows, Error | null> = {
  yes: null,
  no: reply(550, '5.1.1 No such address here'),
  expired: reply(550, '5.1.6 This reply address has expired'),
};

/** Says what came of it; where it failed, to come back. */
async function answer(callback: (refusal?: Error | null) => void, work: () => Promise<Error | null>) {
  let refusal: Error | null;
  try {
    refusal = await work();
  } catch (failure) {
    console.error('[mail] A mail could not be taken in', failure);
    refusal = reply(451, '4.3.0 Try again later');
  }
  callback(refusal);
}

/** The whole mail; null where it is too large. Then it is read to its end all the same, as the protocol wants. */
async function wholeOf(stream: AsyncIterable<Buffer>): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes <= mailLimits.bytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  return bytes <= mailLimits.bytes ? Buffer.concat(chunks) : null;
}
