import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { visitor, type Person } from '#kernel/actor.ts';
import type { EngagementId, WorkspaceId } from '#kernel/id.ts';
import { notifyOf } from '#kernel/notifier.server.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import { everythingAt } from '../factories.ts';
import { readinessNotifiers } from '../mails.server.ts';
import * as own from '../operations.server.ts';
import { shareAssessment } from '../sharing.operations.server.ts';
import * as written from './exercises.operations.server.ts';
import * as ops from './operations.server.ts';
import type { PlanStepId } from './rules.ts';

let world: World;
let alma: Person;
let bruno: Person;
let mila: Person;
let place: WorkspaceId;
let lumbre: EngagementId;
const begun = Temporal.Instant.from('2026-11-24T15:00:00Z');

beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

beforeEach(async () => {
  world.clock.now = begun;
  const ana = await world.person('Ana');
  [alma, bruno, mila] = [await world.person('Alma'), await world.person('Bruno'), await world.person('Mila')];
  place = await world.workspace(ana);
  lumbre = await world.engagement(place, 'Lumbre');
  await world.joinWorkspace(place, alma, 'assistant');
  await world.joinEngagement(place, lumbre, alma, 'assistant');
  await world.joinEngagement(place, lumbre, bruno, 'principal');
  await world.joinEngagement(place, lumbre, mila, 'member');
});

const here = () => ({ workspace: place, engagement: lumbre });
const look = (person: Person) => world.do(ops.getPlan, person, here());
async function share() {
  const { secret } = await world.do(own.startAssessment, visitor, { form: 'full' });
  await world.do(own.saveAnswers, visitor, { assessment: secret, answers: everythingAt(2) });
  await world.do(own.finishAssessment, visitor, { assessment: secret });
  return world.do(shareAssessment, bruno, { ...here(), assessment: secret, what: 'verdict' });
}
const begin = (person: Person) => world.do(ops.beginPlans, person, { ...here(), plans: ['R6', 'R3'] });
const firstStep = async () => (await look(bruno)).steps[0]!.id as PlanStepId;
const stored = async (sql: string, ...values: unknown[]) => (await world.asOwner.query(sql, values)).rows;
async function mails() {
  const events = await stored(
    "select event_id from events where workspace_id = $1 and kind = 'readiness.planStepPlanned'",
    place,
  );
  for (const { event_id } of events) {
    const event = { workspace: place, event: event_id as string };
    await notifyOf(world.db, readinessNotifiers, world.clock.now, event);
  }
  return stored('select person_id, template from mails where workspace_id = $1', place);
}

describe('beginning a plan', () => {
  test('takes up the steps of plans that a shared result names, once, and both sides see them', async () => {
    await share();
    expect((await look(alma)).toBegin.map(({ plan }) => plan)).toContain('R6');
    await begin(alma);
    await begin(bruno);
    const { steps, toBegin } = await look(mila);
    expect(steps.map(({ plan, number }) => `${plan}.${number}`)).toHaveLength(10);
    expect(toBegin).toEqual([]);
  });

  test('is not possible where no result names the plan', async () => {
    expect(await world.try(ops.beginPlans, alma, { ...here(), plans: ['R6'] })).toMatchObject({
      ok: false,
      refusal: { code: 'invalid', fields: { plans: 'required' } },
    });
  });

  test('is open to own steps, of which ten fit', async () => {
    await share();
    await begin(alma);
    const add = (words: string) => world.try(ops.addPlanStep, mila, { ...here(), plan: 'R3', words });
    for (let count = 0; count < 10; count++) expect(await add(`Paso ${count}`)).toMatchObject({ ok: true });
    expect(await add('Uno más')).toMatchObject({ refusal: { reason: 'too_many_steps' } });
    expect((await look(alma)).steps.at(-1)).toMatchObject({ plan: 'R3', number: null, words: 'Paso 9' });
  });
});

