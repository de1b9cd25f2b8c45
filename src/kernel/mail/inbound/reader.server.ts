import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { mailLimits } from './limits.ts';
import type { Reading } from './read-mail.ts';

/** Reads mails away from the thread that answers requests, and gives up on what takes too long or too much. */
export type MailReader = { read(raw: Uint8Array): Promise<Reading>; close(): Promise<void> };

/** A file of the source, also from the built server, which is elsewhere: Node.js runs it as it is. */
const worker = createRequire(import.meta.url).resolve('#kernel/mail/inbound/reader-worker.server.ts');

/** Of the thread's heap; a mail of 25 MB with its copies fits. */
const memory = { maxOldGenerationSizeMb: 200, maxYoungGenerationSizeMb: 16 };

/** For starting the thread, on a machine that is busy. */
const startMs = 15_000;

/**
 * One thread that starts with the first mail and reads one at a time. A mail that is too much for it ends the thread; the next
 * mail gets a new one.
 */
export function openMailReader(): MailReader {
  let thread: Promise<Worker> | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let count = 0;

  async function read(raw: Uint8Array): Promise<Reading> {
    const running = await (thread ??= started());
    const id = ++count;
    const reading = await new Promise<Reading>((resolve) => {
      const end = (result: Reading, isOver: boolean) => {
        clearTimeout(impatience);
        running.off('message', hear).off('error', fail).off('exit', fail);
        if (isOver) {
          thread = null;
          void running.terminate();
        }
        resolve(result);
      };
      const fail = () => end({ mail: null, tooMuch: 'form' }, true);
      const hear = (said: { id: number; reading: Reading }) => said.id === id && end(said.reading, false);
      const impatience = setTimeout(end, mailLimits.milliseconds, { mail: null, tooMuch: 'time' }, true);
      running.on('message', hear).on('error', fail).on('exit', fail);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      running.postMessage({ id, raw });
    });
    return reading;
  }

  return {
    read(raw) {
      const next = last.then(() => read(raw));
      last = next.catch(() => undefined);
      return next;
    },
    async close() {
      await last;
      await (await thread)?.terminate();
      thread = null;
    },
  };
}

function started(): Promise<Worker> {
  const running = new Worker(worker, { resourceLimits: memory });
  running.unref();
  return new Promise((resolve, reject) => {
    const impatience = setTimeout(
      () => reject(new Error('The thread that reads mails did not start')),
      startMs,
    );
    running.once('error', reject);
    // Its first word says that it has everything it needs.
    running.once('message', () => {
      clearTimeout(impatience);
      running.off('error', reject);
      // What breaks while nobody waits is seen at the next mail.
      running.on('error', () => undefined);
      resolve(running);
    });
  });
}
