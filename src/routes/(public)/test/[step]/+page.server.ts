import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { statusOf } from '#kernel/errors.ts';
import { performFor, refuseForm } from '#kernel/web/form.server.ts';
import { refusalText } from '#kernel/web/texts.server.ts';
import {
  activitiesInput,
  activitiesStep,
  editionOfTaken,
  finishAssessment,
  forgetAssessment,
  getAssessment,
  isCriterion,
  rememberedAssessment,
  saveAnswers,
  stepView,
} from '#rooms/readiness/index.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  // The browser's way back must show the answers as they are now, or the next press would send older ones.
  event.setHeaders({ 'cache-control': 'no-store' });
  const { form, answers, activities: picked, progress, practiceEdition } = await openedHere(event);
  const step = stepAt(event, form, answers, practiceEdition, picked.length > 0);
  const isLast = step.number === step.steps;
  const edition = editionOfTaken(practiceEdition);
  const activities =
    step.id === 'activity' ? activitiesStep(picked, form, event.locals.locale, edition) : null;
  // Asked for once, before going on: the next press goes on regardless.
  const asked = event.url.searchParams.has('unanswered');
  const unanswered = asked ? step.items.filter(({ answer }) => answer === null).map(({ id }) => id) : [];
  const unjudged = asked ? (activities?.picked.filter(({ isOpen }) => isOpen).length ?? 0) : 0;
  return {
    step,
    activities,
    isLast,
    practice: practiceEdition?.practice ?? null,
    answered: progress.answered,
    shown: progress.shown,
    unanswered,
    open: unanswered.length + unjudged,
    asksAgain: unanswered.length + unjudged > 0,
  };
};

export const actions: Actions = {
  default: async (event) => {
    const posted = await event.request.formData();
    const assessment = rememberedAssessment(event) ?? '';
    const { form, answers, practiceEdition } = await openedHere(event);
    const picks = posted.has('activities') ? activitiesInput(posted) : null;
    const step = stepAt(event, form, answers, practiceEdition, picks !== null && picks.length > 0);
    const go = posted.get('go');
    const answered = go === 'keep' ? step.items.filter(({ id }) => posted.has(id)) : step.items;
    const given = Object.fromEntries(answered.map(({ id }) => [id, posted.get(id) ?? '']));
    const activities = step.id === 'activity' && picks ? { activities: picks } : {};
    const saved = await performFor(event, saveAnswers, { assessment, answers: given, ...activities });
    if (!saved.ok) {
      const { status, data } = refuseForm(saved.refusal, posted);
      // What was picked comes back as it was, also where it is too much.
      const edition = editionOfTaken(practiceEdition);
      const typed = picks && activitiesStep(picks, form, event.locals.locale, edition);
      return fail(status, { ...data, activities: typed });
    }

    if (go === 'keep') return;
    if (go === 'judge') redirect(303, `/test/${step.number}#activities`);
    if (go === 'leave') redirect(303, '/test');
    if (go === 'previous') redirect(303, step.number === 1 ? '/test' : `/test/${step.number - 1}`);
    const isComplete =
      saved.value.progress.steps[step.number - 1]?.isComplete &&
      (picks ?? []).every(({ judged }) => Object.keys(judged).length === 3);
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

function stepAt(event: RequestEvent<{ step: string }>, ...[form, answers, taken, hasPicked]: StepOf) {
  const { step } = event.params;
  const found = /^[1-9]$/.test(step)
    ? stepView(Number(step), form, answers, event.locals.locale, editionOfTaken(taken))
    : null;
  if (!found) error(404);
  // Of what is picked these are asked one by one.
  return hasPicked ? { ...found, items: found.items.filter(({ id }) => !isCriterion(id)) } : found;
}
type StepOf = [
  form: Parameters<typeof stepView>[1],
  answers: Parameters<typeof stepView>[2],
  taken: Parameters<typeof editionOfTaken>[0],
  hasPicked: boolean,
];
