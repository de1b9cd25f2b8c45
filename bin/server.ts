import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RunningDelega, Settings } from '../src/kernel/settings.server.ts';
import { Fault, lines } from './lines.mjs';
import { originOf, senderOf } from './request-origin.ts';
import { withinLength, withWholeBody } from './request-body.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => unknown;

/** The door in front of the application: it listens before there is one, and outlives its requests. */
export interface Door {
  server: Server;
  /** The port that was given, where the settings asked for any. */
  port: number;
  /** From now on, requests reach the application. */
  open(handler: Handler): void;
  /** Takes no more requests, ends streams, and waits for the requests that are under way. */
  close(): Promise<void>;
}

/** Names of the headers in which the door tells the application who asks, and under which address. */
export const told = { protocol: 'x-delega-protocol', host: 'x-delega-host', sender: 'x-delega-sender' };

const bodyLimit = { usual: 1024 * 1024, files: 30 * 1024 * 1024 };
const patienceMs = 5000;
const readyWithinMs = 1000;

/** What the application needs to know before it is imported: it reads these once. */
export function tellApplication(running: RunningDelega): void {
  globalThis.__delega = running;
  process.env.PROTOCOL_HEADER = told.protocol;
  process.env.HOST_HEADER = told.host;
  process.env.ADDRESS_HEADER = told.sender;
  process.env.BODY_SIZE_LIMIT = String(bodyLimit.files);
}

/**
 * Listens on HOST and PORT.
 *
 * @throws Fault if the port is busy or not ours to open
 */
export async function openDoor(settings: Settings): Promise<Door> {
  let handler: Handler | undefined;
  const server = createServer((request, response) => {
    void answer(request, response).catch((error) => {
      // Whoever hung up needs no answer, and the operator no line about it.
      if (request.destroyed) return;
      console.error(error);
      if (!response.headersSent) plain(response, 500, 'error');
      else response.destroy();
    });
  });
  await listening(server, settings);
  const { port } = server.address() as AddressInfo;
  const actual = { ...settings, PORT: port };
  const headers = securityHeaders(settings);
  return { server, port, open: (application) => void (handler = application), close: () => closed(server) };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, text] of headers) response.setHeader(name, text);
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    if (path === '/healthz') return plain(response, 200, 'ok');
    if (path === '/readyz')
      return (await isReady()) ? plain(response, 200, 'ok') : plain(response, 503, 'not ready');
    if (!handler) {
      response.setHeader('retry-after', '1');
      return plain(response, 503, 'Delega está arrancando. / Delega is starting.');
    }
    // Files in chunks are counted by the application as they stream in.
    const whole = path.endsWith('/files')
      ? withinLength(request, bodyLimit.files)
      : await withWholeBody(request, bodyLimit.usual);
    if (whole === 'too_large') {
      return plain(response, 413, 'El envío es demasiado grande. / What was sent is too large.');
    }
    const { protocol, host } = originOf(whole, actual);
    whole.headers[told.protocol] = protocol;
    whole.headers[told.host] = host;
    whole.headers[told.sender] = senderOf(whole, settings.TRUST_PROXY);
    await handler(whole, response, () => plain(response, 404, 'not found'));
  }
}

function listening(server: Server, { HOST, PORT }: Settings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') reject(new Fault(lines.portBusy(HOST, PORT)));
      else if (error.code === 'EACCES') reject(new Fault(lines.portForbidden(HOST, PORT)));
      else if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
        reject(new Fault(lines.hostUnknown(HOST)));
      else reject(error);
    });
    server.listen(PORT, HOST, resolve);
  });
}

async function isReady(): Promise<boolean> {
  const ready = globalThis.__delega?.ready;
  if (!ready) return false;
  const late = new Promise<false>((resolve) => setTimeout(resolve, readyWithinMs, false).unref());
  return Promise.race([ready(), late]).catch(() => false);
}

/** What SvelteKit leaves to the server around it; the Content-Security-Policy is its own. */
function securityHeaders({ ORIGIN }: Settings): [string, string][] {
  const always: [string, string][] = [
    ['x-content-type-options', 'nosniff'],
    ['x-frame-options', 'DENY'],
    ['referrer-policy', 'same-origin'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['cross-origin-resource-policy', 'same-origin'],
    [
      'permissions-policy',
      'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
    ],
  ];
  const year = 365 * 24 * 60 * 60;
  return ORIGIN?.startsWith('https:')
    ? [...always, ['strict-transport-security', `max-age=${year}`]]
    : always;
}

function plain(response: ServerResponse, status: number, text: string): void {
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
  response.writeHead(status, headers).end(`${text}\n`);
}

async function closed(server: Server): Promise<void> {
  const ended = new Promise((resolve) => server.close(resolve));
  // The event with which SvelteKit's own server says so; open pages are let go of.
  process.emit('sveltekit:shutdown' as 'exit', 0);
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const impatience = setTimeout(() => server.closeAllConnections(), patienceMs);
  await ended;
  clearInterval(idle);
  clearTimeout(impatience);
}
