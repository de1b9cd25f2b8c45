import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '#kernel/actor.ts';
import type { EngagementId, WorkspaceId } from '#kernel/id.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import * as course from './course.operations.server.ts';
import { getEngagement } from './engagements.operations.server.ts';

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
  world.clock.now = Temporal.Instant.from('2026-01-10T09:00:00Z');
  const names = ['Ana', 'Sol', 'Bruno', 'Zoe'];
  [ana, sol, bruno, zoe] = (await Promise.all(names.map(world.person))) as [Person, Person, Person, Person];
  workspace = await world.workspace(ana);
  await world.workspace(zoe);
  await world.joinWorkspace(workspace, sol, 'assistant');
  engagement = await world.engagement(workspace);
  await world.asOwner.query(`update engagements set created_at = '2026-01-10T09:00:00Z'`);
  await world.joinEngagement(workspace, engagement, sol, 'assistant');
  await world.joinEngagement(workspace, engagement, bruno, 'principal');
  world.clock.now = Temporal.Instant.from('2026-11-24T15:00:00Z');
});

const place = () => ({ workspace, engagement });
const ended = {
  on: '2026-11-20',
  early: 'yes',
  by: 'client',
  reason: 'budget',
  words: 'Hasta pronto',
} as const;
const end = (by: Person, over: object = {}) =>
  world.try(course.endEngagement, by, { ...place(), ...ended, ...over });
const renew = (until: string, by: Person = ana) =>
  world.try(course.renewEngagement, by, { ...place(), until });
const seen = (by: Person) => world.do(getEngagement, by, place());
const logged = async (kind: string) =>
  (await world.asOwner.query(
    'select facts from events where engagement_id = $1 and kind = $2 order by event_id',
    [engagement, kind],
  )) as { rows: { facts: unknown }[] };

describe('the end of an engagement', () => {
  test('is noted by an owner, and both sides read when, who and why', async () => {
    expect((await end(ana)).ok).toBe(true);
    for (const person of [ana, sol, bruno])
      expect((await seen(person)).ending).toEqual({
        ...{ on: '2026-11-20', isEarly: true, by: 'client', reason: 'budget', words: 'Hasta pronto' },
      });
    expect((await seen(ana)).archivedAt, 'nothing is archived').toBeNull();
  });

  test('is corrected by noting it again, and the log keeps what stood there', async () => {
    await end(ana);
    await end(ana, { reason: 'work_done', early: 'no' });
    expect((await seen(bruno)).ending).toMatchObject({ reason: 'work_done', isEarly: false });
    const { rows } = await logged('engagements.ended');
    expect(rows[1]?.facts).toMatchObject({ before: { reason: 'budget' }, after: { reason: 'work_done' } });
  });

  test('is taken back where it goes on after all', async () => {
    await end(ana);
    await world.do(course.resumeEngagement, ana, place());
    expect((await seen(ana)).ending).toBeNull();
    expect((await logged('engagements.resumed')).rows).toHaveLength(1);
  });

  test.each(['2026-01-09', '2026-11-25', '2026-02-30', ''])('is not on %s', async (on) => {
    expect(await end(ana, { on })).toMatchObject({
      refusal: { code: 'invalid', fields: { on: 'invalid_date' } },
    });
  });

  test('is for owners to note, and no affair of anybody else', async () => {
    for (const person of [sol, bruno])
      expect(await end(person)).toMatchObject({ refusal: { code: 'forbidden' } });
    expect(await end(zoe)).toMatchObject({ refusal: { code: 'not_found' } });
    expect((await seen(ana)).ending).toBeNull();
  });
});

describe('a renewal', () => {
  test('is noted once, read by both sides, and can be removed', async () => {
    expect((await renew('2027-05-31')).ok).toBe(true);
    expect(await renew('2027-05-31')).toMatchObject({ refusal: { reason: 'already_renewed' } });
    const [renewal] = (await seen(bruno)).renewals;
    expect(renewal).toMatchObject({ until: '2027-05-31' });
    await world.do(course.removeRenewal, ana, { ...place(), renewal: renewal!.id });
    expect((await seen(bruno)).renewals).toEqual([]);
    expect(await world.try(course.removeRenewal, ana, { ...place(), renewal: renewal!.id })).toMatchObject({
      refusal: { code: 'not_found' },
    });
  });

  test('is for owners to note, until a day to come, while the engagement goes on', async () => {
    expect(await renew('2027-05-31', bruno)).toMatchObject({ refusal: { code: 'forbidden' } });
    expect(await renew('2026-11-24')).toMatchObject({ refusal: { fields: { until: 'invalid_date' } } });
    await end(ana);
    expect(await renew('2027-05-31')).toMatchObject({ refusal: { reason: 'engagement_ended' } });
  });
});
