import type { IncomingMessage } from 'node:http';
import { publicAddress, type Settings } from '../src/kernel/settings.server.ts';

type Address = Pick<Settings, 'ORIGIN' | 'HOST' | 'PORT'>;

/**
 * Under which address a request came, as far as that can be believed. ORIGIN settles it. Without it, the Host header
 * counts if it names this machine (localhost, a loopback address, HOST): whoever could choose it freely would choose
 * where mailed links lead, and which forms pass as our own.
 */
export function originOf(request: IncomingMessage, settings: Address): { protocol: string; host: string } {
  const own = new URL(publicAddress(settings));
  const named = settings.ORIGIN ? undefined : request.headers.host?.toLowerCase();
  const host = named && isOurs(named, settings.HOST) ? named : own.host;
  return { protocol: own.protocol.slice(0, -1), host };
}

function isOurs(named: string, host: string): boolean {
  if (!URL.canParse(`http://${named}`)) return false;
  const url = new URL(`http://${named}`);
  // The default port may be written out; anything else in it is no plain name and port.
  if (url.host !== named.replace(/:80$/, '')) return false;
  const name = url.hostname.replace(/^\[|\]$/g, '');
  return (
    name === 'localhost' || name === '::1' || /^127(\.\d+){3}$/.test(name) || name === host.toLowerCase()
  );
}

/**
 * The network address of whoever asks. Each trusted proxy appends the address that it saw to X-Forwarded-For, so the
 * one before our own proxies is counted from the right; what stands left of it anybody may have written.
 */
export function senderOf(request: IncomingMessage, trustedProxies: number): string {
  const direct = request.socket.remoteAddress ?? '';
  const header = request.headers['x-forwarded-for'];
  const seen = trustedProxies > 0 && header ? String(header).split(',') : [];
  const sender = seen.at(-trustedProxies)?.trim() || direct;
  return sender.replace(/^::ffff:(?=\d+\.)/, '');
}
