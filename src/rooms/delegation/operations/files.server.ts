import { z } from 'zod';
import { notFound, refused } from '#kernel/errors.ts';
import { operation, type Run } from '#kernel/operation.server.ts';
import { isOwn, maySeeBrief, mayTake, record, settle, takeUp } from '../access.server.ts';
import { briefFacts, holdBrief, type HeldBrief } from '../brief-store.server.ts';
import { filesOf, insertFile, markRemoved, type StoredFileRow } from '../file-store.server.ts';
import { fileSizes, opensInline, whyNotRemove } from '../files.ts';
import { attachFileInput, briefInput, fileInput } from '../inputs.ts';
import { mayDo, type Standing } from '../rules.ts';
import { briefStep, fileView } from '../views.ts';

/** Puts a file that was stored under this id on the brief. Codes: `too_many_files`, and those of the table. */
export const attachFile = operation({
  name: 'delegation.attachFile',
  summary: 'Puts a stored file on a brief (for the upload, which stores it first)',
  http: null,
  input: attachFileInput,
  output: briefStep,
  may: mayTake('attachFile'),
  async run(run, { file, name, bytes, mediaType, sha256, ...input }) {
    const held = await takeUp(run, input, 'attachFile');
    if ((await filesOf(run.tx, input)).length >= fileSizes.perBrief) throw refused('too_many_files');
    await insertFile(
      run.tx,
      held,
      { id: file, name, bytes, mediaType, sha256 },
      { by: run.person.id, at: run.now },
    );
    record(run, held, { kind: 'delegation.fileAttached', facts: { fileId: file, fileName: name } });
    return settle(run, held, 'attachFile');
  },
});

/** Takes one's own file away again. Codes: `not_your_file`, `file_in_use`. */
export const removeFile = operation({
  name: 'delegation.removeFile',
  summary: 'Takes an own file away again, before anybody works with it',
  http: 'DELETE /workspaces/{workspace}/briefs/{brief}/files/{file}',
  input: fileInput,
  output: briefStep,
  may: mayTake('attachFile'),
  async run(run, { file: id, ...input }) {
    const held = await holdBrief(run.tx, input);
    const file = held && (await filesOf(run.tx, input)).find((one) => one.id === id);
    if (!held || !file) throw notFound();
    const refusal = whyNotRemove(
      { isOwn: file.addedBy === run.person.id, isDelivered: file.delivery !== null },
      standingFor(run, held),
      run.role,
    );
    if (refusal) throw refused(refusal);
    await markRemoved(run.tx, input, id, run.now);
    record(run, held, { kind: 'delegation.fileRemoved', facts: { fileId: id, fileName: file.name } });
    return settle(run, held, 'attachFile');
  },
});

/** What is known of a file; its content comes from the page's own address, for who may see this. */
export const getFile = operation({
  name: 'delegation.getFile',
  summary: 'Says what a file on a brief is',
  http: 'GET /workspaces/{workspace}/briefs/{brief}/files/{file}',
  input: fileInput,
  output: z.object({ id: z.string(), name: z.string(), bytes: z.number(), mediaType: z.string() }),
  may: maySeeBrief,
  async run(run, { file: id, ...input }) {
    const file = (await filesOf(run.tx, input)).find((one) => one.id === id);
    if (!file) throw notFound();
    return file;
  },
});

/** The files of a brief, and whether more may be put on it: asked before any content is taken in. */
export const listFiles = operation({
  name: 'delegation.listFiles',
  summary: 'Lists the files on a brief, and says whether more may be attached',
  http: 'GET /workspaces/{workspace}/briefs/{brief}/files',
  input: briefInput,
  output: z.object({ files: z.array(fileView), mayAttach: z.boolean(), room: z.number() }),
  may: maySeeBrief,
  async run(run, input) {
    const [facts, files] = [await briefFacts(run.tx, input), await filesOf(run.tx, input)];
    if (!facts) throw notFound();
    const standing = { state: facts.state, isArchived: facts.isArchived, isOwn: isOwn(run, facts) };
    return {
      files: files.map((file) => viewOf(file, run, standing)),
      mayAttach: mayDo('attachFile', standing, run.role),
      room: Math.max(0, fileSizes.perBrief - files.length),
    };
  },
});

/** A file as the reader may use it. */
export function viewOf(file: StoredFileRow, run: Run, standing: Standing): z.input<typeof fileView> {
  const { id, name, bytes, mediaType, addedBy, addedAt, delivery } = file;
  const facts = { isOwn: addedBy === run.person.id, isDelivered: delivery !== null };
  return {
    ...{ id, name, bytes, mediaType, addedBy, addedAt, delivery },
    opensInline: opensInline(mediaType),
    mayRemove: whyNotRemove(facts, standing, run.role) === null,
  };
}

const standingFor = (run: Run, held: HeldBrief): Standing => ({
  state: held.standing.state,
  isArchived: held.standing.isArchived,
  isOwn: isOwn(run, held),
});
