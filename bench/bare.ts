import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { BareWork } from './bare-server.ts';

/** The bare server, in a process of its own as the product is. */
export interface Bare {
  origin: string;
  pid: number;
  stop(): void;
}

export async function startBare(work: BareWork): Promise<Bare> {
  const child = fork(fileURLToPath(new URL('bare-server.ts', import.meta.url)));
  child.send(work);
  const [port] = await once(child, 'message', { signal: AbortSignal.timeout(10_000) });
  return { origin: `http://127.0.0.1:${port}`, pid: child.pid ?? 0, stop: () => void child.kill() };
}
