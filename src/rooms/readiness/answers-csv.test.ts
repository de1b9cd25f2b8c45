import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { visitor, type Person } from '#kernel/actor.ts';
import type { EngagementId, WorkspaceId } from '#kernel/id.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import { answersCsv } from './answers-csv.server.ts';
import { everythingAt } from './factories.ts';
import * as ops from './operations.server.ts';
import { exportAnswers, shareAssessment, withdrawAllShared } from './sharing.operations.server.ts';

let world: World;
let ana: Person;
let bruno: Person;
let zoe: Person;
let marta: Person;
let workspace: WorkspaceId;
let lumbre: EngagementId;
let other: EngagementId;

beforeAll(async () => {
  world = await makeWorld();
  [ana, bruno, zoe, marta] = await Promise.all([
    world.person('Ana'),
    world.person('Bruno'),
    world.person('Zoe'),
    world.person('Marta'),
  ]);
  workspace = await world.workspace(ana);
  lumbre = await world.engagement(workspace, '=Lumbre');
  other = await world.engagement(workspace, 'Otra');
  await world.joinEngagement(workspace, lumbre, bruno, 'principal');
  await world.joinEngagement(workspace, other, zoe, 'principal');
  await world.joinWorkspace(workspace, marta, 'assistant');
  await world.joinEngagement(workspace, other, marta, 'assistant');
});
afterAll(() => world.drop());

async function share(person: Person, engagement: EngagementId, what: 'answers' | 'verdict') {
  const { secret: assessment } = await world.do(ops.startAssessment, visitor, { form: 'short' });
  await world.do(ops.saveAnswers, visitor, { assessment, answers: everythingAt(4) });
  await world.do(ops.finishAssessment, visitor, { assessment });
  await world.do(shareAssessment, person, { workspace, engagement, assessment, what });
}
const copiesFor = async (person: Person, engagement?: EngagementId) =>
  (await world.do(exportAnswers, person, { workspace, engagement })).copies;

describe('the answers that were shared, as a table', () => {
  test('are those of whoever chose to share them, and nobody else’s', async () => {
    await share(bruno, lumbre, 'answers');
    await share(zoe, other, 'verdict');
    expect((await copiesFor(ana)).map(({ by }) => by)).toEqual(['Bruno']);
    await share(zoe, other, 'answers');
    expect((await copiesFor(ana)).map(({ by }) => by)).toEqual(['Bruno', 'Zoe']);
    expect((await copiesFor(ana, other)).map(({ by }) => by)).toEqual(['Zoe']);
  });

  test('an assistant gets those of the own engagements, and a client none', async () => {
    expect((await copiesFor(marta)).map(({ engagement }) => engagement.name)).toEqual(['Otra']);
    expect(await copiesFor(marta, lumbre)).toEqual([]);
    await expect(copiesFor(bruno)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('name the consent on each row, and no name becomes a formula', async () => {
    const table = answersCsv(await copiesFor(ana, lumbre), 'es');
    const [head, first, ...rest] = table.trimEnd().split('\r\n');
    expect(head).toBe(
      '\u{feff}Colaboración,Persona,Consentimiento,Terminada (UTC),Edición,Apartado,Código,Pregunta,Valor,Respuesta',
    );
    expect(first).toMatch(
      /^'=Lumbre,Bruno,Bruno compartió sus respuestas el .*Z \(UTC\) y puede retirarlas,/,
    );
    expect(first).toContain(',T1,');
    expect(rest).toHaveLength(32);
    expect(answersCsv(await copiesFor(ana, lumbre), 'en')).toContain('Always');
  });

  test('have a row for each activity with what follows for it, and one for each judgement', async () => {
    const { secret: assessment } = await world.do(ops.startAssessment, visitor, { form: 'short' });
    const activities = [
      { id: 'inbox', judged: { A2: 'a', A3: 'a', A4: 'c' } },
      { name: '=Huerto', judged: { A2: 'd' } },
    ] as const;
    await world.do(ops.saveAnswers, visitor, {
      ...{ assessment, answers: everythingAt(4) },
      activities: activities.map((one) => ({ ...one })),
    });
    await world.do(ops.finishAssessment, visitor, { assessment });
    await world.do(shareAssessment, bruno, { workspace, engagement: lumbre, assessment, what: 'answers' });
    const rows = answersCsv(await copiesFor(ana, lumbre), 'en')
      .trimEnd()
      .split('\r\n')
      .slice(34);
    expect(rows.map((row) => row.split(',').slice(6).join())).toEqual([
      'inbox,Sorting mail and answering what is simple,after_preparation,Suits after preparation',
      'inbox.A2,Sorting mail and answering what is simple: How much can be done remotely?,a,Almost all.',
      'inbox.A3,"Sorting mail and answering what is simple: Wants your signature, licence or decision?",a,No.',
      'inbox.A4,Sorting mail and answering what is simple: How far ahead is it known?,c,The same day.',
      "own,'=Huerto,does_not_suit,Does not suit",
      "own.A2,'=Huerto: How much can be done remotely?,d,Almost none.",
    ]);
  });

  test('are gone once they were taken back', async () => {
    await world.do(withdrawAllShared, bruno, { workspace, engagement: lumbre });
    expect(await copiesFor(ana, lumbre)).toEqual([]);
  });
});
