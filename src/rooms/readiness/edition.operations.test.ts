import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { visitor, type Actor, type Person } from '#kernel/actor.ts';
import type { EngagementId, WorkspaceId } from '#kernel/id.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import * as edition from './edition.operations.server.ts';
import { everythingAt } from './factories.ts';
import * as own from './operations.server.ts';
import { listShared, shareAssessment } from './sharing.operations.server.ts';
import { resultView, sharedView } from './views.server.ts';
import { setWeights } from './weights.operations.server.ts';
import { WEIGHT_PRESETS } from './weights.ts';

let world: World;
let ana: Person;
let sol: Person;
let bruno: Person;
let zoe: Person;
let place: WorkspaceId;
let elsewhere: WorkspaceId;
let lumbre: EngagementId;
let norte: EngagementId;

beforeAll(async () => {
  world = await makeWorld();
  [ana, sol, bruno, zoe] = await Promise.all([
    world.person('Ana'),
    world.person('Sol'),
    world.person('Bruno'),
    world.person('Zoe'),
  ]);
});
afterAll(() => world.drop());

beforeEach(async () => {
  place = await world.workspace(ana);
  elsewhere = await world.workspace(zoe);
  lumbre = await world.engagement(place, 'Lumbre');
  norte = await world.engagement(elsewhere, 'Norte');
  await world.joinWorkspace(place, sol, 'assistant');
  await world.joinEngagement(place, lumbre, bruno, 'principal');
  await world.joinEngagement(elsewhere, norte, bruno, 'principal');
});

const reword = (es: string, by: Actor = ana) =>
  world.try(edition.editQuestion, by, { workspace: place, item: 'T1', text: { es } });
const switchOff = (item: 'T2' | 'T3' | 'T5' | 'A2') =>
  world.try(edition.editQuestion, ana, { workspace: place, item, isOff: true });
const question = { type: 'freq5', text: { es: 'Guardas una copia de todo.' } } as const;
const add = async (requirement: 'R1' | 'R2' = 'R1') =>
  (await world.do(edition.addQuestion, ana, { workspace: place, requirement, ...question })).item;
const publish = () => world.do(edition.publishEdition, ana, { workspace: place });
const draft = (by: Person = ana) => world.do(edition.getEditionDraft, by, { workspace: place });
const current = (by: Person = ana) => world.do(edition.getEdition, by, { workspace: place });
const versions = (by: Person = ana) => world.do(edition.listEditions, by, { workspace: place });

/** Publishes the page of the practice, so that visitors find its test. */
async function publishPage(address: string, workspace = place) {
  await world.asOwner.query(
    `insert into practice_pages (workspace_id, address, name, time_zone, spoken, tools, work_days, changed_at, published_at)
     values ($1, $2, 'Ana Ruiz', 'Europe/Madrid', '{es}', '{}', '{}', now(), now())`,
    [workspace, address],
  );
  await world.asOwner.query('insert into practice_addresses values ($1, $2, now())', [address, workspace]);
}
async function take(start: { address?: string }, more: Record<string, unknown> = {}) {
  const { secret } = await world.do(own.startAssessment, visitor, { form: 'full', ...start });
  const answers = { ...everythingAt(3, { T1: 0 }), ...more };
  await world.do(own.saveAnswers, visitor, { assessment: secret, answers });
  await world.do(own.finishAssessment, visitor, { assessment: secret });
  return secret;
}
const resultOf = (assessment: string) => world.do(own.getResult, visitor, { assessment });
const read = async (assessment: string) => JSON.stringify(resultView(await resultOf(assessment), 'es'));

test('a practice asks the recommended questions until it publishes its own', async () => {
  expect(await current(bruno)).toEqual({
    number: 0,
    content: { wording: {}, off: [], added: [] },
    publishedAt: null,
  });
  expect((await reword('¿Compartes con un enlace?')).ok).toBe(true);
  expect((await switchOff('T2')).ok).toBe(true);
  expect(await add()).toBe('N1');
  expect(await current()).toMatchObject({ number: 0 });
  expect((await draft()).differences.map(({ kind }) => kind)).toEqual(['reworded', 'switched_off', 'added']);

  expect(await publish()).toEqual({ number: 1, isNew: true });
  expect(await current(bruno)).toMatchObject({
    number: 1,
    content: { wording: { T1: { text: { es: '¿Compartes con un enlace?' } } }, off: ['T2'] },
  });
  expect((await draft()).differences).toEqual([]);
  expect((await versions(bruno)).editions).toMatchObject([
    {
      number: 1,
      by: 'Ana',
      differences: [{ kind: 'reworded' }, { kind: 'switched_off' }, { kind: 'added' }],
    },
  ]);
});

