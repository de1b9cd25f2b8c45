import { redirect, type Action, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import type { Operation } from '#kernel/operation.server.ts';
import { keyOf, performFor, refuseForm } from '#kernel/web/form.server.ts';
import { instantIn } from './draft-form.server.ts';
import * as all from './operations.server.ts';
import { readerOf } from './page-words.server.ts';

type Answering = {
  /** Tells the forms of the page apart; the action's own name unless several share it. */
  form?: (form: FormData) => string;
  /** What the form says beside the brief it is on. */
  input?: (form: FormData, event: RequestEvent) => Record<string, unknown>;
};

/** A form of the brief's page that runs one operation on it. */
function act(
  name: string,
  operation: Operation<z.ZodType, z.ZodType>,
  { form: nameOf = () => name, input = () => ({}) }: Answering = {},
): Action {
  return async (event) => {
    const form = await event.request.formData();
    const { workspace, brief } = event.params;
    const outcome = await performFor(
      event,
      operation,
      { workspace, brief, ...input(form, event) },
      keyOf(form),
    );
    return outcome.ok ? { done: nameOf(form) } : refuseForm(outcome.refusal, form, nameOf(form));
  };
}

const named =
  (...names: string[]) =>
  (form: FormData) =>
    Object.fromEntries(names.map((name) => [name, form.get(name) ?? undefined]));

const plannedBy =
  (...names: string[]) =>
  (form: FormData, event: RequestEvent) => ({
    ...named(...names)(form),
    by: instantIn(form, 'by', readerOf(event).timeZone) || undefined,
  });

/** "met" and "unmet" by the id of the criterion; one without a mark was not judged. */
function verdictsIn(form: FormData): Record<string, boolean> {
  const prefix = 'criterion-';
  return Object.fromEntries(
    [...form]
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, verdict]) => [name.slice(prefix.length), verdict === 'met']),
  );
}

/** Everything that the forms of a brief's page do, but its draft. */
export const briefActions = {
  returnToDraft: act('returnToDraft', all.returnToDraft),
  ask: act('ask', all.askQuestions, {
    input: (form) => ({
      questions: form.getAll('questions[]').filter((text) => typeof text === 'string' && text.trim() !== ''),
    }),
  }),
  answer: act('answer', all.answerQuestion, {
    form: (form) => `answer-${String(form.get('question'))}`,
    input: named('question', 'answer'),
  }),
  withdrawQuestion: act('withdrawQuestion', all.withdrawQuestion, {
    form: (form) => `withdraw-${String(form.get('question'))}`,
    input: named('question'),
  }),
  teachBack: act('teachBack', all.writeTeachBack, { input: named('teachBack') }),
  confirm: act('confirm', all.confirmTeachBack, { input: named('teachBack') }),
  correct: act('correct', all.correctTeachBack, { input: named('teachBack', 'correction') }),
  promise: act('promise', all.promiseBrief, { input: plannedBy() }),
  propose: act('propose', all.proposeDate, { input: plannedBy('reason') }),
  agree: act('agree', all.agreeDate, { input: named('proposal') }),
  refuse: act('refuse', all.refuseDate, { input: named('proposal', 'reason') }),
  decline: act('decline', all.declineBrief, { input: named('reason') }),
  withdraw: act('withdraw', all.withdrawBrief, { input: named('reason') }),
  deliver: act('deliver', all.deliverBrief, {
    input: (form) => ({ note: form.get('note') ?? '', files: form.getAll('files[]') }),
  }),
  accept: act('review', all.acceptDelivery, {
    input: (form) => ({ ...named('delivery', 'comment')(form), criteriaMet: verdictsIn(form) }),
  }),
  requestChanges: act('review', all.requestChanges, {
    input: (form) => ({
      ...named('delivery')(form),
      reason: form.get('comment') ?? '',
      criteria: Object.entries(verdictsIn(form)).flatMap(([id, isMet]) => (isMet ? [] : [id])),
    }),
  }),
  archive: act('archive', all.archiveBrief),
  restore: act('restore', all.restoreBrief),
  message: act('message', all.postMessage, { input: named('text') }),
  removeFile: act('removeFile', all.removeFile, { input: named('file') }),
} satisfies Record<string, Action>;

/** Copies the brief into a new draft and goes there. */
export const duplicate: Action = async (event) => {
  const form = await event.request.formData();
  const { workspace, brief } = event.params;
  const outcome = await performFor(event, all.duplicateBrief, { workspace, brief }, keyOf(form));
  if (!outcome.ok) return refuseForm(outcome.refusal, form, 'duplicate');
  redirect(303, `/w/${workspace}/briefs/${outcome.value.brief}`);
};
