import { redirect } from '@sveltejs/kit';
import { applyAuthCookies, callerHere, signOut } from '#rooms/people/index.server.ts';
import type { RequestHandler } from './$types';

/** Ends this browser's session. */
export const POST: RequestHandler = async (event) => {
  applyAuthCookies(event, await signOut(event.locals.house.entrance, callerHere(event)));
  redirect(303, '/');
};
