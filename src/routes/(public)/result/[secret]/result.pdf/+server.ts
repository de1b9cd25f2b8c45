import { contentDisposition } from '#kernel/files/disposition.ts';
import { loadFor } from '#kernel/web/form.server.ts';
import { public_result_sheet_file } from '#messages';
import { getResult, resultSheet, resultView } from '#rooms/readiness/index.server.ts';
import type { RequestHandler } from './$types';

/** The result on one sheet of paper. */
export const GET: RequestHandler = async (event) => {
  const found = await loadFor(event, getResult, { assessment: event.params.secret });
  const { actor, locale, house } = event.locals;
  const timeZone = actor.kind === 'person' ? actor.timeZone : 'UTC';
  const sheet = await resultSheet(resultView(found, locale), { locale, timeZone, origin: house.origin });
  return new Response(new Uint8Array(sheet), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': contentDisposition(
        'attachment',
        `${public_result_sheet_file({}, { locale })}.pdf`,
      ),
      'cache-control': 'private, no-store',
      'referrer-policy': 'same-origin',
      'x-robots-tag': 'noindex, nofollow',
    },
  });
};
