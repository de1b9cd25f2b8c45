import { error } from '@sveltejs/kit';
import { notFound } from '#kernel/errors.ts';
import { csvResponse } from '#kernel/web/csv.server.ts';
import { loadFor } from '#kernel/web/form.server.ts';
import { refusalText } from '#kernel/web/texts.server.ts';
import { readiness_csv_file } from '#messages';
import { getProspect } from '#rooms/front/index.server.ts';
import { answersCsv } from '#rooms/readiness/index.server.ts';
import type { RequestHandler } from './$types';

/** The answers that somebody sent with what they asked of the practice. */
export const GET: RequestHandler = async (event) => {
  const { shared, name, askedAt } = await loadFor(event, getProspect, event.params);
  if (!shared?.answers) error(404, refusalText(notFound()));
  const { locale } = event.locals;
  const copy = { ...shared, answers: shared.answers, by: name, at: askedAt, engagement: null };
  return csvResponse(answersCsv([copy], locale), readiness_csv_file({}, { locale }));
};
