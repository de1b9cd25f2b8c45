/*
 * A hundred mails that no honest program writes, and some that honest ones do write and readers stumble over. The same
 * every time; each has a name, so that a failing test says which one it was.
 */

type Mail = { name: string; raw: Buffer };

const crlf = '\r\n';
const from = 'From: Irene <irene@example.org>';
const plain = 'Content-Type: text/plain; charset=utf-8';
const lines = (...parts: (string | readonly string[])[]) => Buffer.from(parts.flat().join(crlf), 'latin1');
const base64 = (bytes: string | Buffer) =>
  Buffer.from(bytes).toString('base64').replace(/.{76}/g, `$&${crlf}`);

/** A mail of several parts, each with its headers and an empty line. */
const multipart = (parts: readonly string[], boundary = 'b', kind = 'mixed') =>
  lines(
    from,
    `Content-Type: multipart/${kind}; boundary="${boundary}"`,
    '',
    parts.flatMap((part) => [`--${boundary}`, part]),
    `--${boundary}--`,
    '',
  );
const attachment = (disposition: string, type = 'application/octet-stream') =>
  multipart([
    `${plain}${crlf}${crlf}Mira`,
    `Content-Type: ${type}${crlf}Content-Disposition: ${disposition}${crlf}Content-Transfer-Encoding: base64${crlf}${crlf}SG9sYQ==`,
  ]);
const html = (page: string) => lines(from, 'Content-Type: text/html; charset=utf-8', '', page);
const subject = (text: string) => lines(from, `Subject: ${text}`, '', 'Hola');

/** Bytes that look random and never change (a linear congruential generator, Numerical Recipes' constants). */
function noise(length: number, seed: number): Buffer {
  const bytes = Buffer.alloc(length);
  let state = seed >>> 0;
  for (let at = 0; at < length; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[at] = state >>> 24;
  }
  return bytes;
}

const named = (family: string, mails: Record<string, Buffer>): Mail[] =>
  Object.entries(mails).map(([name, raw]) => ({ name: `${family}: ${name}`, raw }));
const each = <Value>(values: readonly Value[], make: (value: Value) => Buffer): Record<string, Buffer> =>
  Object.fromEntries(values.map((value, at) => [`${at} ${String(value).slice(0, 40)}`, make(value)]));

const charsets = [
  'utf-7',
  'utf-16',
  'utf-16be',
  'utf-32',
  'iso-2022-jp',
  'gb18030',
  'ebcdic-cp-es',
  'x-mac-roman',
  '"',
  '../../etc/passwd',
  '__proto__',
  'a'.repeat(5_000),
];

const encodings = [
  'base64',
  'quoted-printable',
  'x-uuencode',
  '7bit',
  'binary',
  'BASE64 (quoted)',
  '\u00ff',
  '',
];

const injections = [
  'a\nBcc: otra@example.org',
  '=?utf-8?Q?a=0D=0ABcc:_otra@example.org?=',
  '=?utf-8?B?YQ0KQmNjOiBvdHJhQGV4YW1wbGUub3Jn?=',
  '=?utf-8?Q?=00=00?=',
  '=?utf-8?Q?' + '=E2=80=AE'.repeat(50) + '?=',
  '=?utf-8?Q?' + 'a'.repeat(20_000) + '?=',
  '=?x-klingon?Q?a?= =?utf-8?X?b?= =?utf-8?Q?c',
  '=?utf-8?B?' + '/'.repeat(999) + '?=',
  '<script>alert(1)</script>',
  '{@html 1} ${7*7} {{7*7}}',
  '=?'.repeat(10_000),
];

const senders = [
  'From: irene@example.org, otra@example.org',
  'From: irene@example.org\r\nFrom: otra@example.org',
  'From: "irene@example.org" <otra@example.org>',
  'From: irene@example.org <otra@example.org>',
  'From: Equipo: irene@example.org, otra@example.org;',
  'From: <>',
  'From: @@@@',
  'From: ' + '('.repeat(5_000),
  'From: ' + 'a,'.repeat(20_000),
  'From: "' + '\\"'.repeat(20_000),
  'Sender: irene@example.org',
  'From:\u00ff\u00fe\u0000',
];

