import { createServer, type AddressInfo } from 'node:net';
import { createTransport } from 'nodemailer';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A mail as it reached the reader's mail server. */
export type Arrived = Omit<Email, 'to'> & {
  to: { address: string }[];
  /** The envelope's recipients. */
  recipients: string[];
  header(name: string): string | undefined;
};

export interface MailServer {
  /** For SMTP_URL. */
  url: string;
  arrived: Arrived[];
  /** While true, every mail is refused for now, as by a server in trouble. */
  isInTrouble: boolean;
  /** Nobody is at its address until it returns. */
  leave(): Promise<void>;
  comeBack(): Promise<void>;
  /** The first mail to that address with that subject, as soon as it is there. */
  mailTo(address: string, subject: string): Promise<Arrived>;
  /** Where the product takes answers in, and at which addresses: for its settings. */
  inbound: { port: number; address: string };
  /** Somebody answers a mail, by SMTP, with what they write above what they quote. */
  answer(
    from: { name: string; email: string },
    mail: Arrived,
    words: string,
    messageId?: string,
  ): Promise<void>;
  /** Somebody writes a mail of their own, by SMTP. */
  write(
    from: { name: string; email: string },
    mail: {
      to: string;
      subject: string;
      text: string;
      attachments?: { filename: string; content: string }[];
    },
  ): Promise<void>;
  stop(): Promise<void>;
}

const patienceMs = 15_000;

/** A real SMTP server on a free port of this machine that keeps what it gets. */
export async function startMailServer(): Promise<MailServer> {
  const waiting = new Set<() => void>();
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onMailFrom(_address, _session, callback) {
      callback(mails.isInTrouble ? Object.assign(new Error('Try again later'), { responseCode: 451 }) : null);
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const mail = await PostalMime.parse(Buffer.concat(chunks));
        mails.arrived.push({
          ...mail,
          to: (mail.to ?? []).flatMap(({ address }) => (address ? [{ address }] : [])),
          recipients: session.envelope.rcptTo.map(({ address }) => address),
          header: (name) => mail.headers.find(({ key }) => key === name.toLowerCase())?.value,
        });
        callback();
        for (const look of waiting) look();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const inbound = { port: await freePort(), address: 'reply@delega.example.org' };
  const mails: MailServer = {
    url: `smtp://127.0.0.1:${port}`,
    arrived: [],
    isInTrouble: false,
    leave: () => new Promise((resolve) => server.server.close(() => resolve())),
    comeBack: () => new Promise((resolve) => server.server.listen(port, '127.0.0.1', resolve)),
    mailTo(address, subject) {
      const find = () =>
        mails.arrived.find((mail) => mail.recipients.includes(address) && mail.subject === subject);
      return new Promise((resolve, reject) => {
        const subjects = () => mails.arrived.map((mail) => `${mail.recipients.join()}: ${mail.subject}`);
        const impatience = setTimeout(
          () => reject(new Error(`No mail to ${address} about ${subject}, only:\n${subjects().join('\n')}`)),
          patienceMs,
        );
        const look = () => {
          const mail = find();
          if (!mail) return;
          clearTimeout(impatience);
          waiting.delete(look);
          resolve(mail);
        };
        waiting.add(look);
        look();
      });
    },
    inbound,
    async answer({ name, email }, mail, words, messageId) {
      const transport = createTransport({ host: '127.0.0.1', port: inbound.port, ignoreTLS: true });
      const quoted = (mail.text ?? '').replace(/^/gm, '> ');
      await transport.sendMail({
        from: { name, address: email },
        to: mail.replyTo?.[0]?.address,
        subject: `Re: ${mail.subject}`,
        inReplyTo: mail.messageId,
        ...(messageId ? { messageId } : {}),
        text: `${words}\n\nEl mar, 24 nov 2026 a las 15:00, Delega escribió:\n\n${quoted}`,
      });
      transport.close();
    },
    async write({ name, email }, mail) {
      const transport = createTransport({ host: '127.0.0.1', port: inbound.port, ignoreTLS: true });
      await transport.sendMail({ from: { name, address: email }, ...mail });
      transport.close();
    },
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
  return mails;
}

/** A port that nobody has: the product opens it. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
