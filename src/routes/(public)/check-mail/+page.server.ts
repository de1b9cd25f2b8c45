import {
  callerHere,
  keep,
  keepPrivate,
  kept,
  orRefuse,
  resendConfirmation,
} from '#rooms/people/index.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  keepPrivate(event);
  const [kind = '', email = ''] = kept(event, 'mailed')?.split(' ', 2) ?? [];
  return { kind, email };
};

export const actions: Actions = {
  again: async (event) => {
    const posted = await event.request.formData();
    return orRefuse(posted, async () => {
      const email = String(posted.get('email') ?? '');
      await resendConfirmation(event.locals.house.entrance, callerHere(event), { email });
      keep(event, 'mailed', `verify ${email.trim()}`);
      return { again: true };
    });
  },
};
