import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deviceOf, isFresh, pathAfterSignIn } from './signing-in.ts';

const origin = 'https://delega.example.org';

test.each([
  ['/w/1/briefs?state=sent', '/w/1/briefs?state=sent'],
  ['', '/home'],
  [null, '/home'],
  ['https://evil.example.org/', '/home'],
  ['//evil.example.org/x', '/home'],
  ['/\\evil.example.org', '/home'],
  ['/.//evil.example.org', '/home'],
  ['/w/..//evil.example.org', '/home'],
  ['/\t/evil.example.org', '/home'],
  ['javascript:alert(1)', '/home'],
])('after signing in, %j leads to %s', (wished, path) => {
  expect(pathAfterSignIn(wished, origin)).toBe(path);
});

test('whatever is wished, nobody leaves this host', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.webUrl(),
        fc.string().map((text) => `/${text}`),
        fc.array(fc.constantFrom('/', '.', '\\', 'evil.example.org')).map((parts) => `/${parts.join('')}`),
      ),
      (wished) => {
        expect(new URL(pathAfterSignIn(wished, origin), origin).origin).toBe(origin);
      },
    ),
  );
});

test('a session is young for an hour', () => {
  const begun = Temporal.Instant.from('2026-11-24T15:00:00Z');
  expect(isFresh(begun, begun.add({ minutes: 59 }))).toBe(true);
  expect(isFresh(begun, begun.add({ minutes: 60 }))).toBe(false);
});

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox · Windows'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
    'Safari · iPhone',
  ],
  [
    'Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
    'Chrome · Android',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
    'Edge · Windows',
  ],
  ['curl/8.5.0', null],
  ['', null],
  [null, null],
])('%s is %s', (userAgent, device) => {
  expect(deviceOf(userAgent)).toBe(device);
});
