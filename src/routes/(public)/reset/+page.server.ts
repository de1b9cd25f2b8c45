import { redirect } from '@sveltejs/kit';
import {
  callerHere,
  keepPrivate,
  orRefuse,
  resetLinkWorks,
  resetPassword,
} from '#rooms/people/index.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  keepPrivate(event);
  const token = event.url.searchParams.get('token') ?? '';
  return { token, works: await resetLinkWorks(event.locals.house.entrance, token) };
};

export const actions: Actions = {
  default: async (event) => {
    const posted = await event.request.formData();
    return orRefuse(posted, async () => {
      const input = { token: posted.get('token'), password: posted.get('password') };
      await resetPassword(event.locals.house.entrance, callerHere(event), input);
      redirect(303, '/sign-in?after=reset');
    });
  },
};
