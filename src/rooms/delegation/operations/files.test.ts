import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '#kernel/actor.ts';
import type { BriefId, Id } from '#kernel/id.ts';
import { newId } from '#kernel/new-id.server.ts';
import * as operations from '../operations.server.ts';
import { briefIn, makeRoom, type Room } from './room.fixtures.ts';

let room: Room;
const on = (brief: string) => ({ workspace: room.workspace, brief: brief as BriefId });
const attach = async (who: Person, brief: string, name = 'informe.pdf'): Promise<Id<'file'>> => {
  const file = newId<'file'>();
  const stored = { name, bytes: 10, mediaType: 'application/pdf', sha256: 'a'.repeat(64) };
  await room.world.do(operations.attachFile, who, { ...on(brief), file, ...stored });
  return file;
};
const files = (who: Person, brief: string) => room.world.do(operations.listFiles, who, on(brief));

beforeAll(async () => {
  room = await makeRoom();
});
afterAll(() => room.world.drop());

test('a file counts as an example of a clear brief, and its author may take it away again', async () => {
  const brief = await briefIn(room, 'draft');
  const file = await attach(room.marta, brief);
  const view = await room.world.do(operations.getBrief, room.bruno, on(brief));
  expect(view.missing.map(({ field }) => field)).not.toContain('examples');
  expect(view.files).toMatchObject([{ id: file, opensInline: true, mayRemove: false }]);
  const remove = { ...on(brief), file };
  expect(await room.world.try(operations.removeFile, room.bruno, remove)).toMatchObject({
    refusal: { reason: 'not_your_file' },
  });
  await room.world.do(operations.removeFile, room.marta, remove);
  expect((await files(room.bruno, brief)).files).toEqual([]);
  expect(await room.world.try(operations.getFile, room.bruno, remove)).toMatchObject({
    refusal: { code: 'not_found' },
  });
  const { history } = await room.world.do(operations.getBrief, room.bruno, on(brief));
  expect(history.map(({ kind }) => kind).slice(-2)).toEqual([
    'delegation.fileAttached',
    'delegation.fileRemoved',
  ]);
});

test('what was sent with the brief stays', async () => {
  const brief = await briefIn(room, 'draft');
  const file = await attach(room.bruno, brief);
  await room.world.do(operations.sendBrief, room.bruno, on(brief));
  expect(await room.world.try(operations.removeFile, room.bruno, { ...on(brief), file })).toMatchObject({
    refusal: { reason: 'file_in_use' },
  });
});

test('a delivery holds the files of the practice that were chosen, and no others', async () => {
  const brief = await briefIn(room, 'promised');
  const theirs = await attach(room.bruno, brief, 'material.pdf');
  const [mine, unused] = [await attach(room.ana, brief), await attach(room.olga, brief, 'otro.pdf')];
  const deliver = (chosen: Id<'file'>[]) =>
    room.world.try(operations.deliverBrief, room.ana, { ...on(brief), files: chosen });
  expect(await deliver([theirs])).toMatchObject({ refusal: { fields: { files: 'unknown_file' } } });
  expect(await deliver([newId()])).toMatchObject({ refusal: { fields: { files: 'unknown_file' } } });
  expect(await deliver([])).toMatchObject({ refusal: { fields: { note: 'nothing_delivered' } } });
  expect(await deliver([mine])).toMatchObject({ ok: true });
  const view = await room.world.do(operations.getBrief, room.ana, on(brief));
  const delivery = view.deliveries[0]!.id;
  expect(view.files.map((file) => [file.id, file.delivery, file.mayRemove])).toEqual([
    [theirs, null, false],
    [mine, delivery, false],
    [unused, null, false],
  ]);
  await room.world.do(operations.removeFile, room.olga, { ...on(brief), file: unused });
});

test('a finished brief takes no more files, and a full one neither', async () => {
  const brief = await briefIn(room, 'delivered');
  for (let n = 0; n < 100; n += 1) await attach(room.ana, brief, `${n}.pdf`);
  expect(await files(room.ana, brief)).toMatchObject({ room: 0, mayAttach: true });
  await expect(attach(room.ana, brief)).rejects.toMatchObject({ reason: 'too_many_files' });
  const { deliveries } = await room.world.do(operations.getBrief, room.bruno, on(brief));
  await room.world.do(operations.acceptDelivery, room.bruno, {
    ...on(brief),
    delivery: deliveries[0]!.id,
  });
  expect(await files(room.ana, brief)).toMatchObject({ mayAttach: false });
  await expect(attach(room.ana, brief)).rejects.toMatchObject({ reason: 'not_in_this_state' });
});