const fileNames = [
  'attachment; filename="../../../etc/passwd"',
  'attachment; filename="C:\\\\Windows\\\\con"',
  'attachment; filename="\u0000.exe"',
  "attachment; filename*=utf-8''%E2%80%AEgnp.exe",
  "attachment; filename*0*=utf-8''a; filename*1*=%0D%0AX; filename*99999=b",
  "attachment; filename*=klingon'x'%FF%FF",
  'attachment; filename="' + 'a'.repeat(50_000) + '.pdf"',
  'attachment; filename="=?utf-8?B?Li4vLi4vLi4vYQ==?="',
  'attachment; filename=' + ';'.repeat(10_000),
  'inline; filename="<img src=x onerror=alert(1)>.png"',
];

const pages = [
  '<div>'.repeat(50_000) + 'a',
  '<table><tr><td>'.repeat(5_000),
  '<p>'.repeat(100_000),
  '<a href="' + 'x'.repeat(500_000) + '">a</a>',
  '<!--'.repeat(50_000),
  '<' + 'a '.repeat(100_000),
  '&#x110000;&#0;&#xD800;'.repeat(10_000),
  '<blockquote>'.repeat(2_000) + 'a' + '</blockquote>'.repeat(2_000),
  '<script>' + 'a'.repeat(300_000),
  '<style>@import url(http://169.254.169.254/)</style><img src="http://169.254.169.254/">Hola',
];

const texts = {
  'one line of 5 MB': 'a'.repeat(5_000_000),
  'a million empty lines': '\n'.repeat(1_000_000),
  'only quotation marks': '> '.repeat(200_000),
  'signs of a signature': '--\n-- \n'.repeat(50_000),
  'headings of answers': 'El lun, 3 nov 2026 a las 10:12, Ana escribió:\n'.repeat(5_000),
  'a heading that never ends': `El lun, ${'3 nov 2026 '.repeat(20_000)}`,
  'dashes and angles': '-----Original Message-----\n'.repeat(10_000),
  'marks that combine': 'a' + '\u0301'.repeat(100_000),
};

const nested = (depth: number) => {
  let inner = 'Content-Type: text/plain\r\n\r\nx';
  for (let at = 0; at < depth; at++)
    inner = `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n${inner}\r\n--b${at}--`;
  return lines(from, inner);
};
const forwarded = (depth: number) => {
  let inner = `${from}${crlf}${crlf}x`;
  for (let at = 0; at < depth; at++)
    inner = `${from}${crlf}Content-Type: message/rfc822${crlf}${crlf}${inner}`;
  return lines(inner);
};

const structures = {
  '100,000 parts': multipart(Array<string>(100_000).fill(`${crlf}x`)),
  '400 parts': multipart(Array<string>(400).fill(`${crlf}x`)),
  '300 files': multipart(Array<string>(300).fill(`Content-Disposition: attachment${crlf}${crlf}x`)),
  'depth 15': nested(15),
  'depth 60': nested(60),
  'depth 2,000': nested(2_000),
  'forwarded 3 times': forwarded(3),
  'forwarded 500 times': forwarded(500),
  'a boundary that is empty': multipart(['\r\nx'], ''),
  'a boundary of 5,000 signs': multipart(['\r\nx'], 'b'.repeat(5_000)),
  'a boundary that is a pattern': multipart(['\r\nx'], '(.*)+$[a-'),
  'a boundary that begins another': lines(
    from,
    'Content-Type: multipart/mixed; boundary=a',
    '',
    '--a',
    'Content-Type: multipart/mixed; boundary=ab',
    '',
    '--ab',
    '',
    'x',
    '--ab--',
    '--a--',
  ),
  'no end': lines(from, 'Content-Type: multipart/mixed; boundary=b', '', '--b', plain, '', 'Hola'),
  'ends before it begins': lines(
    from,
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b--',
    '',
    '--b',
    '',
    'x',
  ),
  'alternatives without text': multipart([`Content-Type: image/png${crlf}${crlf}x`], 'b', 'alternative'),
  'a part without an empty line': multipart([plain]),
  '5,000 headers': lines(from, Array<string>(5_000).fill('X-A: b'), '', 'Hola'),
  'a header of 1 MB': lines(from, `X-A: ${'a'.repeat(1_000_000)}`, '', 'Hola'),
  'a header folded 20,000 times': lines(from, `X-A: a${`${crlf} b`.repeat(20_000)}`, '', 'Hola'),
  'headers without names': lines(from, ':', ': :', '\u0000: a', 'a b: c', '', 'Hola'),
  'lines that end in every way': lines(`${from}\rX: a\n\rY: b\n\nHola\r\r\n`),
  'nothing at all': Buffer.alloc(0),
  'a NUL alone': Buffer.from([0]),
};

