import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Locale } from '#kernel/text.ts';
import { doForm, keyOf, loadFor, performFor, refuseForm } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import { getPracticePage } from '#rooms/front/index.server.ts';
import {
  discardGuideDraft,
  getOwnGuide,
  guideAsWritten,
  publishGuide,
  saveGuideDraft,
  withdrawGuide,
} from '#rooms/guides/index.server.ts';
import type { GuideSlug } from '#rooms/guides/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { guide, language } = await event.parent();
  const { workspace } = event.params;
  const { standing, draft, versions } = await loadFor(event, getOwnGuide, { workspace, guide, language });
  const { page } = await loadFor(event, getPracticePage, { workspace });
  const { searchParams } = event.url;
  return {
    standing: standing && { number: standing.number, publishedAt: standing.publishedAt },
    isDrafted: draft !== null,
    revision: draft?.revision ?? 0,
    versions,
    words: draft ?? standing ?? beginning(searchParams.get('from'), guide, language),
    publicPage: page?.publishedAt ? `/p/${page.address}/guides/${guide}?lang=${language}` : null,
    // Said after a redirect; whoever types it into the address sees a sentence and changes nothing.
    said: searchParams.get('said'),
  };
};

const empty = { title: '', description: '', body: '' };

/** With what somebody begins who has no words of their own here; null until they choose. */
function beginning(from: string | null, guide: GuideSlug, language: Locale) {
  if (from === 'delega') return guideAsWritten(language, guide);
  return from === 'blank' ? empty : null;
}

export const actions: Actions = {
  save: (event) => save(event, 'saved'),
  preview: (event) => save(event, 'preview'),
  publish: (event) => save(event, 'published'),
  discard: (event) => doForm(event, discardGuideDraft, 'discarded'),
  withdraw: (event) => doForm(event, withdrawGuide, 'withdrawn'),
};

/** Keeps what was typed, whatever else is wanted. */
async function save(event: RequestEvent, then: 'saved' | 'preview' | 'published') {
  personHere(event);
  const posted = await event.request.formData();
  const draft = { ...Object.fromEntries(posted), ...event.params };
  const kept = await performFor(event, saveGuideDraft, draft, keyOf(posted));
  if (!kept.ok) return refuseForm(kept.refusal, posted, 'save');
  if (then === 'published') {
    const published = await performFor(event, publishGuide, event.params);
    if (!published.ok) return refuseForm(published.refusal, posted, 'save');
  }
  const { pathname } = event.url;
  redirect(303, then === 'preview' ? `${pathname}/preview` : `${pathname}?said=${then}`);
}
