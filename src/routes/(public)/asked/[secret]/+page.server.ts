import { redirect } from '@sveltejs/kit';
import { loadFor, performFor, refuseForm } from '#kernel/web/form.server.ts';
import { eraseAsked, readAsked } from '#rooms/front/index.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.setHeaders({
    'cache-control': 'private, no-store',
    // The secret stands in the address: it goes to no other site.
    'referrer-policy': 'same-origin',
    'x-robots-tag': 'noindex, nofollow',
  });
  const isErased = event.url.searchParams.get('said') === 'erased';
  const asked = isErased ? null : await loadFor(event, readAsked, event.params);
  const { actor, locale } = event.locals;
  return {
    asked: asked && { ...asked, shared: asked.shared?.what ?? null },
    isSent: event.url.searchParams.get('said') === 'sent',
    locale,
    timeZone: actor.kind === 'person' ? actor.timeZone : 'UTC',
  };
};

export const actions: Actions = {
  erase: async (event) => {
    const posted = await event.request.formData();
    const input = { ...event.params, email: posted.get('email') };
    const outcome = await performFor(event, eraseAsked, input);
    // Somebody who presses twice wants the same.
    if (outcome.ok || outcome.refusal.code === 'not_found') redirect(303, '?said=erased');
    return refuseForm(outcome.refusal, posted, 'erase');
  },
};
