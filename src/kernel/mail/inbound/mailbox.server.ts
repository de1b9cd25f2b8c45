import { setTimeout as pause } from 'node:timers/promises';
import { ImapFlow, type FetchMessageObject } from 'imapflow';
import { tagOf, type InboundAddress } from '../reply-address.ts';
import type { PostOffice } from './arrival.ts';
import { mailLimits, rawHeaders } from './limits.ts';

export type MailboxWatch = { stop(): Promise<void> };

export type WatchedMailbox = {
  /** imaps://user:password@host/folder; without a folder it is INBOX. */
  url: string;
  inbound: InboundAddress;
  now(): Temporal.Instant;
  /** Milliseconds: between two looks where the server does not tell by itself, and the pauses after failures. */
  rhythm?: { look: number; firstRetry: number; lastRetry: number };
};

const calm = { look: 60_000, firstRetry: 1_000, lastRetry: 60_000 };
/** What we have looked at carries this keyword, so that nobody who reads the mailbox meanwhile takes a mail from us. */
const mark = 'DelegaTaken';
/** What is older can answer none of our mails: reply addresses end before. */
const oldest = { hours: 24 * 130 };
const batch = 100;

/**
 * Takes mail for our reply addresses out of a mailbox by IMAP (RFC 9051): told by IDLE, and looking from time to time. A
 * mail is marked once the office keeps it for good, so that a crash between the two takes it again, which changes nothing.
 * Mail for others in the same mailbox stays unread. A lost connection is made anew, with growing pauses.
 */
export function watchMailbox(office: PostOffice, mailbox: WatchedMailbox): MailboxWatch {
  const { rhythm = calm } = mailbox;
  const stopping = new AbortController();
  const { signal } = stopping;
  let client: ImapFlow | null = null;
  const watching = (async () => {
    let failures = 0;
    let told = '';
    while (!signal.aborted) {
      client = connectionTo(mailbox.url);
      try {
        await serve(client, office, mailbox, signal, () => {
          failures = 0;
          told = '';
        });
      } catch (failure) {
        // Each reason once: a server that is down for a night says nothing new.
        const { message, responseText } = failure as { message?: string; responseText?: string };
        const reason = responseText ?? message ?? String(failure);
        if (!signal.aborted && reason !== told) console.error('[mail] The mailbox cannot be read:', reason);
        told = reason;
      }
      client.close();
      const wait = Math.min(rhythm.firstRetry * 2 ** failures++, rhythm.lastRetry);
      await pause(wait, undefined, { signal }).catch(() => undefined);
    }
  })();
  return {
    async stop() {
      stopping.abort();
      client?.close();
      await watching;
    },
  };
}

/** Only on this very machine is a password sent without TLS. */
function connectionTo(url: string): ImapFlow {
  const { protocol, hostname, port, username, password } = new URL(url);
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  const secure = protocol === 'imaps:';
  const client = new ImapFlow({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (secure ? 993 : 143),
    secure,
    doSTARTTLS: secure ? undefined : !isHere,
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    disableAutoIdle: true,
    logger: false,
    connectionTimeout: 30_000,
    socketTimeout: 300_000,
  });
  // A failed connection closes; that is what ends the round.
  client.on('error', () => undefined);
  return client;
}

/** One connection, from its beginning until it is lost or the watch stops. */
async function serve(
  client: ImapFlow,
  office: PostOffice,
  { url, inbound, now, rhythm = calm }: WatchedMailbox,
  signal: AbortSignal,
  onserved: () => void,
): Promise<void> {
  const bell = openBell();
  client.on('close', bell.ring).on('exists', bell.ring);
  signal.addEventListener('abort', bell.ring);
  try {
    await client.connect();
    const folder = decodeURIComponent(new URL(url).pathname.slice(1)) || 'INBOX';
    const { permanentFlags } = await client.mailboxOpen(folder);
    const desk = {
      client,
      office,
      inbound,
      now,
      marks: !!permanentFlags?.has('\\*'),
      passed: new Set<number>(),
    };
    while (client.usable && !signal.aborted) {
      await takeNew(desk);
      onserved();
      if (bell.isRung()) continue;
      // Ends by itself with the next command; where a server has no IDLE, the look that follows is what finds mail.
      void client.idle().catch(() => undefined);
      await bell.rings(rhythm.look);
    }
  } finally {
    signal.removeEventListener('abort', bell.ring);
  }
}

type Desk = {
  client: ImapFlow;
  office: PostOffice;
  inbound: InboundAddress;
  now(): Temporal.Instant;
  /** The server keeps keywords; else what is read counts as taken. */
  marks: boolean;
  /** Not for us, where that can't be marked. */
  passed: Set<number>;
};

async function takeNew(desk: Desk): Promise<void> {
  const { client, now, marks, passed } = desk;
  const since = new Date(now().subtract(oldest).epochMilliseconds);
  const query = marks ? { unKeyword: mark, since } : { seen: false, since };
  const found = (await client.search(query, { uid: true })) || [];
  const unseen = found.filter((uid) => !passed.has(uid));
  for (let at = 0; at < unseen.length; at += batch) {
    const wanted = { uid: true, size: true, headers: [...ofRecipients, 'return-path'] };
    const heads = await client.fetchAll(unseen.slice(at, at + batch), wanted, { uid: true });
    const others: number[] = [];
    for (const head of heads) if (!(await takeOne(desk, head))) others.push(head.uid);
    if (others.length === 0) continue;
    if (marks) await client.messageFlagsAdd(others, [mark], { uid: true });
    else for (const uid of others) passed.add(uid);
  }
}

/** Where mail servers and senders write whom a mail is for. */
const ofRecipients = ['to', 'cc', 'delivered-to', 'x-original-to', 'envelope-to'];

/** Whether it was for us. */
async function takeOne({ client, office, inbound, marks }: Desk, head: FetchMessageObject): Promise<boolean> {
  const headers = head.headers ?? Buffer.alloc(0);
  const recipients = addressesIn(rawHeaders(headers, ...ofRecipients)).filter(
    (address) => tagOf(inbound, address) !== null,
  );
  if (recipients.length === 0) return false;
  if ((head.size ?? 0) > mailLimits.bytes) {
    console.error('[mail] A mail of', head.size, 'bytes is too large and stays in the mailbox');
    return false;
  }
  const whole = await client.fetchOne(head.uid, { source: true }, { uid: true });
  // Somebody may have removed it meanwhile.
  if (!whole || !whole.source) return true;
  const [envelopeFrom = ''] = addressesIn(rawHeaders(headers, 'return-path'));
  const places = await office.take({ way: 'imap', envelopeFrom, recipients, raw: whole.source });
  if (places === 0) return false;
  await client.messageFlagsAdd(head.uid, marks ? [mark, '\\Seen'] : ['\\Seen'], { uid: true });
  return true;
}

const addressesIn = (values: readonly string[]): string[] => [
  ...new Set(values.flatMap((value) => value.match(/[^\s<>,;:"()[\]]+@[^\s<>,;:"()[\]]+/g) ?? [])),
];

/** Something to wait for that may already have happened. */
function openBell() {
  let isRung = false;
  let wake = () => {};
  return {
    ring: () => {
      isRung = true;
      wake();
    },
    /** Whether it has rung since it was last asked. */
    isRung() {
      const was = isRung;
      isRung = false;
      return was;
    },
    /** When it rings, at the latest after so many milliseconds. */
    async rings(ms: number) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        wake = resolve;
        timer = setTimeout(resolve, ms);
        if (isRung) resolve();
      });
      clearTimeout(timer);
      isRung = false;
    },
  };
}
