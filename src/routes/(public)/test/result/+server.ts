import { redirect } from '@sveltejs/kit';
import { rememberedAssessment } from '#rooms/readiness/index.server.ts';
import type { RequestHandler } from './$types';

/** The result of the self-assessment that this browser is at. */
export const GET: RequestHandler = (event) => {
  const assessment = rememberedAssessment(event);
  redirect(303, assessment ? `/result/${encodeURIComponent(assessment)}` : '/test');
};
