import { redirect } from '@sveltejs/kit';
import { callerHere, keep, orRefuse, requestReset } from '#rooms/people/index.server.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async (event) => {
    const posted = await event.request.formData();
    return orRefuse(posted, async () => {
      const email = String(posted.get('email') ?? '');
      await requestReset(event.locals.house.entrance, callerHere(event), { email });
      keep(event, 'mailed', `reset ${email.trim()}`);
      redirect(303, '/check-mail');
    });
  },
};
