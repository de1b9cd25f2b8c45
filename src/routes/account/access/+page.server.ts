import { loadFor } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import {
  applyAuthCookies,
  callerHere,
  changePassword,
  hasPassword,
  listPasskeys,
  listSessions,
  orRefuse,
  passkeysWorkAt,
  readProfile,
  removePasskey,
  renamePasskey,
  requestReset,
} from '#rooms/people/index.server.ts';
import { isFresh } from '#rooms/people/sign-in/signing-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const person = personHere(event);
  const { entrance } = event.locals.house;
  const [{ passkeys }, { sessions }, { twoFactor }, withPassword] = await Promise.all([
    loadFor(event, listPasskeys, {}),
    loadFor(event, listSessions, {}),
    loadFor(event, readProfile, {}),
    hasPassword(entrance, person),
  ]);
  const begunAt = sessions.find(({ isThisOne }) => isThisOne)?.begunAt;
  return {
    passkeys,
    twoFactor,
    hasPassword: withPassword,
    passkeysWork: passkeysWorkAt(entrance.origin),
    mayAddPasskey: begunAt !== undefined && isFresh(Temporal.Instant.from(begunAt), entrance.now()),
  };
};

export const actions: Actions = {
  password: async (event) => {
    const person = personHere(event);
    const posted = await event.request.formData();
    const work = async () => {
      const input = { current: posted.get('current_password'), password: posted.get('password') };
      applyAuthCookies(
        event,
        await changePassword(event.locals.house.entrance, callerHere(event), person, input),
      );
      return { done: 'password' as const };
    };
    return orRefuse(posted, work, 'password');
  },
  /** A link to choose a password, to the own address: for whoever has none, or does not remember it. */
  passwordLink: async (event) => {
    const { email } = personHere(event);
    const posted = await event.request.formData();
    const work = async () => {
      await requestReset(event.locals.house.entrance, callerHere(event), { email });
      return { done: 'passwordLink' as const };
    };
    return orRefuse(posted, work, 'passwordLink');
  },
  rename: async (event) => {
    personHere(event);
    const posted = await event.request.formData();
    const work = async () => {
      const input = { passkey: posted.get('passkey'), name: posted.get('name') };
      await renamePasskey(event.locals.house.entrance, callerHere(event), input);
      return { done: 'rename' as const };
    };
    return orRefuse(posted, work, `rename-${posted.get('passkey')}`);
  },
  remove: async (event) => {
    personHere(event);
    const posted = await event.request.formData();
    const work = async () => {
      const input = { passkey: posted.get('passkey') };
      await removePasskey(event.locals.house.entrance, callerHere(event), input);
      return { done: 'remove' as const };
    };
    return orRefuse(posted, work, 'remove');
  },
};
