import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Locale } from '#kernel/text.ts';
import { keyOf, loadFor, performFor, refuseForm } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import {
  comparisonView,
  getOwnGuide,
  guideAsWritten,
  listGuideVersions,
  readGuideVersion,
  restoreGuideVersion,
} from '#rooms/guides/index.server.ts';
import type { GuideSlug } from '#rooms/guides/index.ts';
import { pageIn } from '#ui/url.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { guide, language } = await event.parent();
  const of = { workspace: event.params.workspace, guide, language };
  const page = pageIn(event.url);
  const found = await loadFor(event, listGuideVersions, { ...of, page });
  const { draft } = await loadFor(event, getOwnGuide, of);
  const { searchParams } = event.url;
  const [from, to] = [searchParams.get('from') ?? '', searchParams.get('to') ?? ''];
  const [before, after] = [await textOf(event, of, from), await textOf(event, of, to)];
  return {
    ...found,
    page,
    isDrafted: draft !== null,
    compared: before && after && { from, to, parts: comparisonView(before, after, event.locals.locale) },
  };
};

type Of = { workspace: string; guide: GuideSlug; language: Locale };

/** The text with which an address compares: Delega's, the draft, or a version by its number; null where there is none. */
async function textOf(event: RequestEvent, of: Of, named: string) {
  if (named === 'delega') return guideAsWritten(of.language, of.guide);
  if (named === 'draft') return (await loadFor(event, getOwnGuide, of)).draft;
  return named ? loadFor(event, readGuideVersion, { ...of, number: named }) : null;
}

export const actions: Actions = {
  restore: async (event) => {
    personHere(event);
    const posted = await event.request.formData();
    const input = { ...event.params, number: posted.get('number') };
    const outcome = await performFor(event, restoreGuideVersion, input, keyOf(posted));
    if (!outcome.ok) return refuseForm(outcome.refusal, posted, 'restore');
    redirect(303, `${event.url.pathname.replace(/\/versions$/, '')}?said=restored`);
  },
};
