import { describe, expect, test } from 'vitest';
import { parseSettings, publicAddress, settingsTable, WrongSettings } from './settings.server.ts';

function complaintAbout(environment: Record<string, string>, language: 'es' | 'en' = 'en'): string {
  try {
    parseSettings(environment, language);
  } catch (error) {
    if (error instanceof WrongSettings) return error.message;
    throw error;
  }
  return '';
}

describe('settings', () => {
  test('nothing needs to be set', () => {
    const settings = parseSettings({});
    expect(settings).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', DELEGA_DATA: '.delega', TRUST_PROXY: 0 });
    expect(publicAddress(settings)).toBe('http://127.0.0.1:3000');
  });

  test('an empty variable counts as not set', () => {
    expect(parseSettings({ PORT: '', SMTP_URL: '' })).toEqual(parseSettings({}));
  });

  test.each(['abc', '-1', '65536', '3.5', '0x10'])('PORT=%s is refused in one line', (PORT) => {
    expect(complaintAbout({ PORT })).toBe(`PORT must be a whole number from 0 to 65535, not "${PORT}".`);
  });

  test('the complaint follows the language of the machine', () => {
    expect(complaintAbout({ TRUST_PROXY: 'yes' }, 'es')).toBe(
      'TRUST_PROXY debe ser un número entero de 0 a 9, no «yes».',
    );
  });

  test('a wrong address never shows the password in it', () => {
    expect(complaintAbout({ DATABASE_URL: 'mysql://me:hush@db/x' })).not.toContain('hush');
  });

  test('each wrong variable has its own line', () => {
    expect(complaintAbout({ PORT: 'x', ORIGIN: 'delega.example.org' }).split('\n')).toHaveLength(2);
  });

  test('the public address has no path and no trailing slash', () => {
    expect(parseSettings({ ORIGIN: 'https://delega.example.org/' }).ORIGIN).toBe(
      'https://delega.example.org',
    );
    expect(complaintAbout({ ORIGIN: 'https://example.org/delega' })).toContain('without a path');
  });

  test('a server that sends mail must say as whom', () => {
    expect(complaintAbout({ SMTP_URL: 'smtp://localhost', MAIL_FROM: '' })).toBe(
      'MAIL_FROM is needed because SMTP_URL is set: a mail address, such as Delega <hello@example.org>.',
    );
    const MAIL_FROM = 'Delega <hola@example.org>';
    expect(parseSettings({ SMTP_URL: 'smtp://localhost', MAIL_FROM }).MAIL_FROM).toBe(MAIL_FROM);
    expect(complaintAbout({ MAIL_FROM: 'a@b.org, c@d.org' })).toContain('MAIL_FROM');
  });

  test('a way in for mail needs the address of the answers', () => {
    expect(complaintAbout({ MAIL_LISTEN_PORT: '2525' })).toContain('MAIL_INBOUND_ADDRESS is needed');
    const MAIL_INBOUND_ADDRESS = '*@in.example.org';
    expect(parseSettings({ MAIL_LISTEN_PORT: '2525', MAIL_INBOUND_ADDRESS }).MAIL_LISTEN_PORT).toBe(2525);
    const MAIL_IMAP_URL = 'imaps://reply:secret@imap.example.org/INBOX';
    expect(complaintAbout({ MAIL_IMAP_URL })).toContain('MAIL_INBOUND_ADDRESS is needed');
    expect(parseSettings({ MAIL_IMAP_URL, MAIL_INBOUND_ADDRESS }).MAIL_IMAP_URL).toBe(MAIL_IMAP_URL);
    const wrong = complaintAbout({ MAIL_IMAP_URL: 'pop3://reply:secret@example.org', MAIL_INBOUND_ADDRESS });
    expect(wrong).toContain('imaps://');
    expect(wrong, 'a password is not printed').not.toContain('secret@example');
    expect(complaintAbout({ MAIL_INBOUND_ADDRESS: 'Reply <reply@example.org>' })).toContain('such as');
  });

  test('a server for all networks is announced under a name that opens', () => {
    expect(publicAddress(parseSettings({ HOST: '0.0.0.0' }))).toBe('http://localhost:3000');
    expect(publicAddress(parseSettings({ HOST: '::1', PORT: '80' }))).toBe('http://[::1]');
  });

  test.each(['es', 'en'] as const)('the table has a row for every setting (%s)', (language) => {
    const names = settingsTable(language)
      .split('\n')
      .slice(2)
      .map((row) => row.match(/`(\w+)`/)?.[1]);
    expect(names).toEqual([
      'PORT',
      'HOST',
      'ORIGIN',
      'DELEGA_DATA',
      'DATABASE_URL',
      'SMTP_URL',
      'MAIL_FROM',
      'MAIL_INBOUND_ADDRESS',
      'MAIL_LISTEN_PORT',
      'MAIL_LISTEN_HOST',
      'MAIL_IMAP_URL',
      'MAIL_TRUSTED_SERVER',
      'TRUST_PROXY',
    ]);
  });
});
