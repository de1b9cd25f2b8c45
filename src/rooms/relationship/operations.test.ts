import { afterAll, beforeAll, expect, test } from 'vitest';
import { visitor, type Person } from '#kernel/actor.ts';
import type { BriefId } from '#kernel/id.ts';
import * as delegation from '#rooms/delegation/index.server.ts';
import { clearContent, makeRoom, type Room } from '#rooms/delegation/operations/room.fixtures.ts';
import { everythingAt } from '#rooms/readiness/factories.ts';
import { finishAssessment, saveAnswers, startAssessment } from '#rooms/readiness/index.server.ts';
import { shareAssessment, withdrawShared } from '#rooms/readiness/sharing.operations.server.ts';
import type { FigureId } from './figures.ts';
import { getRelationship } from './operations.server.ts';

let room: Room;
beforeAll(async () => {
  room = await makeRoom();
});
afterAll(() => room.world.drop());

/** Puts the clock to a time on Madrid's, where the practice is. */
const at = (local: string) => {
  room.world.clock.now = instant(local);
};
const instant = (local: string) =>
  Temporal.PlainDateTime.from(local.replace(' ', 'T')).toZonedDateTime('Europe/Madrid').toInstant();

const here = () => ({ workspace: room.workspace, engagement: room.lumbre });
const read = (who: Person) => room.world.do(getRelationship, who, here());
const figure = async (id: FigureId, who = room.ana) => {
  const found = (await read(who)).figures.find((one) => one.figure === id)!;
  return `${found.numerator} of ${found.denominator}`;
};

/** Begins a brief of Bruno's and sends it. */
async function sendBrief(wishedBy: string, content: object = {}): Promise<BriefId> {
  const { world, bruno } = room;
  const wish = { ...clearContent, wishedBy: instant(wishedBy).toString(), ...content };
  const { brief } = await world.do(delegation.startBrief, bruno, { ...here(), ...wish });
  await world.do(delegation.sendBrief, bruno, on(brief));
  return brief as BriefId;
}
const on = (brief: string) => ({ workspace: room.workspace, brief });
const seen = (brief: BriefId) => room.world.do(delegation.getBrief, room.bruno, on(brief));
async function sayBack(brief: BriefId) {
  await room.world.do(delegation.writeTeachBack, room.ana, { ...on(brief), teachBack: 'Llamo a todas.' });
  return (await seen(brief)).teachBacks.at(-1)!.id;
}
async function understand(brief: BriefId) {
  const teachBack = await sayBack(brief);
  await room.world.do(delegation.confirmTeachBack, room.bruno, { ...on(brief), teachBack });
}
async function deliver(brief: BriefId) {
  await room.world.do(delegation.deliverBrief, room.ana, { ...on(brief), note: 'Hecho.' });
  return (await seen(brief)).deliveries.at(-1)!.id;
}

test('where nothing was sent there are no figures, only what nothing can be said of', async () => {
  at('2026-11-02 10:00');
  const empty = await read(room.ana);
  expect(empty.figures.every(({ value, sources }) => value === null && sources.length === 0)).toBe(true);
  expect(empty).toMatchObject({
    signals: [],
    declared: null,
    firstSentAt: null,
    side: 'practice',
    briefs: {},
  });
  expect(empty.hours).toMatchObject({
    timeZone: 'Europe/Madrid',
    from: '09:00',
    until: '18:00',
    areAnnounced: false,
  });
});

test('a draft that the client keeps counts nowhere', async () => {
  await room.world.do(delegation.startBrief, room.bruno, { ...here(), ...clearContent });
  expect((await read(room.ana)).figures.every(({ denominator }) => denominator === 0)).toBe(true);
  expect((await read(room.bruno)).briefs).toEqual({});
});

