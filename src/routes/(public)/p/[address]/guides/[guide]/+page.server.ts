import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { Refusal, notFound } from '#kernel/errors.ts';
import { isUuid } from '#kernel/id.ts';
import { newSecret } from '#kernel/secret.server.ts';
import { loadFor, performFor, refuseForm } from '#kernel/web/form.server.ts';
import { refusalText } from '#kernel/web/texts.server.ts';
import {
  challengeFor,
  countComment,
  countReport,
  proofBits,
  readConversation,
  reportComment,
  writeComment,
} from '#rooms/comments/index.server.ts';
import { openPracticePage } from '#rooms/front/index.server.ts';
import { openGuide, ownGuide, readPracticeGuide } from '#rooms/guides/index.server.ts';
import { pageIn } from '#ui/url.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  // The form carries a challenge of its own, and the name and address of whoever is signed in.
  event.setHeaders({ 'cache-control': 'private, no-cache' });
  const { address, guide: slug } = event.params;
  const { actor, locale: language } = event.locals;
  const house = openGuide(language, slug);
  if (!house) error(404, refusalText(notFound()));
  const { name, timeZone, isListed } = await openPracticePage(event);
  const { searchParams } = event.url;
  const asked = searchParams.get('comment');
  const page = pageIn(event.url);
  const comment = asked && isUuid(asked) ? asked : undefined;
  const where = { address, guide: house.slug, language };
  const { edition, languages } = await loadFor(event, readPracticeGuide, where);
  const said = searchParams.get('said');
  return {
    guide: edition ? ownGuide(house.slug, edition) : house,
    /** Of when the practice's own text is; null where it shows Delega's. */
    revisedAt: edition?.publishedAt ?? null,
    /** In which languages it has words of its own. */
    ownLanguages: languages,
    practice: { name, address, timeZone, isListed },
    conversation: await loadFor(event, readConversation, { ...where, page, comment }),
    language,
    challenge: challengeFor(formsOf(event), address, house.slug),
    proofBits,
    asker: actor.kind === 'person' ? { name: actor.name, email: actor.email } : null,
    isSent: said === 'sent',
    isReported: said === 'reported',
  };
};

export const actions: Actions = {
  write: async (event) => {
    const posted = await event.request.formData();
    const { params } = event;
    const outcome = await refusing(async () => {
      const form = await countComment(formsOf(event), posted, { ...params, from: event.getClientAddress() });
      // Its link goes by mail alone: who reads that mail has the address.
      const made = { form, secret: newSecret(), language: event.locals.locale };
      return performFor(event, writeComment, { ...Object.fromEntries(posted), ...params, ...made });
    });
    if (!outcome.ok) {
      // It gets another challenge, with which the work begins anew.
      if (outcome.refusal.fields.challenge === 'form_too_old')
        for (const name of ['challenge', 'proof']) posted.delete(name);
      return refuseForm(outcome.refusal, posted, 'write');
    }
    redirect(303, `?said=sent${languageOf(event)}#write`);
  },
  report: async (event) => {
    const posted = await event.request.formData();
    const outcome = await refusing(async () => {
      await countReport(formsOf(event), event.getClientAddress());
      return performFor(event, reportComment, { ...Object.fromEntries(posted), ...event.params });
    });
    if (!outcome.ok) return refuseForm(outcome.refusal, posted, 'report');
    redirect(303, `?said=reported${languageOf(event)}${pageOf(event)}#conversation`);
  },
};

function formsOf({ locals: { house } }: Pick<RequestEvent, 'locals'>) {
  return { db: house.ground.db, key: house.formKey, now: house.ground.now() };
}

/** Where the address asked for a language, the answer's does. */
function languageOf({ url }: Pick<RequestEvent, 'url'>): string {
  const asked = url.searchParams.get('lang');
  return asked === 'es' || asked === 'en' ? `&lang=${asked}` : '';
}

/** Whoever reports something on a later page of the conversation stays there. */
function pageOf({ url }: Pick<RequestEvent, 'url'>): string {
  const page = pageIn(url);
  return page > 1 ? `&page=${page}` : '';
}

/** What is refused before an operation begins is refused as by one. */
async function refusing<T>(work: () => Promise<T>): Promise<T | { ok: false; refusal: Refusal }> {
  try {
    return await work();
  } catch (refusal) {
    if (refusal instanceof Refusal) return { ok: false, refusal };
    throw refusal;
  }
}
