import { redirect } from '@sveltejs/kit';
import { loadFor, performFor, refuseForm } from '#kernel/web/form.server.ts';
import { readLinkedReference, withdrawLinkedReference } from '#rooms/references/index.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.setHeaders({
    'cache-control': 'private, no-store',
    // The secret stands in the address: it goes to no other site.
    'referrer-policy': 'same-origin',
    'x-robots-tag': 'noindex, nofollow',
  });
  const { published, ...linked } = await loadFor(event, readLinkedReference, event.params);
  return {
    ...linked,
    reference: published && { ...published, month: published.publishedAt.slice(0, 7) },
    locale: event.locals.locale,
  };
};

export const actions: Actions = {
  withdraw: async (event) => {
    const posted = await event.request.formData();
    const input = { ...event.params, email: posted.get('email') };
    const outcome = await performFor(event, withdrawLinkedReference, input);
    if (!outcome.ok) return refuseForm(outcome.refusal, posted, 'withdraw');
    redirect(303, '?');
  },
};
