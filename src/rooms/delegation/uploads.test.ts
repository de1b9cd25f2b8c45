import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Refusal } from '#kernel/errors.ts';
import { localFileStore, type FileStore } from '#kernel/files/store.server.ts';
import { newId } from '#kernel/new-id.server.ts';
import type { Outcome } from '#kernel/perform.server.ts';
import { receiveFiles, type StoredUpload } from './uploads.server.ts';

const workspace = newId<'workspace'>();
let folder: string;
let store: FileStore;
let attached: StoredUpload[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'delega-uploads-'));
  store = localFileStore(folder);
  attached = [];
});
afterEach(() => rm(folder, { recursive: true }));

const attach = (upload: StoredUpload): Promise<Outcome<unknown>> => {
  attached.push(upload);
  return Promise.resolve({ ok: true, value: null });
};
const kept = async () => (await readdir(join(folder, workspace)).catch(() => [])).sort();
const post = (...files: [name: string, content: string | Uint8Array<ArrayBuffer>][]) => {
  const body = new FormData();
  for (const [name, content] of files) body.append('files', new Blob([content]), name);
  return new Request('http://localhost/files', { method: 'POST', body });
};
const most = { bytes: 100_000, perRequest: 5 };
const receive = (request: Request, how = attach) => receiveFiles(request, store, workspace, how, most);

it('files are stored whole, with the type of their bytes and a clean name', async () => {
  const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 73, 72, 68, 82]);
  await receive(post(['../"Año".txt', 'hola\n'], ['foto.txt', png], ['x.html', '<script>1</script>']));
  const facts = attached.map(({ name, bytes, mediaType }) => [name, bytes, mediaType]);
  expect(facts.toSorted()).toEqual([
    ['Año.txt', 5, 'text/plain'],
    ['foto.txt', 16, 'image/png'],
    ['x.html', 18, 'application/octet-stream'],
  ]);
  const written = attached.find(({ name }) => name === 'Año.txt');
  const stored = await store.get(workspace, written!.file);
  expect(await text(stored!.content)).toBe('hola\n');
});

it('a file that is too large is refused alone and leaves nothing behind', async () => {
  const whole = new Uint8Array(most.bytes);
  const received = await receive(
    post(['justo.bin', whole], ['grande.bin', new Uint8Array(most.bytes + 1)], ['c.txt', 'c']),
  );
  expect(received.map((one) => ('refusal' in one ? one.refusal.code : one.name))).toEqual([
    'justo.bin',
    'too_large',
    'c.txt',
  ]);
  expect(await kept()).toEqual(attached.map(({ file }) => file).sort());
});

it('a file whose brief refuses it does not stay in the store', async () => {
  const refusing = () => Promise.resolve({ ok: false as const, refusal: new Refusal('not_found') });
  const [received] = await receive(post(['a.txt', 'a']), refusing);
  expect(received).toMatchObject({ refusal: { code: 'not_found' } });
  expect(await kept()).toEqual([]);
});

it('a failure after storing takes the file away again and is not hidden', async () => {
  const failing = () => Promise.reject(new Error('the database is away'));
  await expect(receive(post(['a.txt', 'a'], ['b.txt', 'b']), failing)).rejects.toThrow(
    'the database is away',
  );
  expect(await kept()).toEqual([]);
});

it('a disk that takes no more ends the upload instead of waiting for ever', async () => {
  const full: FileStore = {
    ...store,
    put: (_workspace, _file, content) => {
      content.destroy();
      return Promise.reject(new Error('no space left'));
    },
  };
  const request = post(['a.bin', new Uint8Array(4_000_000)], ['b.txt', 'b']);
  await expect(receiveFiles(request, full, workspace, attach)).rejects.toThrow('no space left');
});

it('an upload that breaks off is refused and leaves nothing behind', async () => {
  const head = '--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\nhalf';
  const headers = { 'content-type': 'multipart/form-data; boundary=x' };
  const broken = async function* () {
    yield new TextEncoder().encode(head);
    throw new Error('connection reset');
  };
  const bodies = [head, Readable.toWeb(Readable.from(broken())) as ReadableStream];
  for (const body of bodies) {
    const request = new Request('http://localhost/files', {
      method: 'POST',
      headers,
      body,
      duplex: 'half',
    } as RequestInit);
    await expect(receive(request)).rejects.toMatchObject({ fields: { files: 'upload_broken' } });
  }
  expect(attached).toEqual([]);
  expect(await kept()).toEqual([]);
});

it('a form without a file, or no form at all, is told so', async () => {
  const empty = new FormData();
  empty.append('files', new Blob([]), '');
  for (const body of [empty, 'text']) {
    const request = new Request('http://localhost/files', { method: 'POST', body });
    await expect(receive(request)).rejects.toMatchObject({ fields: { files: 'required' } });
  }
});

it('more files than fit in one request are refused, the first ones are taken', async () => {
  const many = Array.from({ length: most.perRequest + 2 }, (_, n): [string, string] => [`${n}.txt`, 'x']);
  const received = await receive(post(...many));
  expect(attached).toHaveLength(most.perRequest);
  expect(received.at(-1)).toMatchObject({ refusal: { fields: { files: 'too_many' } } });
});
