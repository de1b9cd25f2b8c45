import { keyOf, loadFor, performFor, refuseForm } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import { endOtherSessions, endSession, listSessions } from '#rooms/people/index.server.ts';
import { deviceOf } from '#rooms/people/sign-in/signing-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  personHere(event);
  const { sessions } = await loadFor(event, listSessions, {});
  return {
    sessions: sessions.map(({ userAgent, ...session }) => ({ ...session, device: deviceOf(userAgent) })),
  };
};

export const actions: Actions = {
  one: async (event) => {
    personHere(event);
    const posted = await event.request.formData();
    const outcome = await performFor(event, endSession, { session: posted.get('session') }, keyOf(posted));
    return outcome.ok ? { ended: 'one' as const } : refuseForm(outcome.refusal, posted);
  },
  others: async (event) => {
    personHere(event);
    const posted = await event.request.formData();
    const outcome = await performFor(event, endOtherSessions, {}, keyOf(posted));
    return outcome.ok ? { ended: 'others' as const } : refuseForm(outcome.refusal, posted);
  },
};
