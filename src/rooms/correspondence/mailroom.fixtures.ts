import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger, runOnce } from 'graphile-worker';
import { createTransport } from 'nodemailer';
import pg from 'pg';
import type { Person } from '#kernel/actor.ts';
import { localFileStore, type FileStore } from '#kernel/files/store.server.ts';
import { deliverMail, type Post } from '#kernel/mail/deliver.server.ts';
import type { PostOffice } from '#kernel/mail/inbound/arrival.ts';
import { openMailReader } from '#kernel/mail/inbound/reader.server.ts';
import { inboundAddressOf } from '#kernel/mail/reply-address.ts';
import { notifyOf } from '#kernel/notifier.server.ts';
import { actorOfMail } from '#rooms/people/index.server.ts';
import { mailTemplates, notifiers } from '#rooms/registry.server.ts';
import { makeRoom, type Room } from '../delegation/operations/room.fixtures.ts';
import { openPostOffice } from './post-office.server.ts';
import { readKeptMail } from './take-in.server.ts';

/** A mail as it left. */
export type Left = {
  to: string;
  subject: string;
  text: string;
  replyTo: string;
  messageId: string;
  inReplyTo: string | undefined;
  references: string[];
};

/** A practice with its engagement, whose mails leave into a list and whose answers come in. */
export type MailRoom = Room & {
  office: PostOffice;
  files: FileStore;
  left: Left[];
  /** Works off all jobs: mails are ordered and leave, what arrived is read. */
  work(): Promise<void>;
  /** The last mail that left to somebody. */
  lastTo(person: Person): Left;
  /** Somebody answers a mail from their own address; gives the raw mail that arrived. */
  answer(from: Person, mail: Left, words: string, changes?: Partial<Written>): Promise<string>;
  inbound(): Promise<
    { state: string; outcome: string | null; words: string; sender: string; raw_file: string }[]
  >;
  close(): Promise<void>;
};

export type Written = {
  from: string;
  messageId: string;
  headers: string[];
  subject: string;
  body: string;
  envelopeFrom: string;
};

const inbound = inboundAddressOf('reply@example.org')!;

export async function makeMailRoom(trustedServer: string | null = null): Promise<MailRoom> {
  const room = await makeRoom();
  const { world } = room;
  const folder = mkdtempSync(join(tmpdir(), 'delega-mail-'));
  const files = localFileStore(folder);
  const left: Left[] = [];
  const transport = createTransport({ jsonTransport: true });
  const post: Post = {
    ...{
      db: world.db,
      templates: mailTemplates,
      origin: 'https://delega.test',
      from: 'Delega <delega@example.org>',
    },
    transport: Object.assign(transport, {
      async sendMail(mail: Record<string, never>) {
        left.push(leaving(mail));
        return {};
      },
    }) as unknown as Post['transport'],
    replies: { address: inbound, key: Buffer.from('only for tests') },
    now: () => world.clock.now,
  };
  const signIn = new pg.Pool({
    connectionString: world.appUrl,
    max: 2,
    options: '-c timezone=UTC -c app.power=auth',
  });
  const reader = openMailReader();
  const office = openPostOffice({ db: world.db, files, inbound, now: () => world.clock.now });
  const reading = {
    ...{ ground: world.ground, files, reader, trustedServer },
    correspondent: (person: never, workspace: never, mail: string) =>
      actorOfMail(signIn, person, workspace, mail),
  };
  const work = () =>
    runOnce({
      connectionString: world.ownerUrl,
      noHandleSignals: true,
      concurrency: 1,
      logger: new Logger(() => () => undefined),
      taskList: {
        notify: (payload) => notifyOf(world.db, notifiers, world.clock.now, payload as never),
        deliver_mail: (payload) =>
          deliverMail(post, (payload as { mail: string }).mail, { number: 1, isLast: false }),
        read_mail: (payload) => readKeptMail(reading, payload as never, { number: 1, isLast: true }),
      },
    });
  return {
    ...room,
    ...{ office, files, left, work },
    lastTo(person) {
      const found = left.findLast(({ to }) => to === person.email);
      if (!found) throw new Error(`No mail left to ${person.name}`);
      return found;
    },
    async answer(from, mail, words, changes = {}) {
      const raw = rawAnswer(from, mail, words, changes);
      const envelopeFrom = changes.envelopeFrom ?? from.email;
      await office.take({ way: 'smtp', envelopeFrom, recipients: [mail.replyTo], raw: Buffer.from(raw) });
      await work();
      return raw;
    },
    async inbound() {
      const { rows } = await world.asOwner.query('select * from inbound_mails order by inbound_mail_id');
      return rows;
    },
    async close() {
      await Promise.all([reader.close(), signIn.end()]);
      await world.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function leaving(mail: Record<string, unknown>): Left {
  const to = mail.to as { address: string };
  const replyTo = mail.replyTo as { address: string } | undefined;
  return {
    to: to.address,
    subject: String(mail.subject),
    text: String(mail.text),
    replyTo: replyTo?.address ?? '',
    messageId: String(mail.messageId),
    inReplyTo: mail.inReplyTo as string | undefined,
    references: (mail.references as string[] | undefined) ?? [],
  };
}

/** What a mail program sends when somebody answers: their words above, the mail that they answer quoted below. */
export function rawAnswer(from: Person, mail: Left, words: string, changes: Partial<Written> = {}): string {
  const quoted = mail.text.replace(/^/gm, '> ');
  return [
    `From: ${changes.from ?? `${from.name} <${from.email}>`}`,
    `To: ${mail.replyTo}`,
    `Subject: ${changes.subject ?? `Re: ${mail.subject}`}`,
    `Message-ID: ${changes.messageId ?? `<${randomUUID()}@mail.example.org>`}`,
    `In-Reply-To: ${mail.messageId}`,
    'Date: Tue, 24 Nov 2026 16:00:00 +0100',
    'MIME-Version: 1.0',
    ...(changes.headers ?? ['Content-Type: text/plain; charset=utf-8']),
    '',
    changes.body ??
      `${words}\n\nEl mar, 24 nov 2026 a las 15:00, Delega (<${mail.replyTo}>) escribió:\n\n${quoted}`,
    '',
  ].join('\r\n');
}
