import { describe, expect, test } from 'vitest';
import { renderMail } from '#kernel/mail/render.ts';
import { delegationMails, type BriefMailFacts } from './mails.server.ts';

const facts: BriefMailFacts = {
  path: '/w/w1/briefs/b1#questions',
  title: 'Confirmar las citas',
  engagement: 'Estudio Lumbre',
  who: 'Ana',
  quote: 'Son <b>40</b> personas.\nDe ayer.',
  count: 2,
  date: '2026-11-28T17:00:00Z',
  wishedBy: '2026-11-30T17:00:00Z',
  wishedWhy: 'Empiezan las citas.',
  outcome: 'Todas confirmadas.',
  files: ['lista.pdf'],
  unmet: ['La lista está completa'],
  isStopped: true,
  isPromised: true,
};
const reader = (locale: 'es' | 'en') => ({ name: 'Bruno', locale, timeZone: 'Europe/Madrid' });
const written = (mail: string, own: BriefMailFacts, locale: 'es' | 'en') =>
  delegationMails[mail]!(own as never, reader(locale));
const both = Object.keys(delegationMails).flatMap((mail) => [
  [mail, 'es' as const] as const,
  [mail, 'en' as const] as const,
]);

describe('every mail about a brief', () => {
  test.each(both)('%s in %s says who, what, where and why, and has one button', (mail, locale) => {
    const { subject, text, html } = renderMail(
      written(mail, facts, locale),
      reader(locale),
      'https://d.example',
    );
    expect(subject).toContain('Confirmar las citas');
    expect(text).toContain('Ana');
    expect(text).toContain('> Son <b>40</b> personas.\n> De ayer.');
    expect(text).toContain('Estudio Lumbre');
    expect(text).toContain(`18:00 (Madrid)`);
    expect(text.match(/https:\/\/d\.example\/w\/w1\/briefs\/b1#questions/g)).toHaveLength(1);
    expect(html).toContain('Son &lt;b&gt;40&lt;/b&gt; personas.<br>De ayer.');
    expect(`${subject}${text}`).not.toMatch(/[{}!¡]|undefined|null/);
  });

  test.each(both)('%s in %s gets by with the least there is to say', (mail, locale) => {
    const bare = { path: '/w/w1/briefs/b1', title: null, engagement: 'Lumbre', who: 'Ana' };
    const { subject, text } = renderMail(written(mail, bare, locale), reader(locale), 'https://d.example');
    expect(subject).toContain(locale === 'es' ? 'Encargo sin título' : 'Untitled request');
    expect(text).not.toMatch(/[{}]|undefined|null/);
  });
});
