import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { visitor, type Person } from '#kernel/actor.ts';
import type { EngagementId, WorkspaceId } from '#kernel/id.ts';
import { newId } from '#kernel/new-id.server.ts';
import { notifyOf } from '#kernel/notifier.server.ts';
import { newSecret } from '#kernel/secret.server.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import { everythingAt } from './factories.ts';
import { forgetAbandonedAssessments } from './housekeeping.server.ts';
import { readinessNotifiers } from './mails.server.ts';
import * as ops from './operations.server.ts';
import type { Answers } from './rules.ts';
import { listShared, shareAssessment, withdrawShared } from './sharing.operations.server.ts';

let world: World;
let ana: Person;
let bruno: Person;
let marta: Person;
let zoe: Person;
let place: WorkspaceId;
let lumbre: EngagementId;
let other: EngagementId;

beforeAll(async () => {
  world = await makeWorld();
  [ana, bruno, marta, zoe] = await Promise.all([
    world.person('Ana'),
    world.person('Bruno'),
    world.person('Marta'),
    world.person('Zoe'),
  ]);
  place = await world.workspace(ana);
  lumbre = await world.engagement(place, 'Lumbre');
  other = await world.engagement(place, 'Otra');
  await world.joinEngagement(place, lumbre, bruno, 'principal');
  await world.joinEngagement(place, lumbre, marta, 'member');
  await world.joinEngagement(place, other, zoe, 'principal');
});
afterAll(() => world.drop());

const begin = async (form: 'short' | 'full' = 'full') =>
  (await world.do(ops.startAssessment, visitor, { form })).secret;
const save = (assessment: string, answers: Record<string, unknown>) =>
  world.do(ops.saveAnswers, visitor, { assessment, answers });
const read = (assessment: string) => world.do(ops.getAssessment, visitor, { assessment });
const finished = async (answers: Answers = everythingAt(4)) => {
  const secret = await begin();
  await save(secret, answers);
  await world.do(ops.finishAssessment, visitor, { assessment: secret });
  return secret;
};
const stored = async (sql: string, ...values: unknown[]) => (await world.asOwner.query(sql, values)).rows;

describe('answering', () => {
  test('answers of one step join those of the steps before, as a form sends them or as JSON', async () => {
    const secret = await begin('short');
    await save(secret, { T1: '4', T3: '', T4: 'a' });
    const { progress } = await save(secret, { C1: 2, C2: 'na', T1: 3 });
    expect(progress).toMatchObject({ answered: 4, shown: 33, nextStep: 'R1' });
    expect((await read(secret)).answers).toEqual({ T1: 3, T4: 'a', C1: 2, C2: 'na' });
  });

  test('null takes an answer out', async () => {
    const secret = await begin();
    await save(secret, { T1: 4, T2: 1 });
    const { progress } = await save(secret, { T1: null });
    expect(progress.answered).toBe(1);
    expect((await read(secret)).answers).toEqual({ T2: 1 });
  });

  test('what cannot be an answer is refused at its question, and nothing of the step is kept', async () => {
    const secret = await begin();
    const wrong: unknown[] = [
      5,
      -1,
      1.5,
      'f',
      'A',
      true,
      [],
      {},
      ['a'],
      "' or 1=1 --",
      '\u0000',
      '💥'.repeat(9999),
    ];
    for (const given of wrong) {
      const outcome = await world.try(ops.saveAnswers, visitor, {
        assessment: secret,
        answers: { T1: 4, C6: given },
      });
      expect(outcome).toMatchObject({
        ok: false,
        refusal: { code: 'invalid', fields: { 'answers.C6': 'invalid_answer' } },
      });
    }
    expect((await read(secret)).answers).toEqual({});
  });

  test('questions that do not exist are passed over', async () => {
    const secret = await begin();
    await save(secret, { X9: 4, __proto__: 'a', constructor: 1, T1: 4 });
    expect((await read(secret)).answers).toEqual({ T1: 4 });
  });

  test('saving the same again is no change', async () => {
    const secret = await begin();
    await save(secret, { T1: 4 });
    const { changedAt } = await read(secret);
    world.clock.now = world.clock.now.add({ minutes: 5 });
    await save(secret, { T1: 4 });
    expect((await read(secret)).changedAt).toBe(changedAt);
    await save(secret, { T1: 3 });
    expect((await read(secret)).changedAt).not.toBe(changedAt);
  });
});