describe('working through it', () => {
  beforeEach(async () => {
    await share();
    await begin(alma);
  });
  const plan = (by: Person, step: PlanStepId, owner: Person | null, dueOn = '') =>
    world.try(ops.planPlanStep, by, { ...here(), step, owner: owner?.id ?? '', dueOn });

  test('a step waits on the home page from its day on, and no longer once it is done', async () => {
    const step = await firstStep();
    const waiting = async () => (await world.do(ops.listWaitingSteps, bruno, { workspace: place })).waiting;
    await plan(alma, step, bruno, '2026-11-25');
    expect(await waiting()).toEqual([]);
    world.clock.now = begun.add({ hours: 24 });
    expect(await waiting()).toEqual([{ engagement: lumbre, name: 'Lumbre', steps: 1 }]);
    await world.do(ops.finishPlanStep, alma, { ...here(), step });
    expect(await waiting()).toEqual([]);
    expect((await look(bruno)).steps[0]!.done).toMatchObject({ by: alma.id });
    await world.do(ops.finishPlanStep, bruno, { ...here(), step });
    expect((await look(bruno)).steps[0]!.done).toMatchObject({ by: alma.id });
    await world.do(ops.reopenPlanStep, bruno, { ...here(), step });
    expect(await waiting()).toHaveLength(1);
  });

  test('doing every step alters no score', async () => {
    const scores = () => stored('select result from shared_assessments where workspace_id = $1', place);
    const before = await scores();
    for (const { id } of (await look(bruno)).steps)
      await world.do(ops.finishPlanStep, bruno, { ...here(), step: id as PlanStepId });
    expect(await scores()).toEqual(before);
  });

  test('who is given steps by somebody else gets one mail, and none for their own', async () => {
    const [first, second] = (await look(bruno)).steps.map(({ id }) => id as PlanStepId);
    await plan(bruno, first!, bruno);
    expect(await mails()).toEqual([]);
    await plan(alma, second!, bruno);
    await plan(alma, first!, null);
    await plan(alma, first!, bruno);
    expect(await mails()).toEqual([{ person_id: bruno.id, template: 'readiness.plan_step_given' }]);
  });

  test('nobody from outside gets a step, and no day that is past', async () => {
    const step = await firstStep();
    const outside = await world.person('Otto');
    expect(await plan(alma, step, outside)).toMatchObject({ refusal: { fields: { owner: 'invalid' } } });
    expect(await plan(alma, step, bruno, '2026-11-23')).toMatchObject({
      refusal: { fields: { dueOn: 'in_the_past' } },
    });
  });

  test('who left is no longer the owner', async () => {
    const step = await firstStep();
    await plan(alma, step, mila, '2026-11-24');
    await stored('update engagement_members set until = now() where person_id = $1', mila.id);
    expect((await look(bruno)).steps[0]!.owner).toBeNull();
  });

  test('in an archived engagement it is read and not changed', async () => {
    const step = await firstStep();
    await stored('update engagements set archived_at = now() where engagement_id = $1', lumbre);
    expect(await look(bruno)).toMatchObject({ isArchived: true });
    expect(await world.try(ops.finishPlanStep, bruno, { ...here(), step })).toMatchObject({
      refusal: { reason: 'engagement_archived' },
    });
  });
});

describe('exercises', () => {
  const write = (by: Person, version: number, text: string) =>
    world.try(written.writePlanText, by, { ...here(), exercise: 'channels', version, text });
  const confirm = (by: Person, version: number) =>
    world.try(written.confirmPlanText, by, { ...here(), exercise: 'channels', version });

  test('channels and hours are agreed once the other side confirms the very words it read', async () => {
    await write(alma, 0, 'Respuesta en un día');
    expect((await look(bruno)).texts[0]).toMatchObject({ practice: { by: alma.id }, client: null });
    await write(alma, 1, 'Respuesta en dos días');
    expect(await confirm(bruno, 1)).toMatchObject({ refusal: { reason: 'changed_meanwhile' } });
    expect(await write(bruno, 1, 'Otra cosa')).toMatchObject({ refusal: { reason: 'changed_meanwhile' } });
    await confirm(bruno, 2);
    expect((await look(alma)).texts[0]).toMatchObject({ version: 2, client: { by: bruno.id } });
    await write(bruno, 2, 'Respuesta en tres días');
    expect((await look(alma)).texts[0]).toMatchObject({ practice: null, client: { by: bruno.id } });
  });

  test('a week is written line by line, and a full one takes no more', async () => {
    const add = (words: string) =>
      world.try(written.addWeekLine, bruno, { ...here(), words, repeats: 'on', mendable: true });
    for (let count = 0; count < 60; count++) await add(`Línea ${count}`);
    expect(await add('Otra')).toMatchObject({ refusal: { reason: 'week_full' } });
    expect((await look(alma)).week[0]).toMatchObject({ repeats: true, explainable: false, mendable: true });
  });

  test('what is removed leaves no trace of its words in any table', async () => {
    const canary = 'Zacarías Quimera';
    await share();
    await begin(alma);
    const { step } = await world.do(ops.addPlanStep, bruno, { ...here(), plan: 'R3', words: canary });
    await world.do(ops.planPlanStep, alma, { ...here(), step: step as PlanStepId, owner: bruno.id });
    await world.do(ops.addPlanStep, bruno, { ...here(), plan: 'R6', words: canary });
    await write(alma, 0, canary);
    const { line } = await world.do(written.addWeekLine, bruno, { ...here(), words: canary });
    await mails();
    await world.do(ops.removePlanStep, bruno, { ...here(), step: step as PlanStepId });
    await world.do(ops.dropPlan, bruno, { ...here(), plan: 'R6' });
    await world.do(written.removePlanText, bruno, { ...here(), exercise: 'channels' });
    await world.do(written.removeWeekLine, alma, { ...here(), line: line as never });
    const tables = await stored("select tablename from pg_tables where schemaname = 'public'");
    for (const { tablename } of tables) {
      const found = await stored(`select 1 from "${tablename}" t where t::text like '%Quimera%'`);
      expect(found, tablename as string).toEqual([]);
    }
  });
});
