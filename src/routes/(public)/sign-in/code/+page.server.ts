import { callerHere, goIn, orRefuse, signInWithCode } from '#rooms/people/index.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({ next: url.searchParams.get('next') ?? '' });

export const actions: Actions = {
  default: async (event) => {
    const posted = await event.request.formData();
    return orRefuse(posted, async () => {
      const input = { code: posted.get('code') };
      const signedIn = await signInWithCode(event.locals.house.entrance, callerHere(event), input);
      return goIn(event, signedIn, posted.get('next'));
    });
  },
};