describe('the result', () => {
  test('is there once the assessment was ended, the same for the same answers', async () => {
    const secret = await begin();
    await save(secret, everythingAt(4, { S4: 'c' }));
    expect(await world.try(ops.getResult, visitor, { assessment: secret })).toMatchObject({
      refusal: { code: 'refused', reason: 'assessment_unfinished' },
    });
    await world.do(ops.finishAssessment, visitor, { assessment: secret });
    const result = await world.do(ops.getResult, visitor, { assessment: secret });
    expect(result).toMatchObject({
      result: {
        verdict: 'prepare',
        rule: 10,
        causes: [{ kind: 'flag', flag: 'R_MANY_BOSSES', items: ['S4'] }],
      },
      changes: [{ item: 'S4', from: 'c', to: 'b', verdict: 'ready' }],
    });
    expect(await world.do(ops.getResult, visitor, { assessment: secret })).toEqual(result);
  });

  test('where no single answer would improve it, it says which few would together', async () => {
    const secret = await finished(everythingAt(4, { S1: 'd', F2: 'd' }));
    const { together } = await world.do(ops.getResult, visitor, { assessment: secret });
    expect(together).toMatchObject({
      fewest: 2,
      sets: [{ changes: [{ item: 'F2' }, { item: 'S1' }], verdict: 'prepare' }],
    });
  });

  test('ended with questions left open, it says what is missing instead of a verdict', async () => {
    const secret = await finished({ T1: 4 });
    const { result, changes } = await world.do(ops.getResult, visitor, { assessment: secret });
    expect(result).toMatchObject({ verdict: 'insufficient', index: 'insufficient', plans: [] });
    expect(result.causes.length).toBeGreaterThan(5);
    expect(changes).toEqual([]);
  });

  test('is dated by the first ending after the last change', async () => {
    const secret = await finished();
    const first = await world.do(ops.finishAssessment, visitor, { assessment: secret });
    world.clock.now = world.clock.now.add({ hours: 1 });
    expect(await world.do(ops.finishAssessment, visitor, { assessment: secret })).toEqual(first);
    await save(secret, { T1: 0 });
    const second = await world.do(ops.finishAssessment, visitor, { assessment: secret });
    expect(second.finishedAt > first.finishedAt).toBe(true);
  });
});

