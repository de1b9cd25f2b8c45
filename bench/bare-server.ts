import { randomUUIDv7 } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { authPool, businessPool } from '../src/kernel/database/pools.server.ts';
import type { Recording, Statement } from './recording.ts';

/** What a process with this server is told before it listens. */
export interface BareWork {
  appUrl: string;
  /** By the path that answers them. */
  recordings: Record<string, Recording>;
}

/*
 * The measure of the product: node:http and pg, nothing else. It sends the very statements that the product was seen
 * to send for a request, on pools of the same size, and answers the rows as JSON.
 */
process.once('message', ({ appUrl, recordings }: BareWork) => {
  const [business, signIn] = [businessPool(appUrl), authPool(appUrl)];
  const server = createServer((request, response) => {
    request.resume();
    const recording = recordings[request.url ?? ''];
    if (recording) void answer(recording, response);
    else response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));

  async function answer(recording: Recording, response: ServerResponse): Promise<void> {
    try {
      const rows = JSON.stringify(await rowsOf(recording));
      response.writeHead(200, { 'content-type': 'application/json' }).end(rows);
    } catch (error) {
      console.error(error);
      response.writeHead(500).end();
    }
  }

  async function rowsOf({ connections, newIds }: Recording): Promise<unknown[]> {
    const ids = newIds.map((old) => [old, randomUUIDv7()] as const);
    const rows: unknown[] = [];
    for (const statements of connections) {
      // Only sign-in asks outside a transaction.
      const pool = statements[0]?.text.startsWith('begin') ? business : signIn;
      const client = await pool.connect();
      try {
        for (const statement of statements) {
          const result = await client.query({ ...statement, values: valuesOf(statement, ids) });
          rows.push(...(result.rows ?? []));
        }
      } finally {
        client.release();
      }
    }
    return rows;
  }
});

/** Without values, pg sends the text as it is: only so may it hold several statements. */
function valuesOf({ values }: Statement, ids: readonly (readonly [string, string])[]) {
  if (values.length === 0) return undefined;
  if (ids.length === 0) return values;
  return values.map((value) =>
    ids.reduce((text, [old, fresh]) => text && text.replaceAll(old, fresh), value),
  );
}
