import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import Busboy, { type BusboyFileStream } from '@fastify/busboy';
import { fileTypeFromBuffer } from 'file-type';
import { invalid, Refusal } from '#kernel/errors.ts';
import type { FileStore } from '#kernel/files/store.server.ts';
import { newId } from '#kernel/new-id.server.ts';
import type { Outcome } from '#kernel/perform.server.ts';
import { cleanFileName, fileSizes, servedType } from './files.ts';

/** A file that lies in the store already, as `attachFile` takes it. */
export type StoredUpload = { file: string; name: string; bytes: number; mediaType: string; sha256: string };

/** Forms write a quote and line breaks in a name as `%22`, `%0D` and `%0A` (WHATWG HTML, multipart/form-data); no name may keep them. */
const asTyped = (name: string): string => name.replace(/%(?:22|0D|0A)/g, '');

/** How large one file may be, and how many fit in one request. */
type UploadLimits = { bytes: number; perRequest: number };

/** What became of one file of an upload. */
export type Received = { name: string; file: string } | { name: string; refusal: Refusal };

/**
 * Takes the files of a multipart request (RFC 7578) in as they stream: each is stored, its type found in its first bytes,
 * and handed to `attach`; what is refused or fails does not stay in the store. A file that is too large is refused by
 * itself, the others are taken.
 *
 * @throws Refusal `invalid` for a request that is not multipart or breaks off, or holds more files than fit
 */
export async function receiveFiles(
  request: Request,
  store: FileStore,
  workspace: string,
  attach: (upload: StoredUpload) => Promise<Outcome<unknown>>,
  most: UploadLimits = fileSizes,
): Promise<Received[]> {
  const parser = parserFor(request, most);
  const underWay: Promise<Received>[] = [];
  // A file that can't be written leaves its stream unread, and the parser would wait for it for ever.
  const giveUp = new AbortController();
  const streams = new Set<BusboyFileStream>();
  let tooMany = false;
  parser.on('filesLimit', () => void (tooMany = true));
  parser.on('file', (_field: string, content: BusboyFileStream, name: string | undefined) => {
    // A form whose file input was left empty sends a file without a name.
    if (!name) return void content.resume();
    streams.add(content);
    content.on('error', () => undefined);
    const put = (file: string) => store.put(workspace, file, content, most.bytes);
    const received = receiveFile(content, newId<'file'>(), cleanFileName(asTyped(name)), {
      put,
      remove: (file) => store.remove(workspace, file),
      attach,
    });
    received.catch((failure: unknown) => giveUp.abort(failure));
    underWay.push(received);
  });
  try {
    // The two types of a stream are one at run time.
    await pipeline(Readable.fromWeb(request.body as ReadableStream), parser, { signal: giveUp.signal });
  } catch {
    const { aborted: gaveUp, reason } = giveUp.signal;
    for (const stream of streams) stream.destroy(new Error('The upload broke off'));
    await Promise.allSettled(underWay);
    if (gaveUp) throw reason;
    throw invalid({ files: 'upload_broken' });
  }
  // All have ended, and whatever failed has cleaned up behind itself, before the first failure is told.
  await Promise.allSettled(underWay);
  const received = await Promise.all(underWay);
  if (tooMany) received.push({ name: '', refusal: invalid({ files: 'too_many' }) });
  if (received.length === 0) throw invalid({ files: 'required' });
  return received;
}

function parserFor(request: Request, most: UploadLimits) {
  const contentType = request.headers.get('content-type') ?? '';
  if (!request.body || !/^multipart\/form-data\s*;/i.test(contentType)) throw invalid({ files: 'required' });
  try {
    return Busboy({
      headers: { 'content-type': contentType },
      limits: {
        files: most.perRequest,
        fileSize: most.bytes,
        fields: 20,
        fieldSize: 10_000,
        parts: 60,
      },
    });
  } catch {
    throw invalid({ files: 'upload_broken' });
  }
}

type Steps = {
  put(file: string): ReturnType<FileStore['put']>;
  remove(file: string): Promise<void>;
  attach(upload: StoredUpload): Promise<Outcome<unknown>>;
};

/**
 * Takes in a file that came another way than through a form, such as with a mail, under an id of the caller's: the same
 * file under the same id is taken in once.
 */
export function takeFile(
  store: FileStore,
  workspace: string,
  { file, name, content }: { file: string; name: string; content: Readable },
  attach: Steps['attach'],
): Promise<Received> {
  return receiveFile(content, file, cleanFileName(name), {
    put: (id) => store.put(workspace, id, content, fileSizes.bytes),
    remove: (id) => store.remove(workspace, id),
    attach,
  });
}

async function receiveFile(
  content: Readable & { truncated?: boolean },
  file: string,
  name: string,
  { put, remove, attach }: Steps,
): Promise<Received> {
  try {
    const { bytes, sha256, head } = await put(file);
    if (content.truncated) throw new Refusal('too_large');
    const detected = await fileTypeFromBuffer(head).catch(() => undefined);
    const mediaType = servedType(detected?.mime ?? null, head, name);
    const outcome = await attach({ file, name, bytes, mediaType, sha256 });
    if (!outcome.ok) throw outcome.refusal;
    return { name, file };
  } catch (failure) {
    await remove(file);
    if (failure instanceof Refusal) return { name, refusal: failure };
    throw failure;
  }
}
