import { error, redirect } from '@sveltejs/kit';
import { statusOf } from '#kernel/errors.ts';
import { loadFor, performFor } from '#kernel/web/form.server.ts';
import { refusalText } from '#kernel/web/texts.server.ts';
import {
  deleteAssessment,
  forgetAssessment,
  getAssessment,
  rememberedAssessment,
} from '#rooms/readiness/index.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  event.setHeaders({ 'cache-control': 'private, no-store', 'referrer-policy': 'same-origin' });
  await loadFor(event, getAssessment, { assessment: event.params.secret });
  return { back: `/result/${encodeURIComponent(event.params.secret)}` };
};

export const actions: Actions = {
  default: async (event) => {
    const { secret: assessment } = event.params;
    const erased = await performFor(event, deleteAssessment, { assessment });
    if (!erased.ok && erased.refusal.code !== 'not_found') {
      error(statusOf(erased.refusal), refusalText(erased.refusal));
    }
    if (rememberedAssessment(event) === assessment) forgetAssessment(event);
    redirect(303, '/test?said=erased');
  },
};
