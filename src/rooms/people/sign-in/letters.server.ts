import { z } from 'zod';
import { refused } from '#kernel/errors.ts';
import type { RateLimit } from '#kernel/rate.server.ts';
import { emailAddress } from '#kernel/text.ts';
import { asking, type Caller, type Entrance } from './entrance.server.ts';
import { newPassword, parsed } from './inputs.server.ts';
import { findPerson, inSteadyTime, type Known } from './known.server.ts';
import { asksForCode, endReplacedSession, type SignedIn } from './sign-in.server.ts';

const perPlace: RateLimit = { name: 'letters by place', uses: 20, minutes: 60 };
const perAddress: RateLimit = { name: 'letters by address', uses: 5, minutes: 60 };
const linksPerPlace: RateLimit = { name: 'links by place', uses: 30, minutes: 15 };

const asked = z.object({ email: emailAddress });

/** Mails a link that signs in without a password. @throws Refusal `invalid`, `too_many` */
export function requestMagicLink(entrance: Entrance, caller: Caller, input: unknown): Promise<void> {
  return writeToKnown(entrance, caller, input, async (email, { locale, timeZone }) => {
    const body = { email, metadata: { locale, timeZone } };
    await entrance.auth.api.signInMagicLink({ body, headers: caller.headers });
  });
}

/** Mails a link that leads to a new password. @throws Refusal `invalid`, `too_many` */
export function requestReset(entrance: Entrance, caller: Caller, input: unknown): Promise<void> {
  return writeToKnown(entrance, caller, input, async (email) => {
    await entrance.auth.api.requestPasswordReset({ body: { email }, headers: caller.headers });
  });
}

/**
 * Every address gets one mail, so that neither the answer nor its time says which are known. An address that was
 * never confirmed has no account yet: whoever opened one with it gets in only by confirming it.
 */
async function writeToKnown(
  entrance: Entrance,
  caller: Caller,
  input: unknown,
  write: (email: string, person: Known) => Promise<void>,
): Promise<void> {
  const { email } = parsed(asked, input);
  await entrance.count(perPlace, caller.address);
  await entrance.count(perAddress, email);
  await inSteadyTime(entrance, async () => {
    const person = await findPerson(entrance, email);
    if (person?.isConfirmed) return write(email, person);
    const to = { address: email, locale: person?.locale ?? caller.locale, timeZone: 'UTC' };
    return entrance.mail({ template: 'people.no_account', to, facts: {} });
  });
}

/** What our links carry. Anything else names nothing, as a link that is over; PostgreSQL would not even take a NUL. */
const tokenShape = /^[\w.~-]{1,200}$/;
const oneToken = z
  .string({ error: 'required' })
  .transform((token) => (tokenShape.test(token) ? token : 'none'));

/**
 * Signs in with a mailed link, which then is used up. Who has a second factor is asked for it now.
 *
 * @throws Refusal `too_many`, `refused: link_over`
 */
export async function signInWithLink(entrance: Entrance, caller: Caller, input: unknown): Promise<SignedIn> {
  const { token } = parsed(z.object({ token: oneToken }), input);
  await entrance.count(linksPerPlace, caller.address);
  // better-auth answers a link that is over by a redirect.
  const { response, headers } = await asking(
    entrance.auth.api.magicLinkVerify({ query: { token }, headers: caller.headers, returnHeaders: true }),
    () => refused('link_over'),
  );
  await endReplacedSession(entrance, caller);
  return { headers, needsCode: asksForCode(response) };
}

/** Whether a reset link still works: so that nobody thinks up a password for nothing. Changes nothing. */
export async function resetLinkWorks(entrance: Entrance, token: string): Promise<boolean> {
  if (!tokenShape.test(token)) return false;
  const { internalAdapter } = await entrance.auth.$context;
  const found = await internalAdapter.findVerificationValue(`reset-password:${token}`);
  return found !== null && found.expiresAt.getTime() > entrance.now().epochMilliseconds;
}

/**
 * Sets a new password with a mailed link, which then is used up; ends every session of the person and tells them by
 * mail. They sign in with it afterwards, with their second factor where they have one.
 *
 * @throws Refusal `invalid`, `too_many`, `refused: link_over`
 */
export async function resetPassword(entrance: Entrance, caller: Caller, input: unknown): Promise<void> {
  const { token, password } = parsed(z.object({ token: oneToken, password: newPassword }), input);
  await entrance.count(linksPerPlace, caller.address);
  const body = { token, newPassword: password };
  await asking(entrance.auth.api.resetPassword({ body, headers: caller.headers }), () =>
    refused('link_over'),
  );
}
