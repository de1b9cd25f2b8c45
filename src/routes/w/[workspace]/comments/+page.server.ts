import { error, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import { forbidden } from '#kernel/errors.ts';
import type { Operation } from '#kernel/operation.server.ts';
import { keyOf, loadFor, performFor, refuseForm } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import { refusalText } from '#kernel/web/texts.server.ts';
import {
  answerComment,
  eraseComment,
  hideComment,
  keepComment,
  listComments,
  removeAnswer,
  showComment,
} from '#rooms/comments/index.server.ts';
import { reasonName } from '#rooms/comments/names.svelte.ts';
import { commentParts } from '#rooms/comments/rules.ts';
import { getPracticePage } from '#rooms/front/index.server.ts';
import { guideTitle } from '#rooms/guides/index.server.ts';
import { pageIn } from '#ui/url.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { place } = await event.parent();
  if (place.side !== 'practice') error(403, refusalText(forbidden()));
  const { workspace } = event.params;
  const { searchParams } = event.url;
  const part = commentParts.find((one) => one === searchParams.get('show')) ?? 'waiting';
  const page = pageIn(event.url);
  const { comments, pages, counts } = await loadFor(event, listComments, { workspace, part, page });
  const { locale } = event.locals;
  const practice = (await loadFor(event, getPracticePage, { workspace })).page;
  return {
    ...{ part, page, pages, counts, locale },
    timeZone: personHere(event).timeZone,
    comments: comments.map((comment) => ({
      ...comment,
      title: comment.guideTitle ?? guideTitle(locale, comment.guide),
      reports: comment.reports.map((reason) => reasonName(reason, locale)),
    })),
    isEmpty: Object.values(counts).every((count) => count === 0),
    /** The practice's public page, while it is published. */
    practice: practice?.publishedAt ? { name: practice.name, address: practice.address } : null,
    key: crypto.randomUUID(),
  };
};

/** Does it to the comment that the form names, which the page shows again with what was refused. */
async function decide<Done extends string>(event: RequestEvent, operation: Operation<z.ZodType>, done: Done) {
  personHere(event);
  const posted = await event.request.formData();
  const input = { ...Object.fromEntries(posted), ...event.params };
  const outcome = await performFor(event, operation, input, keyOf(posted));
  if (!outcome.ok) return refuseForm(outcome.refusal, posted, done);
  return { done, comment: String(posted.get('comment')) };
}

export const actions: Actions = {
  show: (event) => decide(event, showComment, 'shown'),
  hide: (event) => decide(event, hideComment, 'hidden'),
  // What was never shown is hidden too; to undo that by showing it would be more than was there before.
  refuse: (event) => decide(event, hideComment, 'refused'),
  keep: (event) => decide(event, keepComment, 'kept'),
  answer: (event) => decide(event, answerComment, 'answered'),
  removeAnswer: (event) => decide(event, removeAnswer, 'answerRemoved'),
  erase: (event) => decide(event, eraseComment, 'erased'),
};
