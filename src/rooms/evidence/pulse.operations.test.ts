import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Person } from '#kernel/actor.ts';
import type { EngagementId, WorkspaceId } from '#kernel/id.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import * as ops from './pulse.operations.server.ts';

let world: World;
let ana: Person;
let sol: Person;
let bruno: Person;
let zoe: Person;
let workspace: WorkspaceId;
let engagement: EngagementId;

beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());
beforeEach(async () => {
  world.clock.now = Temporal.Instant.from('2026-11-24T15:00:00Z');
  const names = ['Ana', 'Sol', 'Bruno', 'Zoe'];
  [ana, sol, bruno, zoe] = (await Promise.all(names.map(world.person))) as [Person, Person, Person, Person];
  workspace = await world.workspace(ana);
  await world.workspace(zoe);
  await world.joinWorkspace(workspace, sol, 'assistant');
  engagement = await world.engagement(workspace);
  await world.joinEngagement(workspace, engagement, sol, 'assistant');
  await world.joinEngagement(workspace, engagement, bruno, 'principal');
});

const place = () => ({ workspace, engagement });
const answer = (by: Person, satisfaction: number) =>
  world.try(ops.answerPulse, by, { ...place(), satisfaction });
const read = (by: Person) => world.do(ops.listPulses, by, place());

test('each person says once a month how it goes, and what is said again takes its place', async () => {
  await answer(bruno, 2);
  await answer(bruno, 4);
  expect(await read(bruno)).toMatchObject({
    own: 4,
    pulses: [{ name: 'Bruno', month: '2026-11', side: 'client', satisfaction: 4 }],
  });
  world.clock.now = Temporal.Instant.from('2026-12-02T15:00:00Z');
  expect((await read(bruno)).own).toBeNull();
  await answer(bruno, 5);
  expect((await read(bruno)).pulses.map(({ month }) => month)).toEqual(['2026-12', '2026-11']);
});

test('the other side reads it, that of the running month once it has answered itself', async () => {
  await answer(bruno, 2);
  expect((await read(sol)).pulses).toEqual([]);
  await answer(sol, 5);
  expect((await read(sol)).pulses).toHaveLength(2);
  expect((await read(bruno)).pulses).toHaveLength(2);
  expect((await read(ana)).pulses, 'an owner who takes no part').toHaveLength(2);
});

test('it is taken back, for this month', async () => {
  await answer(bruno, 2);
  await world.do(ops.withdrawPulse, bruno, place());
  expect((await read(ana)).pulses).toEqual([]);
  expect(await world.try(ops.withdrawPulse, bruno, place())).toMatchObject({
    refusal: { code: 'not_found' },
  });
});

test('who takes no part, is elsewhere, or says no step of the five is refused', async () => {
  expect(await answer(ana, 3)).toMatchObject({ refusal: { reason: 'not_in_engagement' } });
  expect(await answer(zoe, 3)).toMatchObject({ refusal: { code: 'not_found' } });
  for (const wrong of [0, 6, 2.5, Number.NaN])
    expect(await answer(bruno, wrong)).toMatchObject({ refusal: { fields: { satisfaction: 'required' } } });
});

test('an archived engagement is no longer asked about', async () => {
  await answer(bruno, 4);
  await world.asOwner.query('update engagements set archived_at = now() where engagement_id = $1', [
    engagement,
  ]);
  expect(await answer(bruno, 1)).toMatchObject({ refusal: { reason: 'engagement_archived' } });
  expect(await read(bruno)).toMatchObject({ mayAnswer: false, pulses: [{ satisfaction: 4 }] });
});
