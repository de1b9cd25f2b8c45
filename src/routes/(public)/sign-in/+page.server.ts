import { redirect } from '@sveltejs/kit';
import {
  callerHere,
  goIn,
  keep,
  orRefuse,
  passkeysWorkAt,
  requestMagicLink,
  signInWithPassword,
} from '#rooms/people/index.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => ({
  next: url.searchParams.get('next') ?? '',
  // Set by the pages that lead here.
  after: url.searchParams.get('after'),
  passkeys: passkeysWorkAt(locals.house.origin),
});

export const actions: Actions = {
  password: async (event) => {
    const posted = await event.request.formData();
    return orRefuse(posted, async () => {
      const input = { email: posted.get('email'), password: posted.get('password') };
      const signedIn = await signInWithPassword(event.locals.house.entrance, callerHere(event), input);
      return goIn(event, signedIn, posted.get('next'));
    });
  },
  link: async (event) => {
    const posted = await event.request.formData();
    return orRefuse(posted, async () => {
      const email = String(posted.get('email') ?? '');
      await requestMagicLink(event.locals.house.entrance, callerHere(event), { email });
      keep(event, 'mailed', `magic ${email.trim()}`);
      keep(event, 'next', String(posted.get('next') ?? ''));
      redirect(303, '/check-mail');
    });
  },
};
