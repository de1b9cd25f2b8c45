import { expect, test } from 'vitest';
import { renderMail } from '#kernel/mail/render.ts';
import type { Reader } from '#kernel/mail/template.ts';
import { linkPath, signInMails } from './mails.server.ts';

const origin = 'https://delega.example.org';
const facts = { token: 'a.b-c_d' } as unknown as Record<string, never>;

test.each(Object.keys(signInMails).flatMap((name) => [[name, 'es'] as const, [name, 'en'] as const]))(
  '%s says in %s what it is about, has one button, and why it came',
  (name, locale) => {
    const reader: Reader = { name: 'Vera', locale, timeZone: 'UTC' };
    const mail = renderMail(signInMails[name]!(facts, reader), reader, origin);
    expect(mail.subject).not.toBe('');
    expect(mail.html.match(/<a [^>]*background/g)).toHaveLength(1);
    expect(mail.text).toMatch(/https:\/\/delega\.example\.org\/\S+/);
    expect(mail.text + mail.subject).not.toMatch(/undefined|\{|!|¡/);
    // What a stranger typed never travels in a mail to somebody else.
    expect(mail.text).not.toContain('Vera');
  },
);

test('a mailed link leads to a page with a button, never to the act itself', () => {
  expect(linkPath('magic', 'a+b/c')).toBe('/confirm?kind=magic&token=a%2Bb%2Fc');
});
