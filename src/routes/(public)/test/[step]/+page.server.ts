import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { statusOf } from '#kernel/errors.ts';
import { performFor, refuseForm } from '#kernel/web/form.server.ts';
import { refusalText } from '#kernel/web/texts.server.ts';
import {
  editionOfTaken,
  finishAssessment,
  forgetAssessment,
  getAssessment,
  rememberedAssessment,
  saveAnswers,
  stepView,
} from '#rooms/readiness/index.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  // The browser's way back must show the answers as they are now, or the next press would send older ones.
  event.setHeaders({ 'cache-control': 'no-store' });
  const { form, answers, progress, practiceEdition } = await openedHere(event);
  const step = stepAt(event, form, answers, practiceEdition);
  const isLast = step.number === step.steps;
  return {
    step,
    isLast,
    practice: practiceEdition?.practice ?? null,
    answered: progress.answered,
    shown: progress.shown,
    // Asked for once, before going on: the next press goes on regardless.
    unanswered: event.url.searchParams.has('unanswered')
      ? step.items.filter(({ answer }) => answer === null).map(({ id }) => id)
      : [],
  };
};

export const actions: Actions = {
  default: async (event) => {
    const posted = await event.request.formData();
    const assessment = rememberedAssessment(event) ?? '';
    const { form, answers, practiceEdition } = await openedHere(event);
    const step = stepAt(event, form, answers, practiceEdition);
    const go = posted.get('go');
    const answered = go === 'keep' ? step.items.filter(({ id }) => posted.has(id)) : step.items;
    const given = Object.fromEntries(answered.map(({ id }) => [id, posted.get(id) ?? '']));
    const saved = await performFor(event, saveAnswers, { assessment, answers: given });
    if (!saved.ok) return refuseForm(saved.refusal, posted);

    if (go === 'keep') return;
    if (go === 'leave') redirect(303, '/test');
    if (go === 'previous') redirect(303, step.number === 1 ? '/test' : `/test/${step.number - 1}`);
    const isComplete = saved.value.progress.steps[step.number - 1]?.isComplete;
    if (go !== 'skip' && !isComplete) redirect(303, `/test/${step.number}?unanswered`);
    if (step.number < step.steps) redirect(303, `/test/${step.number + 1}`);

    const finished = await performFor(event, finishAssessment, { assessment });
    if (!finished.ok) error(statusOf(finished.refusal), refusalText(finished.refusal));
    redirect(303, `/result/${assessment}`);
  },
};

/** The assessment that this browser is at; without one, back to where it begins. */
async function openedHere(event: RequestEvent) {
  const assessment = rememberedAssessment(event);
  if (!assessment) redirect(303, '/test');
  const found = await performFor(event, getAssessment, { assessment });
  if (found.ok) return found.value;
  if (found.refusal.code !== 'not_found') error(statusOf(found.refusal), refusalText(found.refusal));
  forgetAssessment(event);
  redirect(303, '/test?said=gone');
}

function stepAt(event: RequestEvent<{ step: string }>, ...[form, answers, taken]: StepOf) {
  const { step } = event.params;
  const found = /^[1-9]$/.test(step)
    ? stepView(Number(step), form, answers, event.locals.locale, editionOfTaken(taken))
    : null;
  return found ?? error(404);
}
type StepOf = [
  Parameters<typeof stepView>[1],
  Parameters<typeof stepView>[2],
  Parameters<typeof editionOfTaken>[0],
];