const files = {
  'a bag of Outlook': attachment('attachment; filename=winmail.dat', 'application/ms-tnef'),
  'a bag that lies about its length': multipart([
    `Content-Type: application/ms-tnef; name=winmail.dat${crlf}Content-Transfer-Encoding: base64${crlf}${crlf}${base64(Buffer.from('789f3e220100ffffffff7fffffff', 'hex'))}`,
  ]),
  'an archive that says it unpacks to 4 GB': multipart([
    `Content-Type: application/zip; name=a.zip${crlf}Content-Transfer-Encoding: base64${crlf}${crlf}${base64(Buffer.concat([Buffer.from('504b0304140000000800', 'hex'), Buffer.alloc(8), Buffer.from('10000000ffffffff', 'hex')]))}`,
  ]),
  'a calendar without an end': attachment('inline', 'text/calendar; method=REQUEST; charset=utf-16'),
  'a picture of one byte': attachment('inline', 'image/png'),
  'base64 of 8 MB': multipart([
    `Content-Type: application/pdf${crlf}Content-Transfer-Encoding: base64${crlf}${crlf}${base64(Buffer.alloc(6_000_000, 'a'))}`,
  ]),
  'base64 that is none': multipart([
    `Content-Type: application/pdf${crlf}Content-Transfer-Encoding: base64${crlf}${crlf}${'%=\u00e9 '.repeat(100_000)}`,
  ]),
  'quoted-printable that is none': lines(
    from,
    'Content-Type: text/plain',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    '=G1=\u00ff='.repeat(50_000),
  ),
};

export const hostileMails: readonly Mail[] = [
  ...named(
    'charset',
    each(charsets, (charset) =>
      lines(from, `Content-Type: text/plain; charset=${charset}`, '', 'A\u00f1o +AGE- \u001b$B\u0000'),
    ),
  ),
  ...named(
    'encoding',
    each(encodings, (encoding) =>
      lines(from, plain, `Content-Transfer-Encoding: ${encoding}`, '', '=C3=B1 SG9sYQ== begin 644 a'),
    ),
  ),
  ...named('subject', each(injections, subject)),
  ...named(
    'sender',
    each(senders, (sender) => lines(sender, 'Subject: Hola', '', 'Hola')),
  ),
  ...named(
    'file name',
    each(fileNames, (disposition) => attachment(disposition)),
  ),
  ...named('page', each(pages, html)),
  ...named(
    'text',
    Object.fromEntries(
      Object.entries(texts).map(([name, text]) => [
        name,
        Buffer.concat([lines(from, plain, '', ''), Buffer.from(text)]),
      ]),
    ),
  ),
  ...named('structure', structures),
  ...named('file', files),
  ...named(
    'noise',
    each([1, 2, 3], (seed) => noise(200_000, seed)),
  ),
  ...named(
    'noise after a header',
    each([4, 5, 6], (seed) =>
      Buffer.concat([
        lines(from, 'Content-Type: multipart/mixed; boundary=b', '', '--b', ''),
        noise(200_000, seed),
      ]),
    ),
  ),
];
