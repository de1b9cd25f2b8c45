import { afterAll, describe, expect, test } from 'vitest';
import { mailLimits } from './limits.ts';
import { openMailReader } from './reader.server.ts';

const reader = openMailReader();
afterAll(() => reader.close());

const read = (text: string | Uint8Array) => reader.read(typeof text === 'string' ? Buffer.from(text) : text);
const multipart = (parts: string[], boundary = 'b') =>
  `From: bruno@example.org\r\nContent-Type: multipart/mixed; boundary=${boundary}\r\n\r\n${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('')}--${boundary}--\r\n`;

describe('what is too much', () => {
  test('a hundred thousand parts', async () => {
    expect(await read(multipart(Array<string>(100_000).fill('\r\nx')))).toMatchObject({
      mail: null,
      tooMuch: 'parts',
    });
  });
  test('parts within parts within parts', async () => {
    let inner = 'Content-Type: text/plain\r\n\r\nx';
    for (let depth = 0; depth < 60; depth++)
      inner = `Content-Type: multipart/mixed; boundary=b${depth}\r\n\r\n--b${depth}\r\n${inner}\r\n--b${depth}--`;
    expect(await read(`From: a@example.org\r\n${inner}`)).toMatchObject({ mail: null, tooMuch: 'depth' });
  });
  test('headers without an end', async () => {
    expect(await read(`X-Long: ${'a'.repeat(mailLimits.headerBytes * 2)}`)).toMatchObject({
      mail: null,
      tooMuch: 'headers',
    });
  });
  test('more bytes than a mail may have', async () => {
    expect(await read(Buffer.alloc(mailLimits.bytes + 1, 'a'))).toMatchObject({
      mail: null,
      tooMuch: 'bytes',
    });
  });
});

describe('what can be read', () => {
  const plain = async (...lines: string[]) => (await read(lines.join('\r\n'))).mail;
  test('a page without plain text, its quotation marked', async () => {
    const mail = await plain(
      ...['From: Bruno <Bruno@Example.org>', 'Content-Type: text/html; charset=utf-8', ''],
      '<p>Sí, <b>adelante</b></p><div>El lun, 3 nov 2026 a las 10:12, Ana escribió:</div><blockquote>Así lo entendí</blockquote><script>alert(1)</script>',
    );
    expect(mail?.anew).toBe('Sí, adelante');
    expect(mail?.from?.address).toBe('bruno@example.org');
    expect(mail?.text).not.toContain('alert');
  });
  test('letters of another age', async () => {
    const raw = Buffer.from(
      'From: a@example.org\r\nContent-Type: text/plain; charset=windows-1252\r\n\r\nA\xf1ade 5 \x80',
      'latin1',
    );
    expect((await read(raw)).mail?.anew).toBe('Añade 5 €');
  });
  test('a charset that nobody knows, and none at all', async () => {
    expect(
      await plain('From: a@example.org', 'Content-Type: text/plain; charset=x-klingon', '', 'Hola'),
    ).toMatchObject({ anew: 'Hola' });
    expect(await plain('From: a@example.org', '', 'Hola')).toMatchObject({ anew: 'Hola' });
  });
  test('a meeting, a bag of Outlook and a forwarded mail are files', async () => {
    const { mail } = await read(
      multipart([
        'Content-Type: text/plain\r\n\r\nMira',
        'Content-Type: text/calendar; method=REQUEST\r\nContent-Disposition: attachment\r\n\r\nBEGIN:VCALENDAR',
        'Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\neJ8+Ig==',
        'Content-Type: message/rfc822\r\n\r\nFrom: c@example.org\r\n\r\nUna vez',
      ]),
    );
    expect(mail?.anew).toBe('Mira');
    expect(mail?.files.map(({ name }) => name)).toEqual(['invite.ics', 'winmail.dat', 'mail.eml']);
  });
  test('a name of a file stays on one line, and in the direction in which it is written', async () => {
    const named = (name: string) =>
      `Content-Type: application/pdf\r\nContent-Disposition: attachment; ${name}\r\n\r\nx`;
    const { mail } = await read(
      multipart([
        named("filename*=utf-8''lista%0d%0aX-Evil:%20yes.pdf"),
        named("filename*=utf-8''factura%e2%80%aefdp.exe"),
        named("filename*=utf-8''%0d%0a"),
      ]),
    );
    expect(mail?.files.map(({ name }) => name)).toEqual(['lista X-Evil: yes.pdf', 'facturafdp.exe', 'file']);
  });
  test('nothing at all', async () => {
    expect((await read('')).mail).toMatchObject({ from: null, anew: '' });
  });
});
