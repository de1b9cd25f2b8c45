import { Readable } from 'node:stream';
import { error } from '@sveltejs/kit';
import { contentDisposition } from '#kernel/files/disposition.ts';
import { loadFor } from '#kernel/web/form.server.ts';
import { refusalText } from '#kernel/web/texts.server.ts';
import { notFound } from '#kernel/errors.ts';
import { getFile, opensInline } from '#rooms/delegation/index.server.ts';
import type { RequestHandler } from './$types';

/**
 * Gives a file out to who may see its brief: to download, or with `?view` to look at where it is a picture or a PDF. The
 * type was found in its bytes; a browser may guess no other, and runs nothing that is in it.
 */
export const GET: RequestHandler = async (event) => {
  const file = await loadFor(event, getFile, event.params);
  const stored = await event.locals.house.files.get(event.params.workspace, file.id);
  if (!stored) error(404, refusalText(notFound()));
  const isInline = event.url.searchParams.has('view') && opensInline(file.mediaType);
  const isText = file.mediaType === 'text/plain';
  return new Response(Readable.toWeb(stored.content) as ReadableStream, {
    headers: {
      'content-type': isText ? 'text/plain; charset=utf-8' : file.mediaType,
      'content-length': String(stored.bytes),
      'content-disposition': contentDisposition(isInline ? 'inline' : 'attachment', file.name),
      'content-security-policy': policyFor(isInline ? file.mediaType : ''),
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-store',
    },
  });
};

/** A sandboxed page can't show a PDF: the browser's own viewer counts as a plug-in there. */
function policyFor(mediaType: string): string {
  const nothing = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  return mediaType === 'application/pdf' ? `${nothing}; object-src 'self'` : `${nothing}; sandbox`;
}
