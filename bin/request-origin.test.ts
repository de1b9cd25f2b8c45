import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { originOf, senderOf } from './request-origin.ts';

const asked = (headers: Record<string, string>, remoteAddress = '10.0.0.9') =>
  ({ headers, socket: { remoteAddress } }) as unknown as IncomingMessage;
const local = { ORIGIN: undefined, HOST: '127.0.0.1', PORT: 3000 };

describe('the address under which a request came', () => {
  test('ORIGIN settles it, whatever the Host header says', () => {
    const settings = { ...local, ORIGIN: 'https://delega.example.org' };
    const origin = originOf(asked({ host: 'evil.example.com' }), settings);
    expect(origin).toEqual({ protocol: 'https', host: 'delega.example.org' });
  });

  test.each(['localhost:3000', '127.0.0.1:3000', '[::1]:3000', 'localhost:8080', 'LOCALHOST:3000'])(
    'without ORIGIN, %s is this machine',
    (host) => {
      expect(originOf(asked({ host }), local)).toEqual({ protocol: 'http', host: host.toLowerCase() });
    },
  );

  test('without ORIGIN, HOST is this machine too', () => {
    const settings = { ...local, HOST: '192.168.1.5' };
    expect(originOf(asked({ host: '192.168.1.5:3000' }), settings).host).toBe('192.168.1.5:3000');
  });

  test.each([
    'evil.example.com',
    'localhost.evil.com',
    'localhost@evil.com',
    '127.0.0.1.evil.com',
    'localhost/x',
    '',
  ])('without ORIGIN, the Host header %j is not believed', (host) => {
    expect(originOf(asked({ host }), local).host).toBe('127.0.0.1:3000');
  });
});

describe('who asks', () => {
  const forwarded = { 'x-forwarded-for': '6.6.6.6, 203.0.113.7, 10.0.0.1' };

  test('without a proxy, X-Forwarded-For counts for nothing', () => {
    expect(senderOf(asked(forwarded), 0)).toBe('10.0.0.9');
  });

  test('each trusted proxy moves one place to the left', () => {
    expect(senderOf(asked(forwarded), 1)).toBe('10.0.0.1');
    expect(senderOf(asked(forwarded), 2)).toBe('203.0.113.7');
  });

  test('a header that is shorter than the proxies came around them', () => {
    expect(senderOf(asked({}), 2)).toBe('10.0.0.9');
    expect(senderOf(asked({ 'x-forwarded-for': '6.6.6.6' }), 2)).toBe('10.0.0.9');
  });

  test('an IPv4 address is written as one', () => {
    expect(senderOf(asked({}, '::ffff:192.0.2.1'), 0)).toBe('192.0.2.1');
  });
});
