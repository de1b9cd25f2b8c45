import { loadFor } from '#kernel/web/form.server.ts';
import { getWaitingMail, originalResponse } from '#rooms/correspondence/index.server.ts';
import type { RequestHandler } from './$types';

/** A mail that waits for a look, as it came, to download, for whoever decides on it. */
export const GET: RequestHandler = async (event) => {
  const { rawFile } = await loadFor(event, getWaitingMail, event.params);
  return originalResponse(event.locals.house.files, event.params.workspace, rawFile);
};
