import type { RequestEvent } from '@sveltejs/kit';
import { doForm, keyOf, loadFor, performFor, refuseForm } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import {
  declineReference,
  getOwnReference,
  publishReference,
  saveReferenceDraft,
  withdrawReference,
} from '#rooms/references/index.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { name, timeZone } = personHere(event);
  const own = await loadFor(event, getOwnReference, event.params);
  const { draft, published } = own;
  const month = event.locals.house.ground.now().toZonedDateTimeISO(timeZone).toPlainDate().toPlainYearMonth();
  return {
    own: {
      ...own,
      published: published && { ...published, month: published.publishedAt.slice(0, 7) },
    },
    fields: draft ?? published ?? { text: '', shownAs: null, role: '', business: '' },
    writer: name,
    month: month.toString(),
    locale: event.locals.locale,
    key: crypto.randomUUID(),
  };
};

/** What the form of the words sends; what was not chosen is not there. */
async function wordsIn(event: RequestEvent) {
  personHere(event);
  const posted = await event.request.formData();
  const { locale: language } = event.locals;
  return { posted, input: { ...Object.fromEntries(posted), ...event.params, language } };
}

export const actions: Actions = {
  save: async (event) => {
    const { posted, input } = await wordsIn(event);
    const outcome = await performFor(event, saveReferenceDraft, input);
    return outcome.ok ? { done: 'saved' as const } : refuseForm(outcome.refusal, posted, 'write');
  },
  publish: async (event) => {
    const { posted, input } = await wordsIn(event);
    const outcome = await performFor(event, publishReference, input, keyOf(posted));
    if (!outcome.ok) return refuseForm(outcome.refusal, posted, 'write');
    return { done: outcome.value.isNew ? ('published' as const) : ('changed' as const) };
  },
  decline: (event) => doForm(event, declineReference, 'declined'),
  withdraw: (event) => doForm(event, withdrawReference, 'withdrawn'),
};
