import { redirect } from '@sveltejs/kit';
import { loadFor, performFor, refuseForm } from '#kernel/web/form.server.ts';
import { confirmOwnComment, readOwnComment, takeBackComment } from '#rooms/comments/index.server.ts';
import { guideTitle } from '#rooms/guides/index.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.setHeaders({
    'cache-control': 'private, no-store',
    // The secret stands in the address: it goes to no other site.
    'referrer-policy': 'same-origin',
    'x-robots-tag': 'noindex, nofollow',
  });
  const isErased = event.url.searchParams.get('said') === 'erased';
  const own = isErased ? null : await loadFor(event, readOwnComment, event.params);
  const { actor, locale } = event.locals;
  return {
    own: own && { ...own, title: own.guideTitle ?? guideTitle(locale, own.guide) },
    locale,
    timeZone: actor.kind === 'person' ? actor.timeZone : 'UTC',
  };
};

export const actions: Actions = {
  // Programs that open mailed links and press what they find could press this too: then a text waits for the practice
  // that would not have, which decides what is shown.
  confirm: async (event) => {
    const posted = await event.request.formData();
    const outcome = await performFor(event, confirmOwnComment, event.params);
    if (!outcome.ok) return refuseForm(outcome.refusal, posted, 'confirm');
    redirect(303, '?');
  },
  erase: async (event) => {
    const posted = await event.request.formData();
    const input = { ...event.params, email: posted.get('email') };
    const outcome = await performFor(event, takeBackComment, input);
    // Somebody who presses twice wants the same.
    if (outcome.ok || outcome.refusal.code === 'not_found') redirect(303, '?said=erased');
    return refuseForm(outcome.refusal, posted, 'erase');
  },
};
