import { csvResponse } from '#kernel/web/csv.server.ts';
import { loadFor } from '#kernel/web/form.server.ts';
import { readiness_csv_file } from '#messages';
import { answersCsv, exportAnswers } from '#rooms/readiness/index.server.ts';
import type { RequestHandler } from './$types';

/** The answers that clients shared, of all engagements or with `?engagement=` of one. */
export const GET: RequestHandler = async (event) => {
  const engagement = event.url.searchParams.get('engagement') ?? undefined;
  const { copies } = await loadFor(event, exportAnswers, { ...event.params, engagement });
  const { locale } = event.locals;
  return csvResponse(answersCsv(copies, locale), readiness_csv_file({}, { locale }));
};
