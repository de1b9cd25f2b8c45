import { request as send, type IncomingMessage } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseSettings, type RunningDelega } from '../src/kernel/settings.server.ts';
import { Fault } from './lines.mjs';
import { openDoor, tellApplication, type Door } from './server.ts';

let door: Door;
let address: string;

beforeEach(async () => {
  door = await openDoor(parseSettings({ PORT: '0' }));
  address = `http://127.0.0.1:${door.port}`;
});

afterEach(async () => {
  await door.close();
  globalThis.__delega = undefined;
});

/** An application that tells what reached it. */
function openEcho(): void {
  door.open(async (request, response) => {
    let length = 0;
    for await (const chunk of request) length += (chunk as Buffer).length;
    response.end(JSON.stringify({ length, headers: request.headers }));
  });
}

function post(path: string, options: { headers?: Record<string, string>; chunks: Buffer[] }) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const sent = send(
      `${address}${path}`,
      { method: 'POST', headers: options.headers },
      (answer: IncomingMessage) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
      },
    );
    sent.on('error', reject);
    for (const chunk of options.chunks) sent.write(chunk);
    sent.end();
  });
}

const kilobytes = (count: number) => Buffer.alloc(count * 1024, 'x');

test('it lives before the application is there, and says to come back', async () => {
  expect((await fetch(`${address}/healthz`)).status).toBe(200);
  expect((await fetch(`${address}/readyz`)).status).toBe(503);
  const page = await fetch(address);
  expect(page.status).toBe(503);
  expect(page.headers.get('retry-after')).toBe('1');
});

test('it is ready only while the database answers', async () => {
  let answers = true;
  tellApplication({ ready: async () => answers } as RunningDelega);
  expect((await fetch(`${address}/readyz`)).status).toBe(200);
  answers = false;
  expect((await fetch(`${address}/readyz`)).status).toBe(503);
  expect((await fetch(`${address}/healthz`)).status).toBe(200);
});

test('a database that does not answer within a second is not ready', async () => {
  tellApplication({ ready: () => new Promise(() => {}) } as unknown as RunningDelega);
  expect((await fetch(`${address}/readyz`)).status).toBe(503);
});

test('nobody can tell the application who asks but the door', async () => {
  openEcho();
  const headers = {
    'x-delega-host': 'evil.example.com',
    'x-delega-protocol': 'https',
    'x-delega-sender': '6.6.6.6',
  };
  const { headers: told } = JSON.parse(await (await fetch(address, { headers })).text());
  expect(told).toMatchObject({
    'x-delega-host': `127.0.0.1:${door.port}`,
    'x-delega-protocol': 'http',
    'x-delega-sender': '127.0.0.1',
  });
});

test('every answer carries the headers against misuse', async () => {
  const { headers } = await fetch(`${address}/healthz`);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-frame-options')).toBe('DENY');
  expect(headers.get('referrer-policy')).toBe('same-origin');
  expect(headers.get('strict-transport-security')).toBeNull();
});

test('with a public address over TLS, browsers are told to stay there', async () => {
  const secure = await openDoor(parseSettings({ PORT: '0', ORIGIN: 'https://delega.example.org' }));
  const { headers } = await fetch(`http://127.0.0.1:${secure.port}/healthz`);
  expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
  await secure.close();
});

test('a body in chunks reaches the application whole', async () => {
  openEcho();
  const { status, text } = await post('/x', { chunks: [kilobytes(300), kilobytes(300)] });
  expect(status).toBe(200);
  expect(JSON.parse(text)).toMatchObject({
    length: 600 * 1024,
    headers: { 'content-length': String(600 * 1024) },
  });
});

test.each([
  ['announced', { 'content-length': String(1100 * 1024) }],
  ['in chunks', undefined],
])('a body over 1 MB is refused, %s', async (_, headers) => {
  openEcho();
  const { status } = await post('/x', { headers, chunks: [kilobytes(600), kilobytes(500)] });
  expect(status).toBe(413);
});

test('a file may be larger, up to 30 MB', async () => {
  openEcho();
  const large = Array.from({ length: 26 }, () => kilobytes(1024));
  const { status, text } = await post('/w/1/briefs/2/files', { chunks: large });
  expect([status, JSON.parse(text).length]).toEqual([200, 26 * 1024 * 1024]);
  const tooLarge = { 'content-length': String(31 * 1024 * 1024) };
  expect((await post('/files', { headers: tooLarge, chunks: [kilobytes(31 * 1024)] })).status).toBe(413);
});

test('an application that fails answers with 500 and the door stays open', async () => {
  door.open(async () => {
    throw new Error('as this test wants');
  });
  expect((await fetch(address)).status).toBe(500);
  expect((await fetch(`${address}/healthz`)).status).toBe(200);
});

test('closing ends streams and waits for the request that is under way', async () => {
  door.open((request, response) => {
    if (request.url === '/slow') setTimeout(() => response.end('done'), 200);
    else {
      response.write('data: 1\n\n');
      process.once('sveltekit:shutdown' as 'exit', () => response.end());
    }
  });
  const stream = await fetch(`${address}/stream`);
  const slow = fetch(`${address}/slow`).then((answer) => answer.text());
  await new Promise((resolve) => setTimeout(resolve, 50));
  const began = performance.now();
  await door.close();
  expect(await slow).toBe('done');
  expect(await stream.text()).toContain('data: 1');
  expect(performance.now() - began).toBeLessThan(2000);
});

test('a busy port is one line that names it', async () => {
  const busy = openDoor(parseSettings({ PORT: String(door.port) }));
  await expect(busy).rejects.toThrow(Fault);
  await expect(busy).rejects.toThrow(String(door.port));
});
