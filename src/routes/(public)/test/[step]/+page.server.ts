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
    const number = stepNumber(event);
    const posted = await event.request.formData();
    const assessment = rememberedAssessment(event) ?? beginning();
    // Saving passes over what is no question: the step's questions need not be read for it, with another transaction.
    const { go, ...answers } = Object.fromEntries(posted);
    const picks = posted.has('activities') ? activitiesInput(posted) : null;
    const saved = await performFor(event, saveAnswers, {
      ...{ assessment, answers },
      ...(picks && { activities: picks }),
    });
    if (!saved.ok) {
      const { form, practiceEdition } = await openedHere(event);
      const { status, data } = refuseForm(saved.refusal, posted);
      // What was picked comes back as it was, also where it is too much.
      const edition = editionOfTaken(practiceEdition);
      const typed = picks && activitiesStep(picks, form, event.locals.locale, edition);
      return fail(status, { ...data, activities: typed });
    }

    const { steps } = saved.value.progress;
    if (number > steps.length) error(404);
    if (go === 'keep') return;
    if (go === 'judge') redirect(303, `/test/${number}#activities`);
    if (go === 'leave') redirect(303, '/test');
    if (go === 'previous') redirect(303, number === 1 ? '/test' : `/test/${number - 1}`);
    const isComplete =
      steps[number - 1]?.isComplete && (picks ?? []).every(({ judged }) => Object.keys(judged).length === 3);
    if (go !== 'skip' && !isComplete) redirect(303, `/test/${number}?unanswered`);
    if (number < steps.length) redirect(303, `/test/${number + 1}`);

    const finished = await performFor(event, finishAssessment, { assessment });
    if (!finished.ok) error(statusOf(finished.refusal), refusalText(finished.refusal));
    redirect(303, `/result/${assessment}`);
  },
};

/** The assessment that this browser is at; without one, back to where it begins. */
async function openedHere(event: RequestEvent) {
  const assessment = rememberedAssessment(event) ?? beginning();
  const found = await performFor(event, getAssessment, { assessment });
  if (found.ok) return found.value;
  if (found.refusal.code !== 'not_found') error(statusOf(found.refusal), refusalText(found.refusal));
  forgetAssessment(event);
  redirect(303, '/test?said=gone');
}

const beginning = (): never => redirect(303, '/test');

function stepNumber({ params }: RequestEvent<{ step: string }>): number {
  if (!/^[1-9]$/.test(params.step)) error(404);
  return Number(params.step);
}

function stepAt(event: RequestEvent<{ step: string }>, ...[form, answers, taken, hasPicked]: StepOf) {
  const found = stepView(stepNumber(event), form, answers, event.locals.locale, editionOfTaken(taken));
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
