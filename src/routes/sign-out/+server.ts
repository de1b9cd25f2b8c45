import { redirect } from '@sveltejs/kit';
import { applyAuthCookies, callerHere, signOut } from '#rooms/people/index.server.ts';
import { pathAfterSignIn } from '#rooms/people/sign-in/signing-in.ts';
import type { RequestHandler } from './$types';

/** Ends this browser's session, and goes on to the path in the form: an invitation for another account. */
export const POST: RequestHandler = async (event) => {
  const next = (await event.request.formData()).get('next');
  applyAuthCookies(event, await signOut(event.locals.house.entrance, callerHere(event)));
  redirect(303, next ? pathAfterSignIn(next, event.url.origin) : '/');
};
