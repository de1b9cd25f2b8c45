import { describe, expect, it } from 'vitest';
import { doubtAbout, isAutomatic, isBounce } from './sender.ts';

const headers = (...lines: string[]) =>
  lines.map((line) => {
    const colon = line.indexOf(':');
    return { name: line.slice(0, colon).toLowerCase(), value: line.slice(colon + 1).trim() };
  });

describe('what nobody wrote', () => {
  it.each([
    'Auto-Submitted: auto-replied',
    'Auto-Submitted: auto-generated; x=y',
    'Precedence: bulk',
    'Precedence: auto_reply',
    'X-Autoreply: yes',
    'X-Autorespond: away',
    'List-Id: <list.example.org>',
    'X-Loop: somebody@example.org',
  ])('%s', (line) => expect(isAutomatic(headers(line), 'Re: Hola')).toBe(true));
  it.each([
    'Respuesta automática: Hola',
    'Automatic reply: Hola',
    'Out of Office: back on Monday',
    'Fuera de la oficina',
  ])('a subject «%s»', (subject) => expect(isAutomatic([], subject)).toBe(true));
  it.each(['Auto-Submitted: no', 'Precedence: normal', 'X-Auto-Response-Suppress: None'])(
    '%s is a person',
    (line) => expect(isAutomatic(headers(line), 'Re: respuesta automática del formulario')).toBe(false),
  );
});

it('a report of a mail that did not arrive is none of an answer', () => {
  const report = headers('Content-Type: multipart/report; report-type=delivery-status; boundary=x');
  expect(isBounce(report, 'x@example.org', 'x@example.org')).toBe(true);
  expect(isBounce([], '', 'MAILER-DAEMON@mx.example.org')).toBe(true);
  expect(isBounce([], '', 'bruno@example.org')).toBe(false);
  expect(isBounce([], 'bruno@example.org', 'bruno@example.org')).toBe(false);
});

describe('a sender', () => {
  const bruno = 'bruno@example.org';
  const doubt = (from: string | null, lines: string[] = [], server: string | null = 'mx.example.net') =>
    doubtAbout({ from, headers: headers(...lines) }, bruno, server);

  it('writes from the address that we know', () => {
    expect(doubt('Bruno@Example.org')).toBe(null);
    expect(doubt('bruno@example.com')).toBe('other_address');
    expect(doubt(null)).toBe('no_sender');
  });
  it('is doubted where the receiving server says so', () => {
    expect(doubt(bruno, ['Authentication-Results: mx.example.net; spf=pass; dmarc=fail (p=none)'])).toBe(
      'not_authentic',
    );
    expect(doubt(bruno, ['Authentication-Results: mx.example.net; spf=fail; dkim=none'])).toBe(
      'not_authentic',
    );
    expect(doubt(bruno, ['Authentication-Results: mx.example.net; spf=fail; dkim=pass'])).toBe(null);
    expect(doubt(bruno, ['Authentication-Results: mx.example.net 1; dmarc=pass'])).toBe(null);
  });
  it('can say nothing good of themselves: only the server of the settings is believed, and its topmost line', () => {
    expect(doubt(bruno, ['Authentication-Results: evil.example; dmarc=fail'])).toBe(null);
    expect(
      doubt(bruno, [
        'Authentication-Results: mx.example.net; dmarc=fail',
        'Authentication-Results: mx.example.net; dmarc=pass',
      ]),
    ).toBe('not_authentic');
    expect(doubt(bruno, ['Authentication-Results: mx.example.net; dmarc=fail'], null)).toBe(null);
  });
});
