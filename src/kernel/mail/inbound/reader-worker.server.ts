import { parentPort } from 'node:worker_threads';
import { readMail, type Reading } from './read-mail.ts';

/** Reads mails in a thread of its own, one after the other: see reader.server.ts. */
parentPort?.on('message', ({ id, raw }: { id: number; raw: Uint8Array }) => void answer(id, raw));
say('ready');

async function answer(id: number, raw: Uint8Array): Promise<void> {
  const reading = await readMail(raw).catch((): Reading => ({ mail: null, tooMuch: 'form' }));
  say({ id, reading });
}

function say(what: unknown): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort?.postMessage(what);
}
