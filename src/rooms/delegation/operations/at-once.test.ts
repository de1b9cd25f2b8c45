import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BriefId } from '#kernel/id.ts';
import type { Outcome } from '#kernel/perform.server.ts';
import * as operations from '../operations.server.ts';
import { briefIn, makeRoom, type Room } from './room.fixtures.ts';

let room: Room;
const on = (brief: string) => ({ workspace: room.workspace, brief: brief as BriefId });
const read = (brief: string) => room.world.do(operations.getBrief, room.bruno, on(brief));

/** One of them succeeded, and the other was told why not. */
function oneWins(outcomes: Outcome<unknown>[]): string {
  const refused = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.refusal]));
  expect(refused).toHaveLength(outcomes.length - 1);
  return refused[0]!.reason ?? refused[0]!.code;
}
const times = Array.from({ length: 4 }, (_, n) => n);

beforeAll(async () => {
  room = await makeRoom();
});
afterAll(() => room.world.drop());

describe('of two people who act at the same moment', () => {
  test.each(times)('one accepts the delivery or one asks for changes, never both (%i)', async () => {
    const { world, bruno } = room;
    const brief = await briefIn(room, 'delivered');
    const { deliveries } = await read(brief);
    const delivery = deliveries[0]!.id;
    const why = oneWins(
      await Promise.all([
        world.try(operations.acceptDelivery, bruno, { ...on(brief), delivery }),
        world.try(operations.requestChanges, bruno, { ...on(brief), delivery, reason: 'Falta marzo' }),
      ]),
    );
    expect(why).toBe('not_in_this_state');
    const view = await read(brief);
    const expected = view.state === 'accepted' ? 'accepted' : 'changes_requested';
    expect([view.state, view.deliveries[0]!.status]).toEqual([expected, expected]);
    expect(view.history.filter(({ kind }) => /Accepted|changesRequested/.test(kind))).toHaveLength(1);
  });

  test.each(times)('one promises (%i)', async () => {
    const { world, ana, elsa } = room;
    const brief = await briefIn(room, 'understood');
    const promise = (who: typeof ana, by: string) =>
      world.try(operations.promiseBrief, who, { ...on(brief), by });
    const why = oneWins(
      await Promise.all([promise(ana, '2026-11-27T17:00:00Z'), promise(elsa, '2026-11-28T17:00:00Z')]),
    );
    expect(why).toBe('not_in_this_state');
    const { promise: given } = await read(brief);
    expect(given!.by).toBe(given!.promisedBy === ana.id ? '2026-11-27T17:00:00Z' : '2026-11-28T17:00:00Z');
  });

  test.each(times)('one judges the teach-back (%i)', async () => {
    const { world, ana, bruno, marta } = room;
    const brief = await briefIn(room, 'sent');
    await world.do(operations.writeTeachBack, ana, { ...on(brief), teachBack: 'Entendí esto.' });
    const { teachBacks } = await read(brief);
    const teachBack = teachBacks[0]!.id;
    const why = oneWins(
      await Promise.all([
        world.try(operations.confirmTeachBack, bruno, { ...on(brief), teachBack }),
        world.try(operations.correctTeachBack, marta, { ...on(brief), teachBack, correction: 'No es eso' }),
      ]),
    );
    expect(['not_in_this_state', 'no_open_teach_back']).toContain(why);
    const view = await read(brief);
    expect(view.state).toBe(view.teachBacks[0]!.status === 'confirmed' ? 'understood' : 'sent');
  });

  test('each asks, and the brief counts them all', async () => {
    const { world, ana, elsa } = room;
    const brief = await briefIn(room, 'promised');
    await Promise.all(
      [ana, elsa, ana, elsa, ana].map((who, n) =>
        world.do(operations.askQuestions, who, { ...on(brief), questions: [`¿${n}?`] }),
      ),
    );
    const { questions, waitsFor } = await read(brief);
    expect(questions).toHaveLength(5);
    expect(waitsFor.why).toBe('answer_questions');
    await Promise.all(
      questions.map(({ id: question }) =>
        world.do(operations.answerQuestion, room.marta, { ...on(brief), question, answer: 'Sí' }),
      ),
    );
    expect(await read(brief)).toMatchObject({ waitsFor: { why: 'deliver' }, clock: { running: true } });
  });

  test('one saves the draft', async () => {
    const { world, bruno, marta } = room;
    const brief = await briefIn(room, 'draft');
    const save = (who: typeof bruno, title: string) =>
      world.try(operations.saveDraft, who, { ...on(brief), revision: 1, title });
    expect(oneWins(await Promise.all([save(bruno, 'De Bruno'), save(marta, 'De Marta')]))).toBe(
      'edited_elsewhere',
    );
  });
});

test('a question is answered once, even when the answer is sent twice', async () => {
  const { world, ana, bruno, marta } = room;
  const brief = await briefIn(room, 'sent');
  await world.do(operations.askQuestions, ana, { ...on(brief), questions: ['¿Cuál?', '¿Y luego?'] });
  const { questions } = await read(brief);
  const answer = (who: typeof bruno) =>
    world.try(operations.answerQuestion, who, {
      ...on(brief),
      question: questions[0]!.id,
      answer: `Dice ${who.name}`,
    });
  expect(oneWins(await Promise.all([answer(bruno), answer(marta)]))).toBe('question_closed');
  expect((await read(brief)).waitsFor.why).toBe('answer_questions');
});
