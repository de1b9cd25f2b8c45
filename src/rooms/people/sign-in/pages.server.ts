import { redirect, type RequestEvent } from '@sveltejs/kit';
import { Refusal } from '#kernel/errors.ts';
import { refuseForm } from '#kernel/web/form.server.ts';
import { rememberLanguage } from '#kernel/web/language.server.ts';
import { applyAuthCookies } from './cookies.server.ts';
import { callerOf, type Caller } from './entrance.server.ts';
import { actorOf } from './session.server.ts';
import type { SignedIn } from './sign-in.server.ts';
import { pathAfterSignIn } from './signing-in.ts';

/** Who sent the form or opened the page, for the functions of this room. */
export function callerHere({ request, locals, getClientAddress }: RequestEvent): Caller {
  return callerOf(request, getClientAddress(), locals.locale);
}

/** Does the work of a form; a refusal becomes the form again, filled and with its errors. */
export async function orRefuse<T>(posted: FormData, work: () => Promise<T>, form = '') {
  try {
    return await work();
  } catch (failure) {
    if (failure instanceof Refusal) return refuseForm(failure, posted, form);
    throw failure;
  }
}

/** Lets somebody in: cookies, their language, and on to where they wished to go; or to the second step. */
export async function goIn(
  event: RequestEvent,
  { headers, needsCode }: SignedIn,
  next: unknown,
): Promise<never> {
  const { entrance } = event.locals.house;
  applyAuthCookies(event, headers);
  const path = pathAfterSignIn(next, event.url.origin);
  if (needsCode) redirect(303, `/sign-in/code?next=${encodeURIComponent(path)}`);
  const cookies = headers.getSetCookie().map((line) => line.split(';')[0]);
  const person = await actorOf(entrance.pool, cookies.join('; '), entrance.secret, entrance.now());
  if (person && person.locale !== event.locals.locale)
    rememberLanguage(event.cookies, person.locale, event.url);
  redirect(303, path);
}

/** What a browser keeps between a form and the mail that follows it. Nothing of it tells whether an address is known. */
type Waiting = {
  /** The address that was typed and what was asked for, to say it on the next page. */
  mailed: string;
  /** The account that this browser opened: here the confirming link needs no password. */
  signing_up: string;
  /** Where to go once signed in. */
  next: string;
};

const aDay = 24 * 3600;

export function keep<Name extends keyof Waiting>(
  event: RequestEvent,
  name: Name,
  value: Waiting[Name],
): void {
  event.cookies.set(`delega_${name}`, value, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: event.url.protocol === 'https:',
    maxAge: aDay,
  });
}

export function kept(event: RequestEvent, name: keyof Waiting): string | undefined {
  return event.cookies.get(`delega_${name}`);
}

export function forget(event: RequestEvent, ...names: (keyof Waiting)[]): void {
  for (const name of names) {
    event.cookies.delete(`delega_${name}`, { path: '/', secure: event.url.protocol === 'https:' });
  }
}

/** Pages about a secret are never stored, and no search engine lists them. */
export function keepPrivate(event: RequestEvent): void {
  event.setHeaders({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
}
