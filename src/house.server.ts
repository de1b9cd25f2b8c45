import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import { authPool, businessPool } from '#kernel/database/pools.server.ts';
import type { DB } from '#kernel/database/schema.ts';
import { localFileStore, type FileStore } from '#kernel/files/store.server.ts';
import { forgetWhatIsOver } from '#kernel/housekeeping.server.ts';
import { newId } from '#kernel/new-id.server.ts';
import { startWorker } from '#kernel/jobs.server.ts';
import { listenForChanges, type Live } from '#kernel/live.server.ts';
import { listenForMail, type MailListener } from '#kernel/mail/inbound/listener.server.ts';
import { watchMailbox } from '#kernel/mail/inbound/mailbox.server.ts';
import { openMailReader, type MailReader } from '#kernel/mail/inbound/reader.server.ts';
import { inboundAddressOf } from '#kernel/mail/reply-address.ts';
import { deliverMail, transportTo, type Post } from '#kernel/mail/deliver.server.ts';
import { forgetMailsAbout } from '#kernel/mail/store.server.ts';
import { notifyOf } from '#kernel/notifier.server.ts';
import type { Ground } from '#kernel/perform.server.ts';
import { publicAddress, type RunningDelega } from '#kernel/settings.server.ts';
import { actorOfMail, openEntrance, type Entrance } from '#rooms/people/index.server.ts';
import { forgetUnconfirmedComments } from '#rooms/comments/index.server.ts';
import { openPostOffice, readKeptMail, type ReadingRoom } from '#rooms/correspondence/index.server.ts';
import { refreshPooledEvidence } from '#rooms/evidence/index.server.ts';
import { askBothSides, forgetAbandonedAssessments } from '#rooms/readiness/index.server.ts';
import { mailTemplates, notifiers } from '#rooms/registry.server.ts';

/** Everything that is running: made once a process, from what the command line hands over. */
export type House = {
  ground: Ground;
  entrance: Entrance;
  origin: string;
  /** What opens the operator's page. */
  operatorKey: string;
  /** Signs what public forms carry. */
  formKey: Buffer;
  files: FileStore;
  live: Live;
  post: Post;
  /** Reads mail that came in. */
  reader: MailReader;
  /** Where mail comes in by SMTP; null where nobody listens. */
  mailPort: number | null;
  ready(): Promise<boolean>;
  stop(): Promise<void>;
};

type Options = Pick<RunningDelega, 'settings' | 'secrets' | 'appUrl' | 'dataFolder'> & {
  now?: () => Temporal.Instant;
  /** False where jobs are worked off elsewhere, or by hand in a test. */
  works?: boolean;
};

export async function openHouse({
  settings,
  secrets,
  appUrl,
  dataFolder,
  ...options
}: Options): Promise<House> {
  const now = options.now ?? (() => Temporal.Now.instant().round('microsecond'));
  const pool = businessPool(appUrl);
  const signIn = authPool(appUrl);
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  const origin = publicAddress(settings);
  const live = listenForChanges(appUrl);
  const inbound = settings.MAIL_INBOUND_ADDRESS ? inboundAddressOf(settings.MAIL_INBOUND_ADDRESS) : null;
  const keyFor = (use: string) => createHmac('sha256', secrets.authSecret).update(use).digest();
  const post: Post = {
    db,
    templates: mailTemplates,
    origin,
    from: settings.MAIL_FROM,
    transport: transportTo(settings.SMTP_URL ?? null),
    replies: inbound && { address: inbound, key: keyFor('reply addresses') },
    now,
  };
  const ground: Ground = { db, now, newId };
  const files = localFileStore(join(dataFolder, 'files'));
  const reader = openMailReader();
  const room: ReadingRoom = {
    ...{ ground, files, reader },
    trustedServer: settings.MAIL_TRUSTED_SERVER ?? null,
    correspondent: (person, workspace, mail) => actorOfMail(signIn, person, workspace, mail),
  };
  const worker =
    options.works === false
      ? null
      : await startWorker(pool, {
          notify: (payload) => notifyOf(db, notifiers, now(), payload),
          read_mail: (payload, attempt) => readKeptMail(room, payload, attempt),
          deliver_mail: ({ mail }, attempt) => deliverMail(post, mail, attempt),
          forget_mails: ({ about }) => forgetMailsAbout(db, about),
          ask_both_sides: () => askBothSides(db, now()),
          housekeeping: async () => {
            await forgetWhatIsOver(db, now());
            await forgetAbandonedAssessments(db, now());
            await forgetUnconfirmedComments(db, now());
            await refreshPooledEvidence(db, now());
          },
        });
  const office = inbound && options.works !== false ? openPostOffice({ db, files, inbound, now }) : null;
  const listener = await listening();
  const mailbox =
    inbound && office && settings.MAIL_IMAP_URL
      ? watchMailbox(office, { url: settings.MAIL_IMAP_URL, inbound, now })
      : null;
  return {
    ground,
    entrance: openEntrance({ db, pool: signIn, secret: secrets.authSecret, origin, now }),
    origin,
    operatorKey: secrets.operatorKey,
    formKey: keyFor('public forms'),
    ...{ files, live, post, reader },
    mailPort: listener?.port ?? null,
    ready: () => answers(pool),
    async stop() {
      await Promise.all([listener?.close(), mailbox?.stop()]);
      await worker?.stop();
      await reader.close();
      await live.stop();
      post.transport?.close();
      await Promise.all([db.destroy(), signIn.end()]);
    },
  };

  async function listening(): Promise<MailListener | null> {
    const { MAIL_LISTEN_PORT: port, MAIL_LISTEN_HOST: host } = settings;
    if (!inbound || !office || port === undefined) return null;
    return listenForMail(office, { host, port, name: inbound.domain });
  }
}

/** Whether the database answers within a second. */
async function answers(pool: pg.Pool): Promise<boolean> {
  const late = new Promise<false>((resolve) => setTimeout(resolve, 1000, false).unref());
  return Promise.race([pool.query('select 1').then(() => true), late]).catch(() => false);
}
