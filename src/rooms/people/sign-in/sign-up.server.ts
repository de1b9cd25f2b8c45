import { createEmailVerificationToken } from 'better-auth/api';
import { verifyJWT } from 'better-auth/crypto';
import { z } from 'zod';
import { invalid, refused } from '#kernel/errors.ts';
import { isUuid } from '#kernel/id.ts';
import { newId } from '#kernel/new-id.server.ts';
import type { RateLimit } from '#kernel/rate.server.ts';
import { emailAddress, line, timeZone, type Locale } from '#kernel/text.ts';
import { atMost } from './at-most.ts';
import { asking, type Caller, type Entrance } from './entrance.server.ts';
import { newPassword, parsed } from './inputs.server.ts';
import { findPerson, inSteadyTime } from './known.server.ts';
import { endReplacedSession } from './sign-in.server.ts';
import { password, verificationHours } from './signing-in.ts';

const perPlace: RateLimit = { name: 'sign-up by place', uses: 20, minutes: 60 };
const perAddress: RateLimit = { name: 'sign-up by address', uses: 5, minutes: 60 };
const confirmationsPerPlace: RateLimit = { name: 'confirmation by place', uses: 20, minutes: 15 };

const newcomer = z.object({ name: line(100), email: emailAddress, password: newPassword, timeZone });

/**
 * Opens an account and mails a link that confirms the address. Who has an account already gets a mail that says so;
 * the answer to whoever asked is the same. An account whose address was never confirmed does not stand in the way: it
 * is replaced, with its password, its name and its links, since anybody may have opened it.
 *
 * @returns what this browser keeps, to confirm without the password later: the id of the account, or one like it
 * @throws Refusal `invalid`, `too_many`
 */
export async function signUp(entrance: Entrance, caller: Caller, input: unknown): Promise<string> {
  const { name, email, password, timeZone } = parsed(newcomer, input);
  await entrance.count(perPlace, caller.address);
  await entrance.count(perAddress, email);
  const body = { name, email, password, locale: caller.locale, timeZone };
  return inSteadyTime(entrance, () => opening(() => openAccount(entrance, caller, body)));
}

/** better-auth keeps a connection while it hashes the password of a new account: pages need the others. */
const opening = atMost(2);
const mostAttempts = 3;

async function openAccount(
  entrance: Entrance,
  caller: Caller,
  body: z.output<typeof newcomer> & { locale: Locale },
  attempt = 1,
): Promise<string> {
  await entrance.pool.query('delete from people where email = $1 and not email_verified', [body.email]);
  try {
    const { user } = await entrance.auth.api.signUpEmail({ body, headers: caller.headers });
    return user.id;
  } catch (failure) {
    // Somebody signed up with the same address at the same moment, and got the mail.
    if (await findPerson(entrance, body.email)) return newId();
    if (attempt === mostAttempts) throw failure;
    // And somebody else is replacing that account by now.
    return openAccount(entrance, caller, body, attempt + 1);
  }
}

/** Mails the confirming link again; for an address without an account, or with a confirmed one, a mail that says so. */
export async function resendConfirmation(entrance: Entrance, caller: Caller, input: unknown): Promise<void> {
  const { email } = parsed(z.object({ email: emailAddress }), input);
  await entrance.count(perPlace, caller.address);
  await entrance.count(perAddress, email);
  await inSteadyTime(entrance, async () => {
    const person = await findPerson(entrance, email);
    const to = {
      address: email,
      locale: person?.locale ?? caller.locale,
      timeZone: person?.timeZone ?? 'UTC',
    };
    if (!person) return entrance.mail({ template: 'people.no_account', to, facts: {} });
    if (person.isConfirmed) return entrance.mail({ template: 'people.already_registered', to, facts: {} });
    const token = await createEmailVerificationToken(
      entrance.secret,
      email,
      undefined,
      verificationHours * 3600,
      { userId: person.id },
    );
    return entrance.mail({ template: 'people.verify', to, facts: { token } });
  });
}

/** What a confirming link says: whose account it is; null for a link that is over or was not made by us. */
export async function accountInLink(entrance: Entrance, token: string): Promise<string | null> {
  const claims = await verifyJWT<{ userId?: string }>(token, entrance.secret);
  return claims?.userId && isUuid(claims.userId) ? claims.userId : null;
}

const confirmation = z.object({ token: z.string(), password: z.string().max(password.max).default('') });

/**
 * Confirms the address of an account and signs in. Whoever opens the link in the browser that signed up needs nothing
 * more; anywhere else the account's password is asked for. So a mail scanner that presses the button confirms nothing,
 * and an account that a stranger opened with my address does not become valid because I press the button.
 *
 * @param signingUp what `signUp` gave to this browser
 * @returns the cookies of the new session, or null where the address was confirmed before
 * @throws Refusal `invalid` (`wrong_password`), `too_many`, `refused: link_over`
 */
export async function confirmAddress(
  entrance: Entrance,
  caller: Caller,
  input: unknown,
  signingUp: string | undefined,
): Promise<Headers | null> {
  const { token, password } = parsed(confirmation, input);
  await entrance.count(confirmationsPerPlace, caller.address);
  const account = await accountInLink(entrance, token);
  if (!account) throw refused('link_over');
  if (account !== signingUp) await checkPassword(entrance, account, password);
  const { headers } = await asking(
    entrance.auth.api.verifyEmail({ query: { token }, headers: caller.headers, returnHeaders: true }),
    () => refused('link_over'),
  );
  const isSignedIn = headers.getSetCookie().some((cookie) => cookie.includes('.session_token='));
  if (!isSignedIn) return null;
  await endReplacedSession(entrance, caller);
  return headers;
}

async function checkPassword(entrance: Entrance, account: string, given: string): Promise<void> {
  if (!given) throw invalid({ password: 'required' });
  await entrance.count(perAddress, account);
  const { internalAdapter, password } = await entrance.auth.$context;
  const hash = (await internalAdapter.findCredentialAccount(account))?.password;
  // The account may have been replaced by a newer sign-up with the same address.
  if (!hash) throw refused('link_over');
  if (!(await password.verify({ hash, password: given }))) throw invalid({ password: 'wrong_password' });
}
