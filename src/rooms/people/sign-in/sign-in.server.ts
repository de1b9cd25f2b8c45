import { z } from 'zod';
import { invalid, refused, Refusal } from '#kernel/errors.ts';
import type { RateLimit } from '#kernel/rate.server.ts';
import { emailAddress } from '#kernel/text.ts';
import { asking, type Caller, type Entrance } from './entrance.server.ts';
import { parsed } from './inputs.server.ts';
import { sessionTokenIn } from './session.server.ts';
import { password } from './signing-in.ts';

const perPlace: RateLimit = { name: 'sign-in by place', uses: 40, minutes: 15 };
const perAddress: RateLimit = { name: 'sign-in by address', uses: 10, minutes: 15 };
const codesPerPlace: RateLimit = { name: 'second factor by place', uses: 20, minutes: 15 };

/** Signed in with these cookies; or not yet, because the second factor is asked for. */
export type SignedIn = { headers: Headers; needsCode: boolean };

const credentials = z.object({
  email: emailAddress,
  password: z.string().min(1, { error: 'required' }).max(password.max, { error: 'password_too_long' }),
});

/**
 * Signs in with address and password. An unknown address, a wrong password and an address that was never confirmed
 * get one and the same answer, in the same time: better-auth hashes the password in each case.
 *
 * @throws Refusal `invalid`, `too_many`, `refused: wrong_sign_in`
 */
export async function signInWithPassword(
  entrance: Entrance,
  caller: Caller,
  input: unknown,
): Promise<SignedIn> {
  const { email, password } = parsed(credentials, input);
  await entrance.count(perPlace, caller.address);
  await entrance.count(perAddress, email);
  const { response, headers } = await asking(
    entrance.auth.api.signInEmail({
      body: { email, password },
      headers: caller.headers,
      returnHeaders: true,
    }),
    () => refused('wrong_sign_in'),
  );
  await endReplacedSession(entrance, caller);
  return { headers, needsCode: asksForCode(response) };
}

const secondFactor = z.object({
  code: z
    .string({ error: 'required' })
    .transform((text) => text.replace(/\s/g, ''))
    .pipe(z.string().min(1, { error: 'required' }).max(40, { error: 'wrong_code' })),
});

/**
 * The second step of signing in: six digits of an authenticator app, or one of the recovery codes, which is then used
 * up. better-auth gives a sign-in five tries, and an account ten in a row before it waits a quarter of an hour.
 *
 * @throws Refusal `invalid` (`wrong_code`), `too_many`, `refused: sign_in_again` when the first step is over
 */
export async function signInWithCode(entrance: Entrance, caller: Caller, input: unknown): Promise<SignedIn> {
  const { code } = parsed(secondFactor, input);
  await entrance.count(codesPerPlace, caller.address);
  const isDigits = /^\d{6}$/.test(code);
  const { api } = entrance.auth;
  const options = { body: { code }, headers: withoutSession(caller.headers), returnHeaders: true } as const;
  const call = isDigits ? api.verifyTOTP(options) : api.verifyBackupCode(options);
  const { headers } = await asking<{ headers: Headers }>(call, refusedCode);
  return { headers, needsCode: false };
}

/** Ends this browser's session. Works without one too. */
export async function signOut(entrance: Entrance, caller: Caller): Promise<Headers> {
  const { headers } = await entrance.auth.api.signOut({ headers: caller.headers, returnHeaders: true });
  return headers;
}

/** better-auth answers a first step that is not enough with `twoFactorRedirect`, which its types leave out. */
export function asksForCode(response: unknown): boolean {
  return (response as { twoFactorRedirect?: boolean } | null)?.twoFactorRedirect === true;
}

/** Somebody who signs in again in the same browser leaves no session behind that nobody uses. */
export async function endReplacedSession(entrance: Entrance, caller: Caller): Promise<void> {
  const token = sessionTokenIn(caller.headers.get('cookie'), entrance.secret);
  if (token) await entrance.pool.query('delete from sessions where token = $1', [token]);
}

function refusedCode(code: string): Refusal {
  if (code === 'INVALID_CODE' || code === 'INVALID_BACKUP_CODE') return invalid({ code: 'wrong_code' });
  if (code === 'ACCOUNT_TEMPORARILY_LOCKED') return new Refusal('too_many');
  return refused('sign_in_again');
}

/** The second step must not be answered from a session that this browser still has, perhaps of somebody else. */
function withoutSession(headers: Headers): Headers {
  const copy = new Headers(headers);
  const cookies = (headers.get('cookie') ?? '')
    .split(';')
    .filter((pair) => !pair.includes('.session_token='));
  copy.set('cookie', cookies.join(';'));
  return copy;
}
