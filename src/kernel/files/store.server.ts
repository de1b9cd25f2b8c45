import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isUuid } from '../id.ts';
import { Refusal } from '../errors.ts';

export type StoredFile = { bytes: number; sha256: string; head: Uint8Array };

/** Where files lie. The local folder is one implementation; an object store (S3) is another. Names are ids, never typed text. */
export interface FileStore {
  /** Writes a file whole or not at all. Refuses with `too_large` past `maxBytes`. */
  put(workspace: string, file: string, content: Readable, maxBytes: number): Promise<StoredFile>;
  get(workspace: string, file: string): Promise<{ content: Readable; bytes: number } | null>;
  remove(workspace: string, file: string): Promise<void>;
}

/** How much of a file's beginning is kept to tell its type. */
const headBytes = 4100;

/** Files in a folder of this machine, one folder a workspace, readable by the server's user alone. */
export function localFileStore(folder: string): FileStore {
  const pathOf = (workspace: string, file: string) => {
    if (!isUuid(workspace) || !isUuid(file)) throw new Error('Files are named by ids');
    return join(folder, workspace, file);
  };
  return {
    async put(workspace, file, content, maxBytes) {
      const path = pathOf(workspace, file);
      await mkdir(join(folder, workspace), { recursive: true, mode: 0o700 });
      const { meter, result } = measuring(maxBytes);
      const partial = `${path}.partial`;
      const writer = createWriteStream(partial, { mode: 0o600, flush: true });
      try {
        await pipeline(content, meter, writer);
        await rename(partial, path);
      } catch (error) {
        // A stream that is given up may still be opening its file: only once it is closed is there nothing to come.
        await new Promise((closed) => (writer.closed ? closed(null) : writer.once('close', closed)));
        await rm(partial, { force: true });
        throw error;
      }
      return result();
    },
    async get(workspace, file) {
      const path = pathOf(workspace, file);
      const found = await stat(path).catch(() => null);
      return found && { content: createReadStream(path), bytes: found.size };
    },
    async remove(workspace, file) {
      await rm(pathOf(workspace, file), { force: true });
    },
  };
}

function measuring(maxBytes: number): { meter: Transform; result: () => StoredFile } {
  const hash = createHash('sha256');
  const head: Uint8Array[] = [];
  let bytes = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (bytes < headBytes) head.push(chunk.subarray(0, headBytes - bytes));
      bytes += chunk.length;
      hash.update(chunk);
      done(bytes > maxBytes ? new Refusal('too_large') : null, chunk);
    },
  });
  return { meter, result: () => ({ bytes, sha256: hash.digest('hex'), head: Buffer.concat(head) }) };
}