test('publishing what differs in nothing makes no version, and a change that is taken back leaves no draft', async () => {
  expect(await publish()).toEqual({ number: 0, isNew: false });
  await reword('Otra');
  await reword('   ');
  const { rows } = await world.asOwner.query(
    'select 1 from practice_edition_drafts where workspace_id = $1',
    [place],
  );
  expect(rows).toEqual([]);
  await reword('Otra');
  expect(await publish()).toEqual({ number: 1, isNew: true });
  expect(await publish()).toEqual({ number: 1, isNew: false });
});

test('what keeps the test sound is refused, each at its place', async () => {
  expect(await switchOff('A2')).toMatchObject({ refusal: { fields: { isOff: 'question_decides' } } });
  await switchOff('T2');
  expect(await switchOff('T5')).toMatchObject({ refusal: { reason: 'too_few_questions' } });
  expect(await reword('x'.repeat(241))).toMatchObject({ refusal: { fields: { 'text.es': 'too_long' } } });
  const silent = { workspace: place, requirement: 'R1', type: 'freq5' } as const;
  expect(await world.try(edition.addQuestion, ana, silent)).toMatchObject({
    refusal: { fields: { 'text.es': 'question_without_text' } },
  });
  for (let count = 0; count < 4; count++) await add();
  expect(
    await world.try(edition.addQuestion, ana, { workspace: place, requirement: 'R1', ...question }),
  ).toMatchObject({ refusal: { reason: 'too_many_questions_added' } });
  expect((await draft()).content.off).toEqual(['T2']);
});

test('an added question is changed, moved and taken out, and its number is never given again', async () => {
  const [first, second] = [await add(), await add()];
  const at = { workspace: place, item: second } as const;
  await world.do(edition.moveAddedQuestion, ana, { ...at, to: 'up' });
  await world.do(edition.changeAddedQuestion, ana, { ...at, ...question, core: true, reverse: true });
  expect((await draft()).content.added).toMatchObject([
    { id: second, core: true, reverse: true },
    { id: first },
  ]);
  await publish();
  await world.do(edition.removeAddedQuestion, ana, at);
  expect((await draft()).content.added).toMatchObject([{ id: first }]);
  expect(await add()).toBe('N3');
  expect(
    await world.try(edition.moveAddedQuestion, ana, { workspace: place, item: 'N9', to: 'up' }),
  ).toMatchObject({ refusal: { code: 'not_found' } });
});

test('two owners who edit at the same moment lose nothing of each other', async () => {
  const eva = await world.person('Eva');
  await world.joinWorkspace(place, eva, 'owner');
  const [one, other] = await Promise.all([reword('A la vez'), add(), switchOff('T2')]);
  expect([one.ok, other]).toEqual([true, 'N1']);
  const { content } = await draft(eva);
  expect(content).toMatchObject({
    wording: { T1: { text: { es: 'A la vez' } } },
    off: ['T2'],
    added: [{ id: 'N1' }],
  });
  const published = await Promise.all([publish(), publish()]);
  expect(published.map(({ number }) => number)).toEqual([1, 1]);
  expect(published.filter(({ isNew }) => isNew)).toHaveLength(1);
});

test('a draft can be thrown away, and an earlier version be gone back to', async () => {
  await reword('Primera');
  await publish();
  await reword('Segunda');
  await publish();
  await reword('Tercera');
  await world.do(edition.discardEditionDraft, ana, { workspace: place });
  expect((await draft()).content.wording.T1?.text?.es).toBe('Segunda');
  await world.do(edition.restoreEdition, ana, { workspace: place, number: 1 });
  expect((await draft()).differences).toMatchObject([{ from: 'Segunda', to: 'Primera' }]);
  expect(await publish()).toMatchObject({ number: 3 });
  await world.do(edition.restoreEdition, ana, { workspace: place, number: 0 });
  await publish();
  expect((await current()).content).toEqual({ wording: {}, off: [], added: [] });
  expect((await versions()).editions.map(({ number }) => number)).toEqual([4, 3, 2, 1]);
  expect(await world.try(edition.restoreEdition, ana, { workspace: place, number: 9 })).toMatchObject({
    refusal: { code: 'not_found' },
  });
});

test('only owners change it, the practice reads the draft, and nobody elsewhere anything', async () => {
  await reword('Borrador');
  for (const person of [sol, bruno])
    expect(await reword('Mía', person)).toMatchObject({ refusal: { code: 'forbidden' } });
  expect((await draft(sol)).differences).toHaveLength(1);
  expect(await world.try(edition.getEditionDraft, bruno, { workspace: place })).toMatchObject({
    refusal: { code: 'forbidden' },
  });
  for (const attempt of [
    edition.getEdition,
    edition.getEditionDraft,
    edition.listEditions,
    edition.publishEdition,
  ])
    expect(await world.try(attempt as typeof edition.getEdition, zoe, { workspace: place })).toMatchObject({
      refusal: { code: 'not_found' },
    });
});

