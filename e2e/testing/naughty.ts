/*
 * What people, programs and attackers type into fields. Each has a name, so that a failing test says which one it was.
 * Control and invisible characters are written as escapes: nobody sees them otherwise.
 */

const megabyte = 1024 * 1024;

/*
 * Small enough to be sent in every field of every form. What is handled alike stands in one text, short enough for
 * a name; what is handled by itself, such as a number or an address, stands alone.
 */

const ofWords: Record<string, string> = {
  empty: '',
  'one space': ' ',
  'kinds of space': ' \t\u00a0\u2003\u3000 ',
  'line breaks only': '\r\n\n\r',
  'a NUL': 'before\u0000after',
  'a NUL alone': '\u0000',
  'control characters': '\u0001\u0008\u000b\u001b[31mred\u007f',
  'a byte order mark': '\ufefftext',
  'text that turns around': 'file\u202egnp.exe \u2066open',
  'invisible characters': 'zero\u200bwidth\u200cnon\u200djoiner dele\u00adga',
  'only zero width': '\u200b\u200b',
  'beyond the basic plane': 'Hecho 👍🏽 👩‍👩‍👧 🇪🇸 𝒜 𠜎 🂡',
  'halves of a surrogate pair': 'half \udc4d and half \ud83d end',
  'accents and cases': 'Z\u0351\u036b\u0343\u0363a\u0368\u0326l\u0334g\u0317o é e\u0301 İßŉǰΐ ıİiI',
  'other scripts': 'الإحالة إلى المساعد בקשה 委托一份工作',
  noncharacters: '\ufffe\uffff \ufffd',
  quotes: `O'Hara "'\`«»“”‘’\` \\ \\n \\u0000 \\x00 \\\\`,
  'SQL that drops': `'; drop table briefs; --`,
  'SQL of other kinds': `' or '1'='1 $$; select pg_sleep(10); $$ %_% /* */ -- #`,
  'HTML that runs': `<script>alert(1)</script>"><img src=x onerror=alert(1)><svg/onload=alert(1)>`,
  'HTML that closes': '</textarea></form><h1>fuera</h1></title><script>alert(1)</script>',
  'a script address': 'javascript:alert(1)',
  'a data address': 'data:text/html,<script>alert(1)</script>',
  'HTML entities': '&lt;b&gt; &amp;amp; &#0; &#x110000;',
  'templates of ours': '{@html 1} {#if true}x{/if} {name} {who} {count}',
  'templates of others': '{{7*7}} ${7*7} <%= 7*7 %> #{7*7}',
  'key of a prototype': '__proto__',
  'another key of a prototype': 'constructor.prototype',
  paths: '../../../../etc/passwd ..%2f..%2f%00 C:\\Windows\\System32\\con',
  'formats and commands': '%s%s%n%p %d {0} %@ $(touch /tmp/x) `id` | cat & ;',
  'header injection': 'Asunto\r\nBcc: otra@example.org\r\n\r\nTexto',
  'header injection, encoded': 'Asunto%0d%0aBcc:%20otra@example.org =?utf-8?B?PHNjcmlwdD4=?=',
  'formula of a spreadsheet': '=HYPERLINK("http://example.org";"x")',
  JSON: '{"brief":null,"a":[1,2]}',
  'XML entity': '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
  'a long word': 'a'.repeat(5_000),
  'many lines': 'línea\n'.repeat(2_000),
};

/** What is more than words to a field for a number, a date, an address or a choice, and no more than words elsewhere. */
const ofValues: Record<string, string> = {
  'address of a host': 'http://169.254.169.254/latest/',
  'address without a host': 'http:///',
  'mail address with a name': 'Ana <ana@example.org>',
  'two mail addresses': 'ana@example.org,otra@example.org',
  'mail address with a quote': '"a b"@example.org',
  'a zero': '0',
  'below zero': '-1',
  'minus zero': '-0',
  'a fraction': '1.5',
  'a comma': '1,5',
  'a huge number': '99999999999999999999999999',
  'an exponent': '1e309',
  'not a number': 'NaN',
  infinity: 'Infinity',
  hexadecimal: '0x10',
  'Arabic digits': '١٢٣',
  'a word for true': 'true',
  'a word for null': 'null',
  'a day that is not': '2026-02-30',
  'a day before time': '0000-00-00',
  'a year too far': '+275760-09-13T00:00:00.001Z',
  'a year of five digits': '99999-01-01T00:00',
  'an hour that is not': '2026-11-24T24:61',
  'an hour that daylight saving skips': '2027-03-28T02:30',
  'a nil id': '00000000-0000-0000-0000-000000000000',
};

/** For a field in which people write in their own words, and for any field. */
export const naughtyWords = Object.entries(ofWords);
export const naughtyTexts = [...naughtyWords, ...Object.entries(ofValues)];

/** The nastiest few, for each field by itself while the others hold what they held. */
export const nastiest = [
  'empty',
  'a NUL',
  'text that turns around',
  'beyond the basic plane',
  'SQL that drops',
  'HTML that closes',
  'key of a prototype',
  'header injection',
  'a huge number',
  'a year too far',
  'a nil id',
  'many lines',
].map((name) => [name, ofWords[name] ?? ofValues[name] ?? ''] as const);

/** Too much for a form as a whole. */
export const tooMuch = 'x'.repeat(megabyte);
