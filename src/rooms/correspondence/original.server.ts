import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { error } from '@sveltejs/kit';
import { notFound } from '#kernel/errors.ts';
import { contentDisposition } from '#kernel/files/disposition.ts';
import type { FileStore } from '#kernel/files/store.server.ts';
import type { MailReader } from '#kernel/mail/inbound/reader.server.ts';
import { refusalText } from '#kernel/web/texts.server.ts';

/** A mail as its page shows it: all its words, also those that were cut; null where it can't be read. */
export async function originalOf(
  files: FileStore,
  reader: MailReader,
  workspace: string,
  rawFile: string,
): Promise<{ to: string[]; text: string | null; attached: string[] }> {
  const stored = await files.get(workspace, rawFile);
  const { mail } = stored ? await reader.read(await buffer(stored.content)) : { mail: null };
  if (!mail) return { to: [], text: null, attached: [] };
  return { to: mail.to, text: mail.text.trim(), attached: mail.files.map(({ name }) => name) };
}

/** The raw mail to download. */
export async function originalResponse(
  files: FileStore,
  workspace: string,
  rawFile: string,
): Promise<Response> {
  const stored = await files.get(workspace, rawFile);
  if (!stored) error(404, refusalText(notFound()));
  return new Response(Readable.toWeb(stored.content) as ReadableStream, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': String(stored.bytes),
      'content-disposition': contentDisposition('attachment', 'original.eml'),
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-store',
    },
  });
}
