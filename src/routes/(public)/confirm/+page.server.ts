import { error, redirect } from '@sveltejs/kit';
import {
  accountInLink,
  callerHere,
  confirmAddress,
  forget,
  goIn,
  keepPrivate,
  kept,
  orRefuse,
  signInWithLink,
} from '#rooms/people/index.server.ts';
import { linkKinds } from '#rooms/people/sign-in/signing-in.ts';
import type { Actions, PageServerLoad } from './$types';

/** Opening a mailed link changes nothing: mail scanners and previews open every link. The button does. */
export const load: PageServerLoad = async (event) => {
  keepPrivate(event);
  const kind = linkKinds.find((one) => one === event.url.searchParams.get('kind'));
  const token = event.url.searchParams.get('token');
  if (!kind || !token) error(404);
  if (kind === 'magic') return { kind, token, works: true, asksPassword: false };
  const account = await accountInLink(event.locals.house.entrance, token);
  return { kind, token, works: account !== null, asksPassword: account !== kept(event, 'signing_up') };
};

export const actions: Actions = {
  verify: async (event) => {
    const posted = await event.request.formData();
    return orRefuse(posted, async () => {
      const input = { token: posted.get('token'), password: posted.get('password') ?? undefined };
      const signingUp = kept(event, 'signing_up');
      const headers = await confirmAddress(event.locals.house.entrance, callerHere(event), input, signingUp);
      if (!headers) redirect(303, '/sign-in?after=confirmed');
      const next = kept(event, 'next');
      forget(event, 'signing_up', 'mailed', 'next');
      return goIn(event, { headers, needsCode: false }, next);
    });
  },
  magic: async (event) => {
    const posted = await event.request.formData();
    return orRefuse(posted, async () => {
      const input = { token: posted.get('token') };
      const signedIn = await signInWithLink(event.locals.house.entrance, callerHere(event), input);
      const next = kept(event, 'next');
      forget(event, 'mailed', 'next');
      return goIn(event, signedIn, next);
    });
  },
};