test('a request is followed from its sending to its acceptance', async () => {
  const { world, ana, bruno } = room;
  at('2026-11-02 10:00');
  const size = { effortMinutes: 60, examples: 'Como en marzo', autonomyLevel: 2 };
  const brief = await sendBrief('2026-11-06 18:00', size);
  at('2026-11-02 11:00');
  await world.do(delegation.askQuestions, ana, { ...on(brief), questions: ['¿A qué número?'] });
  at('2026-11-03 12:00');
  const [question] = (await seen(brief)).questions;
  await world.do(delegation.answerQuestion, bruno, {
    ...on(brief),
    question: question!.id,
    answer: 'Al fijo',
  });
  const teachBack = await sayBack(brief);
  const correction = 'Son solo las de diciembre.';
  await world.do(delegation.correctTeachBack, bruno, { ...on(brief), teachBack, correction });
  await understand(brief);
  await world.do(delegation.promiseBrief, ana, { ...on(brief), by: instant('2026-11-05 12:00').toString() });
  at('2026-11-05 13:00');
  const delivery = await deliver(brief);
  at('2026-11-05 16:00');
  await world.do(delegation.requestChanges, bruno, { ...on(brief), delivery, criteria: ['listed'] });
  at('2026-11-06 10:00');
  const again = await deliver(brief);
  await world.do(delegation.acceptDelivery, bruno, {
    ...on(brief),
    delivery: again,
    criteriaMet: {},
    comment: '',
  });

  const found = await read(ana);
  const said = Object.fromEntries(
    found.figures.map(({ figure, numerator, denominator }) => [figure, `${numerator} of ${denominator}`]),
  );
  expect(said).toEqual({
    complete: '1 of 1',
    rounds: '2 of 1',
    // Asked at 11, answered on the next day at 12: ten working hours.
    answered: '0 of 1',
    newWishes: '0 of 2',
    moved: '1 of 1',
    howFar: '1 of 1',
    // Until the delivery and again from the changes on: 30 hours and three, ten of them waiting.
    blocked: '600 of 1980',
    urgent: '0 of 1',
    notice: '1 of 1',
    quiet: '0 of 1',
    onlyQuiet: '0 of 1',
    replied: '1 of 1',
    late: '1 of 1',
    firstTime: '0 of 1',
    criterionUnmet: '1 of 2',
  });
  expect(found.figures.find(({ figure }) => figure === 'answered')).toMatchObject({
    medianMinutes: 600,
    isFew: true,
    sources: [{ brief, counts: false }],
  });
  expect(found.briefs).toEqual({ [brief]: 'Confirmar las citas' });
});

test('an example that was attached before sending makes a request complete, one that came later does not', async () => {
  at('2026-11-09 10:00');
  const { world, bruno } = room;
  const attach = async (brief: string) => {
    const file = world.ground.newId<'file'>();
    const sha256 = 'b'.repeat(64);
    await world.do(delegation.attachFile, bruno, {
      ...on(brief),
      file,
      name: 'a.png',
      bytes: 3,
      mediaType: 'image/png',
      sha256,
    });
  };
  const late = await sendBrief('2026-11-13 18:00', { effortMinutes: 60 });
  at('2026-11-09 10:05');
  await attach(late);
  expect(await figure('complete')).toBe('1 of 2');
  const wish = { ...clearContent, wishedBy: instant('2026-11-13 18:00').toString(), effortMinutes: 60 };
  const { brief } = await world.do(delegation.startBrief, bruno, { ...here(), ...wish });
  await attach(brief);
  at('2026-11-09 10:10');
  await world.do(delegation.sendBrief, bruno, on(brief));
  expect(await figure('complete')).toBe('2 of 3');
});

test('a request that was taken back counts again when it is sent again', async () => {
  at('2026-11-09 20:00');
  const brief = await sendBrief('2026-11-09 22:00');
  expect([await figure('urgent'), await figure('onlyQuiet')]).toEqual(['1 of 4', '1 of 4']);
  await room.world.do(delegation.returnToDraft, room.bruno, on(brief));
  expect(await figure('urgent')).toBe('0 of 3');
  at('2026-11-10 10:00');
  const wishedBy = instant('2026-11-13 18:00').toString();
  const { revision } = await seen(brief);
  await room.world.do(delegation.saveDraft, room.bruno, { ...on(brief), revision, wishedBy });
  await room.world.do(delegation.sendBrief, room.bruno, on(brief));
  expect([await figure('urgent'), await figure('onlyQuiet')]).toEqual(['0 of 4', '0 of 4']);
});

