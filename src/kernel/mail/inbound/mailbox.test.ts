import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { deliverTo, inMailbox, startDovecot, type Dovecot } from '../../../testing/dovecot.ts';
import { inboundAddressOf } from '../reply-address.ts';
import type { Arrival, PostOffice } from './arrival.ts';
import { watchMailbox, type MailboxWatch } from './mailbox.server.ts';

const inbound = inboundAddressOf('reply@example.org')!;
const tag = 'abcdef1234567890abcdef12';
const rhythm = { look: 400, firstRetry: 20, lastRetry: 200 };

let dovecot: Dovecot;
let users = 0;
const watches: MailboxWatch[] = [];

beforeAll(async () => {
  dovecot = await startDovecot();
}, 180_000);
afterEach(async () => {
  await Promise.all(watches.splice(0).map((watch) => watch.stop()));
});
afterAll(() => dovecot?.stop());

/** A mailbox of its own, with what was handed in from it. */
function mailbox(failures = 0) {
  const url = dovecot.urlOf(`user${users++}`);
  const taken: Arrival[] = [];
  const office: PostOffice = {
    knows: async () => 'yes',
    async take(arrival) {
      if (failures-- > 0) throw new Error('The database is away');
      taken.push(arrival);
      return 1;
    },
  };
  const watch = (changes = {}) => {
    const watching = watchMailbox(office, {
      ...{ url, inbound, now: () => Temporal.Now.instant(), rhythm },
      ...changes,
    });
    watches.push(watching);
    return watching;
  };
  return { url, taken, watch };
}

const letter = (to: string, more = '') =>
  [
    `From: irene@example.org`,
    `To: ${to}`,
    'Subject: =?utf-8?Q?Ma=C3=B1ana?=',
    more,
    '',
    'De acuerdo.\u00e9',
    '',
  ]
    .filter((line, at) => line !== '' || at > 3)
    .join('\r\n');
/** The flags of all mails, in their order. */
const flagsIn = (url: string) =>
  inMailbox(url, async (client) =>
    (await client.fetchAll('1:*', { flags: true })).map(({ flags }) => [...(flags ?? [])].sort()),
  );

async function until(isSo: () => boolean, what: string): Promise<void> {
  for (let tries = 0; !isSo(); tries++) {
    if (tries > 400) throw new Error(`${what} did not happen; the log says: ${dovecot.log().slice(-2000)}`);
    await pause(25);
  }
}

describe('a mailbox', () => {
  test('hands in what lies there and what comes, to the letter and once', async () => {
    const { url, taken, watch } = mailbox();
    const [first, second] = [
      letter(`Delega <reply+${tag}@example.org>`, 'Return-Path: <irene@example.org>'),
      letter('otra@example.org', `Delivered-To: reply+${tag}@example.org`),
    ];
    await deliverTo(url, first);
    // The server tells: nobody looks in between.
    const watching = watch({ rhythm: { ...rhythm, look: 60_000 } });
    await until(() => taken.length === 1, 'the first mail');
    await deliverTo(url, second);
    await until(() => taken.length === 2, 'the second mail');
    expect(taken.map(({ raw }) => Buffer.from(raw).toString())).toEqual([first, second]);
    expect(taken[0]).toMatchObject({
      ...{ way: 'imap', envelopeFrom: 'irene@example.org' },
      recipients: [`reply+${tag}@example.org`],
    });
    await watching.stop();
    watch();
    await pause(600);
    expect(taken).toHaveLength(2);
    expect(await flagsIn(url)).toEqual([
      ['DelegaTaken', '\\Seen'],
      ['DelegaTaken', '\\Seen'],
    ]);
  });

  test('leaves mail for others unread, and takes ours though somebody has read it', async () => {
    const { url, taken, watch } = mailbox();
    await deliverTo(url, letter('reply@example.org'), letter(`reply+${tag}@example.org`));
    await inMailbox(url, (client) => client.messageFlagsAdd('2', ['\\Seen']));
    watch();
    await until(() => taken.length === 1, 'the mail');
    await pause(100);
    expect(await flagsIn(url)).toEqual([['DelegaTaken'], ['DelegaTaken', '\\Seen']]);
  });

  test('keeps what could not be taken, and takes it later', async () => {
    const { url, taken, watch } = mailbox(2);
    await deliverTo(url, letter(`reply+${tag}@example.org`));
    watch();
    await until(() => taken.length === 1, 'the mail');
    await pause(600);
    expect(taken).toHaveLength(1);
  });

  test('is found again after its server was away', async () => {
    const { url, taken, watch } = mailbox();
    await deliverTo(url, letter(`reply+${tag}@example.org`));
    watch();
    await until(() => taken.length === 1, 'the first mail');
    await dovecot.halt();
    await pause(300);
    await dovecot.start();
    await deliverTo(url, letter(`reply+${tag}@example.org`));
    await until(() => taken.length === 2, 'the second mail');
    expect(await flagsIn(url)).toHaveLength(2);
  });

  test('stops at once, also while its server is away', async () => {
    const { watch } = mailbox();
    await dovecot.halt();
    const watching = watch({ rhythm: { ...rhythm, firstRetry: 60_000, lastRetry: 60_000 } });
    await pause(100);
    const stopped = watching.stop().then(() => 'stopped');
    expect(await Promise.race([stopped, pause(5_000, 'waiting')])).toBe('stopped');
    await dovecot.start();
  });
});
