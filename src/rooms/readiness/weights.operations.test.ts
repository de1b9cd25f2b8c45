import { afterAll, beforeAll, expect, test } from 'vitest';
import { visitor, type Person } from '#kernel/actor.ts';
import type { EngagementId, WorkspaceId } from '#kernel/id.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import { everythingAt } from './factories.ts';
import * as own from './operations.server.ts';
import { WEIGHT_PRESETS } from './rules.ts';
import type { Answers } from './rules.ts';
import { listShared, shareAssessment } from './sharing.operations.server.ts';
import { sharedView } from './views.server.ts';
import { getWeights, setWeights } from './weights.operations.server.ts';

let world: World;
let ana: Person;
let sol: Person;
let bruno: Person;
let zoe: Person;
let place: WorkspaceId;
let lumbre: EngagementId;

beforeAll(async () => {
  world = await makeWorld();
  [ana, sol, bruno, zoe] = await Promise.all([
    world.person('Ana'),
    world.person('Sol'),
    world.person('Bruno'),
    world.person('Zoe'),
  ]);
  place = await world.workspace(ana);
  await world.workspace(zoe);
  lumbre = await world.engagement(place, 'Lumbre');
  await world.joinWorkspace(place, sol, 'assistant');
  await world.joinEngagement(place, lumbre, bruno, 'principal');
});
afterAll(() => world.drop());

const { recommended, withoutTechnology } = WEIGHT_PRESETS;
const set = (weights: object, by: Person = ana) =>
  world.try(setWeights, by, { workspace: place, weights: weights as typeof recommended });
const get = (by: Person) => world.do(getWeights, by, { workspace: place });
const logged = async () =>
  (
    await world.asOwner.query(
      `select facts from events where kind = 'readiness.weightsSet' order by event_id`,
    )
  ).rows;

/** Everything met but technology: the objection of whoever holds that it does not matter. */
const onlyTechnologyLow: Answers = everythingAt(4, { T1: 1, T2: 1, T3: 1, T4: 'c', T5: 1 });
async function share(what: 'verdict' | 'answers', answers = onlyTechnologyLow) {
  const { secret } = await world.do(own.startAssessment, visitor, { form: 'full' });
  await world.do(own.saveAnswers, visitor, { assessment: secret, answers });
  await world.do(own.finishAssessment, visitor, { assessment: secret });
  const input = { workspace: place, engagement: lumbre, assessment: secret, what };
  await world.do(shareAssessment, bruno, input);
}
async function shared() {
  const found = await world.do(listShared, ana, { workspace: place, engagement: lumbre });
  return found.assessments[0]!;
}

test('a practice judges by the recommended weights until an owner chooses others, which everybody there may know', async () => {
  expect(await get(sol)).toEqual({ weights: recommended, preset: 'recommended' });
  expect((await set(withoutTechnology)).ok).toBe(true);
  for (const person of [ana, sol, bruno])
    expect(await get(person)).toEqual({ weights: withoutTechnology, preset: 'withoutTechnology' });
  const ownWeights = { ...recommended, R1: 7.5 };
  expect((await set(ownWeights)).ok).toBe(true);
  expect(await get(ana)).toEqual({ weights: ownWeights, preset: null });
});

test('only owners choose, and nobody elsewhere reads them', async () => {
  for (const person of [sol, bruno])
    expect(await set(recommended, person)).toMatchObject({ refusal: { code: 'forbidden' } });
  expect(await set(recommended, zoe)).toMatchObject({ refusal: { code: 'not_found' } });
  expect(await world.try(getWeights, zoe, { workspace: place })).toMatchObject({
    refusal: { code: 'not_found' },
  });
});

test('every weight out of bounds is refused at its place, and nothing is changed', async () => {
  const before = await get(ana);
  const wrong = { R1: -1, R2: 4.9, R3: 30.1, R4: Number.NaN, R5: '15', R6: undefined, R7: 5 };
  const invalid_weight = 'invalid_weight';
  expect(await set(wrong)).toMatchObject({
    refusal: {
      code: 'invalid',
      fields: {
        'weights.R1': 'invalid_technology_weight',
        ...{ 'weights.R2': invalid_weight, 'weights.R3': invalid_weight, 'weights.R4': invalid_weight },
        ...{ 'weights.R5': invalid_weight, 'weights.R6': invalid_weight },
      },
    },
  });
  expect(await get(ana)).toEqual(before);
});

test('the log says what they were and what they became, once', async () => {
  await set(recommended);
  const before = (await logged()).length;
  await set(withoutTechnology);
  await set(withoutTechnology);
  const since = (await logged()).slice(before);
  expect(since).toEqual([{ facts: { before: recommended, after: withoutTechnology } }]);
});

test('a copy that is shared is judged by the weights of the practice, and says what the recommended ones would', async () => {
  await set(withoutTechnology);
  await share('verdict');
  const copy = await shared();
  expect(copy.result).toMatchObject({ verdict: 'ready', recommended: { verdict: 'prepare' } });
  expect(copy.result.requirements[0]).toMatchObject({ requirement: 'R1', weight: 0 });
  const view = sharedView(copy, 'es');
  expect(view.recommended?.says).toContain('Casi listo');
  expect(view.recommended?.weights).toContain(
    'Base tecnológica: aquí cuenta 0 de 100; con los recomendados, 10.',
  );
  expect(view.scores[0]?.band).toContain('no cuenta');
});

test('what was shared stays as it was judged when the weights change', async () => {
  await set(withoutTechnology);
  await share('answers');
  await set(recommended);
  const copy = await shared();
  expect(copy.result).toMatchObject({ verdict: 'ready', recommended: { verdict: 'prepare' } });
  // Its reasons too: they are worked out anew each time that the page is shown.
  const view = sharedView(copy, 'en');
  expect(view.why?.recommended.length).toBeGreaterThan(1);
  expect(view.weighedBy).toContain('Without technology');
});

test('a copy by weights of its own says what each requirement counted', async () => {
  await set({ R1: 2.5, R2: 15, R3: 15, R4: 15, R5: 15, R6: 30, R7: 7.5 });
  await share('verdict');
  const { weighedBy } = sharedView(await shared(), 'es');
  expect(weighedBy).toContain('Base tecnológica 2,5 · Comunicación 15');
});

test('a copy by the recommended weights speaks of no others, nor does one made before there were any', async () => {
  await set(recommended);
  await share('answers');
  expect((await shared()).result.recommended).toBeNull();
  await world.asOwner.query(
    `update shared_assessments set result = result - 'recommended' where result is not null`,
  );
  const old = await shared();
  expect(old.result.recommended).toBeNull();
  expect(sharedView(old, 'es').recommended).toBeNull();
});