test('both sides, owners who take no part and every contact see the same', async () => {
  const { side: _practice, ...first } = await read(room.ana);
  for (const who of [room.olga, room.elsa, room.bruno, room.marta]) {
    const { side, ...same } = await read(who);
    expect(same).toEqual(first);
    expect(side).toBe(who === room.bruno || who === room.marta ? 'client' : 'practice');
  }
});

test('another engagement neither adds to the figures nor sees them', async () => {
  const before = await read(room.ana);
  const { world, workspace, zoe } = room;
  const other = zoe.memberships[0]!.engagements[0]!.engagement;
  const { brief } = await world.do(delegation.startBrief, zoe, {
    ...here(),
    engagement: other,
    ...clearContent,
  });
  await world.do(delegation.sendBrief, zoe, on(brief));
  expect(await read(room.ana)).toEqual(before);
  expect((await world.do(getRelationship, zoe, { workspace, engagement: other })).briefs).toEqual({
    [brief]: 'Confirmar las citas',
  });
  expect(await world.try(getRelationship, zoe, here())).toMatchObject({ refusal: { code: 'not_found' } });
});

test('what was declared stands beside it for the assistants and for whoever shared it, until it is withdrawn', async () => {
  const { world, bruno } = room;
  const { secret: assessment } = await world.do(startAssessment, visitor, { form: 'full' });
  await world.do(saveAnswers, visitor, { assessment, answers: everythingAt(4) });
  await world.do(finishAssessment, visitor, { assessment });
  const { shared } = await world.do(shareAssessment, bruno, { ...here(), assessment, what: 'verdict' });
  for (const who of [room.ana, bruno]) {
    const { declared, requirements } = await read(who);
    expect(declared).toMatchObject({ by: { name: 'Bruno' } });
    expect(requirements.map((one) => one.declared)).toEqual([100, 100, 100, 100, 100, 100, 100]);
  }
  expect((await read(room.marta)).declared).toBeNull();
  await world.do(withdrawShared, bruno, { ...here(), shared });
  expect((await read(room.ana)).requirements.every(({ declared }) => declared === null)).toBe(true);
});

test('where much is urgent week after week, it is noticed, and asked about where planning was declared', async () => {
  const { world, bruno } = room;
  for (const day of ['16', '23', '30']) {
    at(`2026-11-${day} 10:00`);
    for (let count = 0; count < 6; count++) await sendBrief(`2026-11-${day} 17:00`);
  }
  at('2026-12-01 10:00');
  const { secret: assessment } = await world.do(startAssessment, visitor, { form: 'full' });
  await world.do(saveAnswers, visitor, { assessment, answers: everythingAt(4) });
  await world.do(finishAssessment, visitor, { assessment });
  await world.do(shareAssessment, bruno, { ...here(), assessment, what: 'verdict' });
  const found = await read(room.marta);
  const urgent = found.signals.find(({ figure }) => figure === 'urgent');
  expect(urgent).toMatchObject({ signal: 'urgentShare', state: 'on', level: 'notice', numerator: 12 });
  expect(urgent?.since).toBe(instant('2026-11-23 00:00').toString());
  const { requirements } = await read(room.ana);
  expect(requirements.find(({ requirement }) => requirement === 'R6')?.gap).toMatchObject({ kind: 'worse' });
});

test('hours that the practice has published count instead of the usual ones', async () => {
  const { world, workspace } = room;
  const before = await figure('quiet');
  await world.asOwner.query(
    `insert into practice_pages (workspace_id, address, name, time_zone, spoken, tools, work_days, work_from, work_until,
       changed_at, published_at) values ($1, 'ana', 'Ana', 'Europe/Madrid', '{es}', '{}', '{2}', '09:00', '12:00', $2, $2)`,
    [workspace, world.clock.now.toString()],
  );
  const { hours } = await read(room.bruno);
  expect(hours).toEqual({
    timeZone: 'Europe/Madrid',
    days: [2],
    from: '09:00',
    until: '12:00',
    areAnnounced: true,
  });
  expect(await figure('quiet')).not.toBe(before);
});
