import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { visitor } from '#kernel/actor.ts';
import { newSecret } from '#kernel/secret.server.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import { everythingAt } from './factories.ts';
import * as ops from './operations.server.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

const begun = async () => (await world.do(ops.startAssessment, visitor, { form: 'short' })).secret;
const finished = async () => {
  const assessment = await begun();
  await world.do(ops.saveAnswers, visitor, { assessment, answers: everythingAt(4) });
  await world.do(ops.finishAssessment, visitor, { assessment });
  return assessment;
};
const show = async (assessment: string) => (await world.do(ops.showResult, visitor, { assessment })).secret;
const open = (assessment: string) => world.do(ops.getResult, visitor, { assessment });
const notFound = { code: 'not_found' };

describe('a link that shows a result', () => {
  test('shows what whoever answered sees, and that it is not one’s own', async () => {
    const own = await finished();
    const link = await show(own);
    const { isOwn, shownSince, ...seen } = await open(link);
    expect({ isOwn, shownSince }).toEqual({ isOwn: false, shownSince: null });
    expect(await open(own)).toMatchObject({ ...seen, isOwn: true, shownSince: expect.any(String) });
  });

  test('lets nobody change, end, take over, erase or show it further', async () => {
    const own = await finished();
    const assessment = await show(own);
    const ana = await world.person('Ana');
    const tries = [
      () => world.do(ops.getAssessment, visitor, { assessment }),
      () => world.do(ops.saveAnswers, visitor, { assessment, answers: { T1: 0 } }),
      () => world.do(ops.finishAssessment, visitor, { assessment }),
      () => world.do(ops.claimAssessment, ana, { assessment }),
      () => world.do(ops.deleteAssessment, visitor, { assessment }),
      () => world.do(ops.showResult, visitor, { assessment }),
      () => world.do(ops.hideResult, visitor, { assessment }),
    ];
    for (const attempt of tries) await expect(attempt()).rejects.toMatchObject(notFound);
    expect((await open(assessment)).result.verdict).toBe('ready');
  });

  test('is withdrawn once and for all, and again without harm', async () => {
    const own = await finished();
    const link = await show(own);
    for (let time = 0; time < 2; time++) await world.do(ops.hideResult, visitor, { assessment: own });
    await expect(open(link)).rejects.toMatchObject(notFound);
    expect(await open(own)).toMatchObject({ isOwn: true, shownSince: null });
  });

  test('gives way to the next one', async () => {
    const own = await finished();
    const [first, second] = [await show(own), await show(own)];
    await expect(open(first)).rejects.toMatchObject(notFound);
    expect((await open(second)).isOwn).toBe(false);
  });

  test('goes with the answers when they are erased', async () => {
    const own = await finished();
    const link = await show(own);
    await world.do(ops.deleteAssessment, visitor, { assessment: own });
    await expect(open(link)).rejects.toMatchObject(notFound);
  });

  test('is not given before there is a result', async () => {
    const assessment = await begun();
    await expect(show(assessment)).rejects.toMatchObject({ reason: 'assessment_unfinished' });
    await expect(open(newSecret())).rejects.toMatchObject(notFound);
  });

  test('is kept as a hash', async () => {
    const link = await show(await finished());
    const { rows } = await world.asOwner.query('select * from assessments');
    expect(JSON.stringify(rows)).not.toContain(link);
  });
});
