import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { Refusal, statusOf } from '#kernel/errors.ts';
import { addressBlock, countUse, type RateLimit } from '#kernel/rate.server.ts';
import { loadFor, performFor } from '#kernel/web/form.server.ts';
import { refusalText } from '#kernel/web/texts.server.ts';
import {
  deleteAssessment,
  editionOfTaken,
  forgetAssessment,
  getAssessment,
  getPracticeTest,
  getTestOfPractice,
  questionCounts,
  rememberAssessment,
  rememberedAssessment,
  startAssessment,
  startPracticeAssessment,
  stepNumber,
} from '#rooms/readiness/index.server.ts';
import type { Actions, PageServerLoad } from './$types';

const starts: RateLimit = { name: 'self-assessments begun', uses: 30, minutes: 60 };

export const load: PageServerLoad = async (event) => {
  const test = await practiceTestFor(event);
  return {
    begun: await begunIn(event),
    counts: questionCounts(editionOfTaken(test)),
    // Whose test it is, and whether its words are theirs.
    practice: test && { name: test.practice, isOwn: test.number > 0 },
    // Said after a redirect; whoever types it into the address sees a sentence and changes nothing.
    said: event.url.searchParams.get('said'),
  };
};

/** The test of the practice that the address names, by its page or, for those who work with it, by its space. */
async function practiceTestFor(event: RequestEvent) {
  const { searchParams } = event.url;
  const [address, workspace] = [searchParams.get('of'), searchParams.get('in')];
  if (address !== null) return loadFor(event, getPracticeTest, { address });
  return workspace === null ? null : loadFor(event, getTestOfPractice, { workspace });
}

/** How far the assessment in this browser has got, and where it goes on. */
async function begunIn(event: RequestEvent) {
  const assessment = rememberedAssessment(event);
  if (!assessment) return null;
  const found = await performFor(event, getAssessment, { assessment });
  if (!found.ok) return null;
  const { progress, finishedAt } = found.value;
  const { answered, shown, nextStep } = progress;
  return {
    isFinished: finishedAt !== null,
    answered,
    shown,
    step: nextStep ? stepNumber(nextStep) : progress.steps.length,
  };
}

export const actions: Actions = {
  default: async (event) => {
    const form = (await event.request.formData()).get('form') === 'full' ? 'full' : 'short';
    const { ground } = event.locals.house;
    try {
      await countUse(ground.db, starts, addressBlock(event.getClientAddress()), ground.now());
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      error(statusOf(refusal), refusalText(refusal));
    }
    const { searchParams } = event.url;
    const [address, workspace] = [searchParams.get('of'), searchParams.get('in')];
    const begun =
      workspace !== null && address === null
        ? await performFor(event, startPracticeAssessment, { workspace, form })
        : await performFor(event, startAssessment, { form, ...(address === null ? {} : { address }) });
    if (!begun.ok) error(statusOf(begun.refusal), refusalText(begun.refusal));
    await eraseUnfinished(event);
    rememberAssessment(event, begun.value.secret);
    redirect(303, '/test/1');
  },
};

/** What was begun here and has no result yet could not be found again by anybody. */
async function eraseUnfinished(event: RequestEvent): Promise<void> {
  const assessment = rememberedAssessment(event);
  if (!assessment) return;
  const found = await performFor(event, getAssessment, { assessment });
  if (found.ok && found.value.finishedAt === null) await performFor(event, deleteAssessment, { assessment });
  forgetAssessment(event);
}
