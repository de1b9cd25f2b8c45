import type { RequestEvent } from '@sveltejs/kit';
import { fail, redirect } from '@sveltejs/kit';
import { keyOf, performFor, refuseForm } from '#kernel/web/form.server.ts';
import type { Refusal } from '#kernel/errors.ts';
import { contentIn, draftFieldsIn } from './draft-form.server.ts';
import { draftPage } from './draft-page.server.ts';
import { getBrief, saveDraft, sendBrief, startBrief } from './operations.server.ts';
import { readerOf } from './page-words.server.ts';

const addressOf = (event: RequestEvent, brief: string) => `/w/${event.params.workspace}/briefs/${brief}`;

/** Begins a brief with what the form holds, and goes to it. To send it at once, `?check` shows there what it lacks. */
export async function begin(event: RequestEvent, thenSend: boolean) {
  const form = await event.request.formData();
  const { timeZone } = readerOf(event);
  const { workspace } = event.params;
  const engagement = form.get('engagement');
  const input = { workspace, engagement, ...contentIn(form, timeZone) };
  if (engagement === '') return fail(422, { refused: undefined, draft: draftFieldsIn(form) });
  const key = keyOf(form);
  const begun = await performFor(event, startBrief, input, key);
  if (!begun.ok) return refusedDraft(begun.refusal, form);
  const place = addressOf(event, begun.value.brief);
  if (!thenSend) redirect(303, place);
  const send = { workspace, brief: begun.value.brief, revision: begun.value.revision };
  const sent = await performFor(event, sendBrief, send, key && `${key}.send`);
  redirect(303, sent.ok ? place : `${place}?check`);
}

/** Saves the fields that the form names. Where somebody else was faster, their version comes back beside the refusal. */
export async function save(event: RequestEvent) {
  const form = await event.request.formData();
  const saved = await storedFrom(event, form);
  return saved.ok ? { saved: saved.value } : saved.answer;
}

/** Saves what the form names, if anything, and hands the brief over exactly as it then stands. */
export async function send(event: RequestEvent) {
  const form = await event.request.formData();
  const named = form.has('title') ? await storedFrom(event, form) : null;
  if (named && !named.ok) return named.answer;
  const { workspace, brief } = event.params;
  const revision = named ? named.value.revision : form.get('revision');
  const sent = await performFor(event, sendBrief, { workspace, brief, revision }, keyOf(form));
  if (sent.ok) return { sent: true };
  return refusedOrNewer(event, sent.refusal, form);
}

async function storedFrom(event: RequestEvent, form: FormData) {
  const { workspace, brief } = event.params;
  const content = contentIn(form, readerOf(event).timeZone);
  const input = { workspace, brief, revision: form.get('revision'), ...content };
  const saved = await performFor(event, saveDraft, input, keyOf(form));
  return saved.ok ? saved : { ok: false as const, answer: await refusedOrNewer(event, saved.refusal, form) };
}

async function refusedOrNewer(event: RequestEvent, refusal: Refusal, form: FormData) {
  const failure = refusedDraft(refusal, form);
  if (refusal.reason !== 'edited_elsewhere') return failure;
  const { workspace, brief } = event.params;
  const newest = await performFor(event, getBrief, { workspace, brief, messages: 1 });
  if (!newest.ok) return failure;
  const reader = readerOf(event);
  const { content, revision, now } = newest.value;
  const { fields } = draftPage(content, reader, now);
  return fail(failure.status, { ...failure.data, latest: { fields, revision } });
}

function refusedDraft(refusal: Refusal, form: FormData) {
  const failure = refuseForm(refusal, form, 'draft');
  return fail(failure.status, { ...failure.data, draft: draftFieldsIn(form) });
}
