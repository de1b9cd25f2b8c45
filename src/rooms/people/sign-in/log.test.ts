import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi, type MockInstance } from 'vitest';
import { logSignIn } from './log.server.ts';

let said: MockInstance<typeof console.error>;
beforeEach(() => {
  said = vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => said.mockRestore());

function databaseError(message: string, code: string): pg.DatabaseError {
  const error = new pg.DatabaseError(message, message.length, 'error');
  return Object.assign(error, { code, detail: 'Key (email)=(ana@example.org) already exists.' });
}
const duplicate = databaseError('duplicate key value violates unique constraint "people_email_key"', '23505');

test.each([
  ['a request of another site', 'Invalid origin: https://evil.example.org', undefined],
  ['a link to elsewhere', 'Invalid callbackURL: https://evil.example.org', undefined],
  ['a passkey that does not fit', 'Failed to verify authentication', new Error('Unexpected challenge')],
  ['a passkey that can’t be added', 'Failed to verify registration', new Error('Unexpected origin')],
  ['an address that two took at once', 'Failed to create user', duplicate],
])('%s is a refusal and not reported', (_what, message, cause) => {
  logSignIn('error', message, cause);
  expect(said).not.toHaveBeenCalled();
});

test.each([
  ['Failed to create user', databaseError('column "nickname" does not exist', '42703'), 'nickname'],
  ['Failed to create user', undefined, 'Failed to create user'],
  ['Failed to verify authentication', new Error('Connection terminated unexpectedly'), 'terminated'],
  ['Failed to verify authentication', databaseError('permission denied', '42501'), 'permission denied'],
  ['Failed to send the sign-up verification email', duplicate, 'people_email_key'],
])('“%s” is reported with its cause %s, and names nobody', (message, cause, why) => {
  logSignIn('error', message, cause);
  expect(said).toHaveBeenCalledExactlyOnceWith(expect.stringContaining(message));
  expect(said).toHaveBeenCalledExactlyOnceWith(expect.stringContaining(why));
  expect(said).not.toHaveBeenCalledWith(expect.stringContaining('ana@example.org'));
});