describe('who opens it', () => {
  test('only its secret does; a wrong one, an id and nonsense answer alike', async () => {
    const secret = await finished();
    const [row] = await stored('select id from assessments order by started_at desc limit 1');
    const wrong = [newSecret(), row.id, newId(), '', 'nonsense', `${secret}x`, "' or ''='"];
    const each = [
      ops.getAssessment,
      ops.getResult,
      ops.finishAssessment,
      ops.deleteAssessment,
      ops.claimAssessment,
    ];
    for (const operation of each) {
      for (const assessment of wrong) {
        expect(await world.try(operation, zoe, { assessment })).toMatchObject({
          ok: false,
          refusal: { code: 'not_found' },
        });
      }
    }
    for (const assessment of wrong) {
      expect(await world.try(ops.saveAnswers, visitor, { assessment, answers: { T1: 0 } })).toMatchObject({
        refusal: { code: 'not_found' },
      });
    }
    expect((await read(secret)).answers.T1).toBe(4);
  });

  test('the database keeps a hash of the secret, and no row is read without it', async () => {
    const secret = await finished();
    const rows = await stored('select t::text as row from assessments t');
    expect(rows.some(({ row }) => row.includes(secret))).toBe(false);
    expect(await world.db.selectFrom('assessments').select('id').execute()).toEqual([]);
  });

  test('erasing it leaves nothing', async () => {
    const secret = await finished();
    const [{ before }] = await stored('select count(*)::int as before from assessments');
    await world.do(ops.deleteAssessment, visitor, { assessment: secret });
    expect(await stored('select count(*)::int as after from assessments')).toEqual([{ after: before - 1 }]);
    expect(await world.try(ops.getResult, visitor, { assessment: secret })).toMatchObject({
      refusal: { code: 'not_found' },
    });
  });

  test('what was begun and left alone for half a year is erased, what has a result or an account is not', async () => {
    const [abandoned, ended] = [await begin(), await finished()];
    const kept = await begin();
    await world.do(ops.claimAssessment, zoe, { assessment: kept });
    const recent = world.clock.now.add({ hours: 24 * 179 });
    await forgetAbandonedAssessments(world.db, recent);
    expect(await read(abandoned)).toMatchObject({ answers: {} });
    await forgetAbandonedAssessments(world.db, recent.add({ hours: 25 }));
    expect(await world.try(ops.getAssessment, visitor, { assessment: abandoned })).toMatchObject({
      refusal: { code: 'not_found' },
    });
    for (const assessment of [ended, kept]) await read(assessment);
  });

  test('an account that took it in finds it without the secret, and nobody else takes it over', async () => {
    const secret = await finished();
    expect(await world.try(ops.claimAssessment, visitor, { assessment: secret })).toMatchObject({
      refusal: { code: 'signed_out' },
    });
    const { assessment } = await world.do(ops.claimAssessment, bruno, { assessment: secret });
    expect(await world.do(ops.claimAssessment, bruno, { assessment: secret })).toEqual({ assessment });
    expect(await world.try(ops.claimAssessment, marta, { assessment: secret })).toMatchObject({
      refusal: { code: 'conflict', reason: 'assessment_kept_by_another' },
    });
    const { assessments } = await world.do(ops.listOwnAssessments, bruno, {});
    expect(assessments).toMatchObject([{ assessment, form: 'full', verdict: 'ready' }]);
    expect(await world.do(ops.getResult, bruno, { assessment })).toMatchObject({ isKept: true });
    expect((await world.do(ops.listOwnAssessments, marta, {})).assessments).toEqual([]);
    expect(await world.try(ops.getResult, marta, { assessment })).toMatchObject({
      refusal: { code: 'not_found' },
    });
  });
});

