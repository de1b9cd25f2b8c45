import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { visitor, type Person } from '#kernel/actor.ts';
import type { WorkspaceId } from '#kernel/id.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import * as ops from './page.operations.server.ts';
import { emptyEdition } from './practice-page.ts';

let world: World;
let ana: Person;
let sol: Person;
let zoe: Person;
let place: WorkspaceId;
let elsewhere: WorkspaceId;

beforeAll(async () => {
  world = await makeWorld();
  [ana, sol, zoe] = await Promise.all([world.person('Ana'), world.person('Sol'), world.person('Zoe')]);
  place = await world.workspace(ana);
  elsewhere = await world.workspace(zoe);
  await world.joinWorkspace(place, sol, 'assistant');
});
afterAll(() => world.drop());

const edition = { ...emptyEdition, headline: 'Tu agenda, en orden', about: 'Trabajo con tres estudios.' };
const page = (over: object = {}) => ({
  workspace: place,
  address: 'ana-rios',
  name: 'Ana Ríos',
  timeZone: 'Europe/Madrid',
  spoken: ['es' as const],
  tools: ['Notion'],
  workDays: [1, 2, 3],
  workFrom: '09:00',
  workUntil: '14:00',
  freeFrom: '2027-01',
  isListed: true,
  language: 'es' as const,
  edition,
  ...over,
});
const save = (over: object = {}, by: Person = ana) => world.try(ops.savePracticePage, by, page(over));
const read = (address = 'ana-rios') => world.try(ops.readPracticePage, visitor, { address });

describe('the page of a practice', () => {
  test('is nowhere until it is published, and gone when it is withdrawn', async () => {
    expect((await world.try(ops.publishPracticePage, ana, { workspace: place })).ok).toBe(false);
    expect((await save()).ok).toBe(true);
    expect(await read()).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
    expect(await world.do(ops.listPracticePages, visitor, {})).toEqual({ pages: [] });

    await world.do(ops.publishPracticePage, ana, { workspace: place });
    expect(await read()).toMatchObject({ ok: true, value: { name: 'Ana Ríos', editions: { es: edition } } });
    expect((await world.do(ops.listPracticePages, visitor, {})).pages).toMatchObject([
      { address: 'ana-rios', languages: ['es'] },
    ]);

    await world.do(ops.withdrawPracticePage, ana, { workspace: place });
    expect(await read()).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
    expect((await world.do(ops.getPracticePage, sol, { workspace: place })).page).toMatchObject({
      editions: { es: edition },
    });
    await world.do(ops.publishPracticePage, ana, { workspace: place });
  });

  test('keeps the texts of one language when those of another are saved', async () => {
    const english = { ...edition, headline: 'Your calendar, sorted' };
    await save({ language: 'en', edition: english });
    expect(await read()).toMatchObject({ value: { editions: { es: edition, en: english } } });
    await save({ language: 'en', edition: emptyEdition });
    expect((await world.do(ops.getPracticePage, ana, { workspace: place })).page?.editions).toEqual({
      es: edition,
    });
  });

  test('shows strangers no texts that are only begun, and whose page it is by its name alone', async () => {
    await save({ language: 'en', isListed: true, edition: { ...emptyEdition, headline: 'Half a sentence' } });
    const seen = await read();
    expect(seen).toMatchObject({ ok: true });
    expect(JSON.stringify(seen)).not.toMatch(new RegExp(`Half a sentence|${place}`));
    const listed = await world.do(ops.findPractices, visitor, {});
    expect(listed.total).toBe(1);
    expect(JSON.stringify(listed)).not.toContain('Half a sentence');
    expect(await world.do(ops.findPractices, visitor, { words: 'sentence' })).toMatchObject({ total: 0 });
    await save({ language: 'en', edition: emptyEdition });
  });

  test('that is published keeps something to read', async () => {
    expect(await save({ edition: emptyEdition })).toMatchObject({ refusal: { reason: 'page_incomplete' } });
    expect(await read()).toMatchObject({ ok: true });
  });

  test('has an address of its own', async () => {
    expect(await save({ workspace: elsewhere }, zoe)).toMatchObject({
      refusal: { fields: { address: 'address_taken' } },
    });
    expect((await save({ workspace: elsewhere, address: 'zoe' }, zoe)).ok).toBe(true);
    expect(await save({ workspace: elsewhere, address: 'Zoe y Co' }, zoe)).toMatchObject({
      refusal: { fields: { address: 'invalid_page_address' } },
    });
  });

  test('leads on from an address that it had before, and nobody else gets that one', async () => {
    await save({ address: 'ana-nueva' });
    expect(await read('ana-rios')).toMatchObject({ value: { address: 'ana-nueva' } });
    expect(await read('ana-nueva')).toMatchObject({ value: { address: 'ana-nueva' } });
    expect(await save({ workspace: elsewhere, address: 'ana-rios' }, zoe)).toMatchObject({
      refusal: { fields: { address: 'address_taken' } },
    });
    expect((await save({ address: 'ana-rios' })).ok, 'it can go back').toBe(true);
    expect(await read('ana-nueva')).toMatchObject({ value: { address: 'ana-rios' } });
  });

  test('keeps five addresses of before, and gives the oldest back to all', async () => {
    for (const count of [1, 2, 3, 4, 5, 6]) {
      world.clock.now = world.clock.now.add({ minutes: 1 });
      await save({ address: `ana-${count}` });
    }
    await save({ address: 'ana-rios' });
    expect(await read('ana-2')).toMatchObject({ ok: true });
    expect(await read('ana-1')).toMatchObject({ refusal: { code: 'not_found' } });
    expect((await save({ workspace: elsewhere, address: 'ana-1' }, zoe)).ok).toBe(true);
  });

  test('says hours from a beginning to a later end', async () => {
    for (const hours of [{ workUntil: null }, { workFrom: '15:00' }, { workFrom: '14:00' }])
      expect(await save(hours)).toMatchObject({ refusal: { fields: { workUntil: 'invalid_hours' } } });
  });

  test('is found only where it wants to be, and while it is published', async () => {
    const found = async () =>
      (await world.do(ops.findPractices, visitor, { words: 'AGENDA' })).practices.map(
        ({ address }) => address,
      );
    await save();
    expect(await found()).toEqual(['ana-rios']);
    await save({ isListed: false });
    expect(await found()).toEqual([]);
    expect((await world.do(ops.listPracticePages, visitor, {})).pages).toEqual([]);
    expect(await read(), 'its address still answers').toMatchObject({ ok: true });
    await save();
    await world.do(ops.withdrawPracticePage, ana, { workspace: place });
    expect(await found()).toEqual([]);
  });

  test('is changed by owners only', async () => {
    expect(await save({}, sol)).toMatchObject({ refusal: { code: 'forbidden' } });
    expect(await save({}, zoe)).toMatchObject({ refusal: { code: 'not_found' } });
  });
});
