import { z } from 'zod';
import { invalid, notFound, refused } from '#kernel/errors.ts';
import type { PersonId } from '#kernel/id.ts';
import type { RateLimit } from '#kernel/rate.server.ts';
import { line } from '#kernel/text.ts';
import { asking, type Caller, type Entrance } from './entrance.server.ts';
import { newPassword, parsed } from './inputs.server.ts';
import { password } from './signing-in.ts';

/** Guesses of the own password, or of a code while the second factor is set up, by somebody who sits at an open session. */
const proofs: RateLimit = { name: 'proofs of person', uses: 20, minutes: 15 };

const ownPassword = z
  .string({ error: 'required' })
  .min(1, { error: 'required' })
  .max(password.max, { error: 'wrong_password' });
const withPassword = z.object({ password: ownPassword });

const refusedPassword =
  (field = 'password') =>
  (code: string) => {
    if (code === 'INVALID_PASSWORD') return invalid({ [field]: 'wrong_password' });
    return refused(code === 'CREDENTIAL_ACCOUNT_NOT_FOUND' ? 'no_password' : 'sign_in_again');
  };

/** Whether somebody has a password; whoever has none signs in by mailed links or passkeys, and may ask for a link to choose one. */
export async function hasPassword(entrance: Entrance, person: { id: PersonId }): Promise<boolean> {
  const { internalAdapter } = await entrance.auth.$context;
  return Boolean((await internalAdapter.findCredentialAccount(person.id))?.password);
}

/**
 * Changes the password and ends every other session; this browser gets a new one. The person is told by mail.
 *
 * @throws Refusal `invalid` (`current`: `wrong_password`; `password`), `too_many`, `refused: no_password`
 */
export async function changePassword(
  entrance: Entrance,
  caller: Caller,
  person: { id: PersonId },
  input: unknown,
): Promise<Headers> {
  const { current, password } = parsed(z.object({ current: ownPassword, password: newPassword }), input);
  await entrance.count(proofs, person.id);
  const { headers } = await asking(
    entrance.auth.api.changePassword({
      body: { currentPassword: current, newPassword: password, revokeOtherSessions: true },
      headers: caller.headers,
      returnHeaders: true,
    }),
    refusedPassword('current'),
  );
  await entrance.mail({ template: 'people.password_changed', to: person.id, facts: {} });
  return headers;
}

/** What an authenticator app needs to know: the address that the QR code holds, and the key to type by hand. */
export type TwoFactorSetup = { uri: string; key: string };

/** First step of switching the second factor on: makes its secret. Nothing is asked for until a code has been shown. */
export async function beginTwoFactor(
  entrance: Entrance,
  caller: Caller,
  person: { id: PersonId },
  input: unknown,
): Promise<TwoFactorSetup> {
  const body = parsed(withPassword, input);
  await entrance.count(proofs, person.id);
  const setup = await asking(
    entrance.auth.api.enableTwoFactor({ body: { ...body, method: 'totp' }, headers: caller.headers }),
    refusedPassword(),
  );
  if (setup.method !== 'totp') throw refused('sign_in_again');
  return { uri: setup.totpURI, key: keyIn(setup.totpURI) };
}

/** The set-up again, from the key that the form carried, for a page that comes back with a wrong code. */
export function setupFrom(key: unknown, email: string): TwoFactorSetup | null {
  if (typeof key !== 'string' || !/^[A-Z2-7]{16,128}$/.test(key)) return null;
  const parameters = new URLSearchParams({ secret: key, issuer: 'Delega', digits: '6', period: '30' });
  return { uri: `otpauth://totp/Delega:${encodeURIComponent(email)}?${parameters}`, key };
}

const keyIn = (uri: string) => new URL(uri).searchParams.get('secret') ?? '';

/**
 * Second step: a code of the app proves that it works, and the second factor is on. This browser gets a new session.
 *
 * @returns the recovery codes, shown this once
 * @throws Refusal `invalid` (`wrong_code`), `too_many`, `refused: sign_in_again`
 */
export async function finishTwoFactor(
  entrance: Entrance,
  caller: Caller,
  person: { id: PersonId },
  input: unknown,
): Promise<{ codes: string[]; headers: Headers }> {
  const digits = z.string({ error: 'required' }).transform((text) => text.replace(/\s/g, ''));
  const body = parsed(
    z.object({ code: digits.pipe(z.string().regex(/^\d{6}$/, { error: 'wrong_code' })) }),
    input,
  );
  await entrance.count(proofs, person.id);
  const { headers } = await asking(
    entrance.auth.api.verifyTOTP({ body, headers: caller.headers, returnHeaders: true }),
    (code) => (code === 'INVALID_CODE' ? invalid({ code: 'wrong_code' }) : refused('sign_in_again')),
  );
  const { backupCodes } = await entrance.auth.api.viewBackupCodes({ body: { userId: person.id } });
  await entrance.mail({ template: 'people.two_factor_on', to: person.id, facts: {} });
  return { codes: backupCodes, headers };
}

/** New recovery codes; the old ones stop working. @throws Refusal `invalid` (`wrong_password`), `too_many` */
export async function renewRecoveryCodes(
  entrance: Entrance,
  caller: Caller,
  person: { id: PersonId },
  input: unknown,
): Promise<string[]> {
  const body = parsed(withPassword, input);
  await entrance.count(proofs, person.id);
  const { backupCodes } = await asking(
    entrance.auth.api.generateBackupCodes({ body, headers: caller.headers }),
    refusedPassword(),
  );
  return backupCodes;
}

/** Switches the second factor off. @throws Refusal `invalid` (`wrong_password`), `too_many` */
export async function endTwoFactor(
  entrance: Entrance,
  caller: Caller,
  person: { id: PersonId },
  input: unknown,
): Promise<Headers> {
  const body = parsed(withPassword, input);
  await entrance.count(proofs, person.id);
  const { headers } = await asking(
    entrance.auth.api.disableTwoFactor({ body, headers: caller.headers, returnHeaders: true }),
    refusedPassword(),
  );
  await entrance.mail({ template: 'people.two_factor_off', to: person.id, facts: {} });
  return headers;
}

const passkeyId = z.uuid();

/** Renames one of the person's own passkeys. @throws Refusal `invalid`, `not_found` */
export async function renamePasskey(entrance: Entrance, caller: Caller, input: unknown): Promise<void> {
  const { passkey, name } = parsed(z.object({ passkey: z.string(), name: line(60) }), input);
  if (!passkeyId.safeParse(passkey).success) throw notFound();
  const body = { id: passkey, name };
  await asking(entrance.auth.api.updatePasskey({ body, headers: caller.headers }), notFound);
}

/** Removes one of the person's own passkeys: it no longer signs in. @throws Refusal `not_found` */
export async function removePasskey(entrance: Entrance, caller: Caller, input: unknown): Promise<void> {
  const { passkey } = parsed(z.object({ passkey: z.string() }), input);
  if (!passkeyId.safeParse(passkey).success) throw notFound();
  await asking(entrance.auth.api.deletePasskey({ body: { id: passkey }, headers: caller.headers }), notFound);
}
