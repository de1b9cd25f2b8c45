import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { visitor, type Person } from '#kernel/actor.ts';
import type { WorkspaceId } from '#kernel/id.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import * as own from './editions.operations.server.ts';
import * as open from './public.operations.server.ts';

let world: World;
let ana: Person;
let sol: Person;
let bruno: Person;
let place: WorkspaceId;
let address: string;

beforeAll(async () => {
  world = await makeWorld();
  [ana, sol, bruno] = await Promise.all([world.person('Ana'), world.person('Sol'), world.person('Bruno')]);
});
afterAll(() => world.drop());

beforeEach(async () => {
  place = await world.workspace(ana);
  await world.joinWorkspace(place, sol, 'assistant');
  await world.joinEngagement(place, await world.engagement(place), bruno, 'principal');
  address = `pagina-${place.slice(-12)}`;
  await world.asOwner.query(
    `insert into practice_pages (workspace_id, address, name, time_zone, spoken, tools, work_days, is_listed, changed_at, published_at)
     values ($1, $2, 'Ana Ruiz', 'Europe/Madrid', '{es}', '{}', '{}', true, now(), now())`,
    [place, address],
  );
  await world.asOwner.query('insert into practice_addresses values ($1, $2, now())', [address, place]);
});

const text = {
  title: 'Confiar, a mi manera',
  description: 'Cómo lo hago yo.',
  body: 'Antes.\n\n## Primero\n\nVer.',
};
const trust = (language: 'es' | 'en' = 'es') => ({ workspace: place, guide: 'trust', language }) as const;
const save = (words: Partial<typeof text> = {}, revision = 0, by = ana) =>
  world.try(own.saveGuideDraft, by, { ...trust(), ...text, ...words, revision });
const publish = () => world.do(own.publishGuide, ana, trust());
const mine = (by: Person = ana) => world.do(own.getOwnGuide, by, trust());
const read = (language: 'es' | 'en' = 'es') =>
  world.do(open.readPracticeGuide, visitor, { address, guide: 'trust', language });

test('nobody outside reads a guide of the practice until it is published', async () => {
  expect(await save()).toMatchObject({ ok: true, value: { revision: 1 } });
  expect(await mine(sol)).toMatchObject({ standing: null, versions: 0, draft: { ...text, revision: 1 } });
  expect(await read()).toEqual({ edition: null, languages: [] });

  expect(await publish()).toEqual({ number: 1, isNew: true });
  expect(await read()).toEqual({
    edition: { ...text, number: 1, publishedAt: world.clock.now.toString() },
    languages: ['es'],
  });
  expect(await read('en'), 'in the other language it is Delega’s').toEqual({
    edition: null,
    languages: ['es'],
  });
  expect(await mine()).toMatchObject({ draft: null, versions: 1 });
  expect(await world.do(open.listPracticeGuides, visitor, { address, language: 'es' })).toMatchObject({
    guides: [{ guide: 'trust', title: text.title, minutes: 1 }],
  });
  const { guides } = await world.do(own.listOwnGuides, sol, { workspace: place });
  expect(guides).toHaveLength(16);
  expect(guides.filter(({ standing }) => standing)).toMatchObject([{ guide: 'trust', language: 'es' }]);
});

test('what stands stays until a changed draft is published; the same again is no version', async () => {
  await save();
  await publish();
  await save({ body: 'Otra cosa.' });
  expect((await read()).edition?.body).toBe(text.body);
  expect(await publish()).toEqual({ number: 2, isNew: true });
  expect((await read()).edition).toMatchObject({ number: 2, body: 'Otra cosa.' });
  expect(await save({ body: 'Otra cosa.' })).toMatchObject({ ok: true, value: { revision: 0 } });
  expect(await publish()).toEqual({ number: 2, isNew: false });
});

test('a draft that lacks something is kept, and is not published', async () => {
  await save({ title: '', body: '##' });
  expect(await world.try(own.publishGuide, ana, trust())).toMatchObject({
    ok: false,
    refusal: { code: 'invalid', fields: { title: 'required', body: 'required' } },
  });
  expect((await mine()).draft).toMatchObject({ title: '', body: '##' });
});

test('of two who write at once, the second is told and loses nothing of the first', async () => {
  await save({ body: 'La primera.' });
  const elsewhere = { ok: false, refusal: { code: 'conflict', reason: 'edited_elsewhere' } };
  expect(await save({ body: 'La segunda.' })).toMatchObject(elsewhere);
  expect((await mine()).draft?.body).toBe('La primera.');
  expect(await save({ body: 'La primera.' }), 'the same words are no other').toMatchObject({ ok: true });
  expect(await save({ body: 'La segunda.' }, 1)).toMatchObject({ ok: true, value: { revision: 2 } });
  await publish();
  expect(await save({ body: 'Tarde.' }, 2), 'what it was written upon is published').toMatchObject(elsewhere);
});

test('a practice goes back to Delega’s text, and brings a version back', async () => {
  await save();
  await publish();
  await save({ body: 'Otra cosa.' });
  await publish();
  await world.do(own.withdrawGuide, ana, trust());
  expect(await read()).toEqual({ edition: null, languages: [] });
  expect(await world.do(own.listGuideVersions, sol, trust())).toMatchObject({
    versions: [{ number: 2, by: 'Ana' }, { number: 1 }],
    standing: null,
    pages: 1,
  });
  expect(await world.do(own.readGuideVersion, sol, { ...trust(), number: 1 })).toMatchObject(text);

  await world.do(own.restoreGuideVersion, ana, { ...trust(), number: 1 });
  expect((await mine()).draft).toMatchObject(text);
  expect((await read()).edition).toBeNull();
  expect(await publish()).toEqual({ number: 3, isNew: true });
  expect((await read()).edition).toMatchObject({ ...text, number: 3 });
  await save({ body: 'Sobra.' });
  await world.do(own.discardGuideDraft, ana, trust());
  expect((await mine()).draft).toBeNull();
});

test('owners write, assistants read, clients and strangers see what stands in public', async () => {
  await save();
  await publish();
  expect(await save({}, 0, sol)).toMatchObject({ ok: false, refusal: { code: 'forbidden' } });
  expect(await world.try(own.getOwnGuide, bruno, trust())).toMatchObject({ ok: false });
  expect(await world.try(own.readGuideVersion, visitor, { ...trust(), number: 1 })).toMatchObject({
    ok: false,
  });
  await world.asOwner.query('update practice_pages set published_at = null where workspace_id = $1', [place]);
  expect(
    await world.try(open.readPracticeGuide, visitor, { address, guide: 'trust', language: 'es' }),
  ).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
});

test('search engines are told of guides in own words, of practices that want to be found', async () => {
  const listed = async () =>
    (await world.do(open.listGuideEditions, visitor, {})).guides.filter((one) => one.address === address);
  expect(await listed()).toEqual([]);
  await save();
  await publish();
  world.clock.now = world.clock.now.add({ hours: 1 });
  await world.do(own.saveGuideDraft, ana, { ...trust('en'), ...text, revision: 0 });
  await world.do(own.publishGuide, ana, trust('en'));
  expect(await listed()).toEqual([
    { address, guide: 'trust', languages: ['es', 'en'], publishedAt: world.clock.now.toString() },
  ]);
  await world.asOwner.query('update practice_pages set is_listed = false where workspace_id = $1', [place]);
  expect(await listed()).toEqual([]);
});
