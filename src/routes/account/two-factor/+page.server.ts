import { fail } from '@sveltejs/kit';
import { loadFor } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import {
  applyAuthCookies,
  beginTwoFactor,
  callerHere,
  endTwoFactor,
  finishTwoFactor,
  hasPassword,
  orRefuse,
  qrPath,
  readProfile,
  renewRecoveryCodes,
  setupFrom,
  type TwoFactorSetup,
} from '#rooms/people/index.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const person = personHere(event);
  event.setHeaders({ 'cache-control': 'no-store' });
  const [{ twoFactor }, withPassword] = await Promise.all([
    loadFor(event, readProfile, {}),
    hasPassword(event.locals.house.entrance, person),
  ]);
  return { isOn: twoFactor, hasPassword: withPassword };
};

/** What the page shows of a set-up: the picture, and the key in groups of four that the eye can follow. */
function shown({ uri, key }: TwoFactorSetup) {
  return { qr: qrPath(uri), key, groups: key.match(/.{1,4}/g) ?? [] };
}

export const actions: Actions = {
  begin: async (event) => {
    const person = personHere(event);
    const posted = await event.request.formData();
    const work = async () => {
      const input = { password: posted.get('password') };
      const setup = await beginTwoFactor(event.locals.house.entrance, callerHere(event), person, input);
      return { setup: shown(setup) };
    };
    return orRefuse(posted, work, 'begin');
  },
  finish: async (event) => {
    const person = personHere(event);
    const posted = await event.request.formData();
    const work = async () => {
      const input = { code: posted.get('code') };
      const { codes, headers } = await finishTwoFactor(
        event.locals.house.entrance,
        callerHere(event),
        person,
        input,
      );
      applyAuthCookies(event, headers);
      return { codes };
    };
    const answer = await orRefuse(posted, work, 'finish');
    if (!('status' in answer)) return answer;
    // The picture comes back with the wrong code: the form carries the key.
    const setup = setupFrom(posted.get('key'), person.email);
    return setup ? fail(answer.status, { ...answer.data, setup: shown(setup) }) : answer;
  },
  renew: async (event) => {
    const person = personHere(event);
    const posted = await event.request.formData();
    const work = async () => {
      const input = { password: posted.get('password') };
      return {
        codes: await renewRecoveryCodes(event.locals.house.entrance, callerHere(event), person, input),
      };
    };
    return orRefuse(posted, work, 'renew');
  },
  end: async (event) => {
    const person = personHere(event);
    const posted = await event.request.formData();
    const work = async () => {
      const input = { password: posted.get('password') };
      applyAuthCookies(
        event,
        await endTwoFactor(event.locals.house.entrance, callerHere(event), person, input),
      );
      return { ended: true };
    };
    return orRefuse(posted, work, 'end');
  },
};
