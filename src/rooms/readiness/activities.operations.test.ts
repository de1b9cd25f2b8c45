import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { visitor, type Person } from '#kernel/actor.ts';
import type { z } from 'zod';
import { makeWorld, type World } from '../../testing/world.ts';
import type { Judgement } from './activities.ts';
import { everythingAt } from './factories.ts';
import * as ops from './operations.server.ts';
import { listShared, shareAssessment, withdrawAllShared } from './sharing.operations.server.ts';

let world: World;
let ana: Person;
let bruno: Person;
let assessment: string;

beforeAll(async () => {
  world = await makeWorld();
  [ana, bruno] = await Promise.all([world.person('Ana'), world.person('Bruno')]);
});
afterAll(() => world.drop());
beforeEach(() => begin('full'));

async function begin(form: 'short' | 'full') {
  assessment = (await world.do(ops.startAssessment, visitor, { form })).secret;
}
type Given = z.input<(typeof ops.saveAnswers)['input']>;
const save = (activities: Given['activities'], answers: Given['answers'] = {}) =>
  world.try(ops.saveAnswers, visitor, { assessment, answers, activities });
const kept = () => world.do(ops.getAssessment, visitor, { assessment });
const result = async () => {
  await world.do(ops.finishAssessment, visitor, { assessment });
  return world.do(ops.getResult, visitor, { assessment });
};
const all = (letters: string) => {
  const [A2 = 'a', A3 = 'a', A4 = 'a'] = [...letters] as Judgement[];
  return { A2, A3, A4 };
};

test('what is judged of activities answers for the whole, and goes before what is said of it', async () => {
  await save(
    [
      { id: 'inbox', judged: all('aaa') },
      { id: 'post', judged: all('daa') },
    ],
    everythingAt(4),
  );
  expect((await kept()).answers).toMatchObject({ A2: 'b', A3: 'a', A4: 'a', A1: 'a' });
  expect(await result()).toMatchObject({
    result: { verdict: 'ready' },
    activities: [{ id: 'inbox' }, { id: 'post', judged: { A2: 'd' } }],
  });
  await save(undefined, { A2: 'd', A3: null, C1: 3 });
  expect((await kept()).answers).toMatchObject({ A2: 'b', A3: 'a', C1: 3 });
  await save([{ id: 'post', judged: all('daa') }]);
  expect((await result()).result.verdict).toBe('not_now');
});

test('without activities the answers stand as they are given, and stay when the last one is taken out', async () => {
  await save(undefined, everythingAt(4, { A2: 'd' }));
  expect(await kept()).toMatchObject({ activities: [], answers: { A2: 'd' } });
  expect((await result()).result.rule).toBe(1);
  await save([{ name: 'Huerto', judged: { A2: 'b' } }]);
  expect((await kept()).answers.A2).toBe('b');
  await save([]);
  expect(await kept()).toMatchObject({ activities: [], answers: { A2: 'b' } });
});

test('each counts once, nameless ones not at all, and the short form takes three', async () => {
  await begin('short');
  await save([{ id: 'inbox' }, { id: 'inbox' }, { name: ' Mi huerto\u202e ' }, { name: '  ' }]);
  expect((await kept()).activities).toEqual([
    { id: 'inbox', name: '', judged: {} },
    { id: null, name: 'Mi huerto', judged: {} },
  ]);
  const four = (['inbox', 'post', 'calls', 'travel'] as const).map((id) => ({ id }));
  expect(await save(four)).toMatchObject({
    ok: false,
    refusal: { code: 'invalid', fields: { activities: 'too_many_activities' } },
  });
  await begin('full');
  expect((await save(four)).ok).toBe(true);
  expect(await save(Array.from({ length: 11 }, (_, at) => ({ name: `Otra ${at}` })))).toMatchObject({
    ok: false,
    refusal: { fields: { activities: 'too_many_activities' } },
  });
});

test('a copy has the activities where it has the answers, and loses them with them', async () => {
  const workspace = await world.workspace(ana);
  const engagement = await world.engagement(workspace);
  await world.joinEngagement(workspace, engagement, bruno, 'principal');
  await save([{ id: 'inbox', judged: all('aaa') }], everythingAt(4));
  await world.do(ops.finishAssessment, visitor, { assessment });
  const share = (what: 'answers' | 'verdict') =>
    world.do(shareAssessment, bruno, { workspace, engagement, assessment, what });
  const shared = async () => (await world.do(listShared, ana, { workspace, engagement })).assessments[0];
  await share('verdict');
  expect((await shared())?.activities).toBeNull();
  await share('answers');
  expect((await shared())?.activities).toMatchObject([{ id: 'inbox' }]);
  await world.do(withdrawAllShared, bruno, { workspace, engagement });
  const { rows } = await world.asOwner.query('select activities from shared_assessments');
  expect(rows.map(({ activities }) => activities)).toEqual([null, null]);
});