describe('sharing', () => {
  const here = () => ({ workspace: place, engagement: lumbre });
  const seenBy = async (person: Person) => (await world.do(listShared, person, here())).assessments;

  test('the assistants see verdict, scores and plans; a colleague of the client sees nothing', async () => {
    const secret = await finished(everythingAt(4, { S4: 'c' }));
    await world.do(shareAssessment, bruno, { ...here(), assessment: secret, what: 'verdict' });
    const [seen, ...more] = await seenBy(ana);
    expect(more).toEqual([]);
    expect(seen).toMatchObject({
      by: { name: 'Bruno' },
      isOwn: false,
      what: 'verdict',
      answers: null,
      result: { verdict: 'prepare', plans: [{ plan: 'ACTIVITY_SITUATION', isOptional: false }] },
    });
    expect(JSON.stringify(seen)).not.toMatch(/S4|R_MANY_BOSSES/);
    expect(await seenBy(marta)).toEqual([]);
    expect(await seenBy(bruno)).toMatchObject([{ isOwn: true }]);
  });

  test('it is a copy: erasing the answers leaves it, and changing them changes nothing in it', async () => {
    const secret = await finished();
    await world.do(shareAssessment, bruno, { ...here(), assessment: secret, what: 'answers' });
    await save(secret, { T1: 0 });
    await world.do(ops.deleteAssessment, visitor, { assessment: secret });
    expect(await seenBy(ana)).toMatchObject([{ what: 'answers', answers: { T1: 4 } }]);
  });

  test('a later copy takes the place of the one before, which is erased', async () => {
    const secret = await finished(everythingAt(1));
    await world.do(shareAssessment, bruno, { ...here(), assessment: secret, what: 'verdict' });
    expect(await seenBy(ana)).toMatchObject([{ what: 'verdict', answers: null }]);
    expect(
      await stored('select count(*)::int as n from shared_assessments where answers is not null'),
    ).toEqual([{ n: 0 }]);
  });

  test('two copies shared at the same moment leave one', async () => {
    const secret = await finished();
    const sharing = () =>
      world.try(shareAssessment, marta, { ...here(), assessment: secret, what: 'verdict' });
    const outcomes = await Promise.all([sharing(), sharing(), sharing()]);
    expect(outcomes.some(({ ok }) => ok)).toBe(true);
    expect(await seenBy(marta)).toHaveLength(1);
  });

  test('whoever shared it takes it back, and then nothing of it is left to read', async () => {
    const [shared] = await seenBy(marta);
    const input = { ...here(), shared: shared?.shared as never };
    expect(await world.try(withdrawShared, bruno, input)).toMatchObject({ refusal: { code: 'not_found' } });
    expect(await world.try(withdrawShared, ana, input)).toMatchObject({ refusal: { code: 'forbidden' } });
    await world.do(withdrawShared, marta, input);
    expect(await seenBy(marta)).toEqual([]);
    const [row] = await stored(
      'select result, answers, withdrawn_at from shared_assessments where shared_assessment_id = $1',
      shared?.shared,
    );
    expect(row).toMatchObject({ result: null, answers: null });
    expect(row.withdrawn_at).not.toBeNull();
    expect(await world.try(withdrawShared, marta, input)).toMatchObject({ refusal: { code: 'not_found' } });
  });

  test('not into an engagement of somebody else, not by its assistant, not before it was ended', async () => {
    const secret = await finished();
    const begun = await begin();
    const share = (person: Person, engagement: EngagementId, assessment: string) =>
      world.try(shareAssessment, person, { workspace: place, engagement, assessment, what: 'verdict' });
    expect(await share(zoe, lumbre, secret)).toMatchObject({ refusal: { code: 'not_found' } });
    expect(await share(bruno, other, secret)).toMatchObject({ refusal: { code: 'not_found' } });
    expect(await share(ana, lumbre, secret)).toMatchObject({ refusal: { code: 'forbidden' } });
    expect(await share(bruno, lumbre, begun)).toMatchObject({
      refusal: { code: 'refused', reason: 'assessment_unfinished' },
    });
    expect(await share(bruno, lumbre, newSecret())).toMatchObject({ refusal: { code: 'not_found' } });
    expect((await world.do(listShared, zoe, { workspace: place, engagement: other })).assessments).toEqual(
      [],
    );
  });

  test('the assistants are told by mail that it is shared, and not what it says', async () => {
    const secret = await finished();
    await world.do(shareAssessment, bruno, { ...here(), assessment: secret, what: 'verdict' });
    const [event] = await stored(
      `select event_id from events where kind = 'readiness.assessmentShared' order by event_id desc limit 1`,
    );
    const notify = () =>
      notifyOf(world.db, readinessNotifiers, world.clock.now, { workspace: place, event: event.event_id });
    await notify();
    await notify();
    const mails = await stored(
      'select person_id, template, facts from mails where event_id = $1',
      event.event_id,
    );
    expect(mails).toEqual([
      {
        person_id: ana.id,
        template: 'readiness.assessment_shared',
        facts: {
          by: 'Bruno',
          engagement: 'Lumbre',
          what: 'verdict',
          path: `/w/${place}/engagements/${lumbre}`,
        },
      },
    ]);
  });
});
