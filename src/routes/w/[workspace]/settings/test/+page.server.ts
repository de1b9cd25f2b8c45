import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { forbidden } from '#kernel/errors.ts';
import type { Operation } from '#kernel/operation.server.ts';
import { doForm, keyOf, loadFor, performFor, refuseForm } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import { refusalText } from '#kernel/web/texts.server.ts';
import {
  addQuestion,
  addedInput,
  changeAddedQuestion,
  discardEditionDraft,
  editQuestion,
  editionView,
  getEditionDraft,
  moveAddedQuestion,
  publishEdition,
  questionInput,
  removeAddedQuestion,
} from '#rooms/readiness/index.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { place } = await event.parent();
  if (place.side !== 'practice') error(403, refusalText(forbidden()));
  const draft = await loadFor(event, getEditionDraft, { workspace: event.params.workspace });
  const { searchParams } = event.url;
  const wished = { step: searchParams.get('step'), item: place.isOwner ? searchParams.get('item') : null };
  return {
    view: editionView(draft, wished, event.locals.locale),
    // Said after a redirect; whoever types it into the address sees a sentence and changes nothing.
    said: searchParams.get('said'),
    savedAt: searchParams.get('saved'),
    key: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  edit: (event) => save(event, editQuestion, questionInput, 'edit'),
  add: (event) => save(event, addQuestion, addedInput, 'add'),
  changeAdded: (event) => save(event, changeAddedQuestion, addedInput, 'changeAdded'),
  remove: (event) => doForm(event, removeAddedQuestion, 'removed'),
  move: (event) => doForm(event, moveAddedQuestion, 'moved'),
  publish: (event) => doForm(event, publishEdition, 'published'),
  discard: (event) => doForm(event, discardEditionDraft, 'discarded'),
};

async function save(
  event: RequestEvent,
  operation: Operation,
  inputOf: (posted: FormData) => object,
  form: string,
) {
  personHere(event);
  const posted = await event.request.formData();
  const outcome = await performFor(event, operation, { ...inputOf(posted), ...event.params }, keyOf(posted));
  if (!outcome.ok) return refuseForm(outcome.refusal, posted, form);
  const added = outcome.value as { item?: string }; // where the operation made one
  const item = encodeURIComponent(added.item ?? String(posted.get('item')));
  const step = encodeURIComponent(event.url.searchParams.get('step') ?? '');
  redirect(303, `${event.url.pathname}?step=${step}&saved=${item}#${item}`);
}