test('what was published is not changed or deleted by anybody, not even past the operations', async () => {
  await reword('Para siempre');
  await publish();
  const said = () =>
    world.asOwner
      .query(`select content from practice_editions where workspace_id = $1`, [place])
      .then(({ rows }) => JSON.stringify(rows));
  const before = await said();
  const { withReach } = await import('#kernel/database/context.server.ts');
  const reach = { workspace: place, engagements: 'all', side: 'practice', person: ana.id } as const;
  await withReach(world.ground.db, reach, async (tx) => {
    await tx.updateTable('practice_editions').set({ content: '{}' }).execute();
    await tx.deleteFrom('practice_editions').execute();
  });
  expect(await said()).toBe(before);
});

test('a visitor takes the practice’s own test from its page, and the result stays as it was for ever', async () => {
  await reword('¿Compartes con un enlace?');
  const added = await add();
  await publish();
  await publishPage('ana-ruiz');
  const secret = await take({ address: 'ana-ruiz' }, { [added]: 0 });
  const before = await read(secret);
  expect(before).toContain('¿Compartes con un enlace?');
  expect(before).toContain('Guardas una copia de todo.');
  expect(before).toContain('Ana Ruiz');

  await reword('¿Otra cosa?');
  await world.do(edition.removeAddedQuestion, ana, { workspace: place, item: added });
  await world.do(setWeights, ana, { workspace: place, weights: WEIGHT_PRESETS.equal });
  await publish();
  await world.asOwner.query(`update practice_pages set name = 'Otra' where workspace_id = $1`, [place]);
  expect(await read(secret)).toBe(before);
  const newer = await take({ address: 'ana-ruiz' });
  expect(await read(newer)).toContain('¿Otra cosa?');
});

test('without a practice, and where it changed nothing, the recommended questions are asked', async () => {
  await publishPage('sin-cambios');
  for (const start of [{}, { address: 'sin-cambios' }])
    expect((await resultOf(await take(start))).practiceEdition).toBeNull();
  expect(await world.try(own.startAssessment, visitor, { form: 'full', address: 'no-hay' })).toMatchObject({
    refusal: { code: 'not_found' },
  });
});

test('a test that a practice weighs in its own way is judged so, and says what is recommended', async () => {
  await publishPage('sin-tecnologia');
  await world.do(setWeights, ana, { workspace: place, weights: WEIGHT_PRESETS.withoutTechnology });
  const onlyTechnologyLow = everythingAt(4, { T1: 1, T2: 1, T3: 1, T4: 'c', T5: 1 });
  const { result } = await resultOf(await take({ address: 'sin-tecnologia' }, onlyTechnologyLow));
  expect(result.verdict).toBe('ready');
  expect(result.recommended?.verdict).toBe('prepare');
});

test('clients take their practice’s test without its page, and share it with that practice in its words', async () => {
  await reword('¿Compartes con un enlace?');
  await publish();
  const { secret } = await world.do(own.startPracticeAssessment, bruno, { workspace: place, form: 'full' });
  await world.do(own.saveAnswers, visitor, { assessment: secret, answers: everythingAt(3, { T1: 0 }) });
  await world.do(own.finishAssessment, visitor, { assessment: secret });
  const copies = [
    { workspace: place, engagement: lumbre, reader: ana },
    { workspace: elsewhere, engagement: norte, reader: zoe },
  ];
  const seen = [];
  for (const { reader, ...at } of copies) {
    await world.do(shareAssessment, bruno, { ...at, assessment: secret, what: 'answers' });
    const { assessments } = await world.do(listShared, reader, at);
    seen.push(assessments[0]!);
  }
  const [here, there] = seen;
  expect(here?.practiceEdition).toMatchObject({ number: 1 });
  expect(JSON.stringify(sharedView(here!, 'es'))).toContain('¿Compartes con un enlace?');
  // The other practice reads the same words and doesn't learn whose they are.
  expect(there?.practiceEdition).toMatchObject({ practice: null, number: null });
  expect(JSON.stringify(there)).not.toContain(place);
  expect(JSON.stringify(sharedView(there!, 'es'))).toContain('¿Compartes con un enlace?');
  expect(await world.try(own.startPracticeAssessment, zoe, { workspace: place, form: 'full' })).toMatchObject(
    { refusal: { code: 'not_found' } },
  );
});
