import { loadFor } from '#kernel/web/form.server.ts';
import { getMail, originalResponse } from '#rooms/correspondence/index.server.ts';
import type { RequestHandler } from './$types';

/** The mail as it came, to download, for who may see the brief: a browser neither shows nor runs anything of it. */
export const GET: RequestHandler = async (event) => {
  const { rawFile } = await loadFor(event, getMail, event.params);
  return originalResponse(event.locals.house.files, event.params.workspace, rawFile);
};
