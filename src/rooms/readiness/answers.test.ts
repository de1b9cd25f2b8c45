import fc from 'fast-check';
import { expect, test } from 'vitest';
import { itemsOf, parseAnswers, progressOf, stepsOf } from './answers.ts';
import { anyAnswers, everythingAt } from './factories.ts';

test('the short form asks 33 questions and the full form 51, in nine steps', () => {
  expect(itemsOf('short')).toHaveLength(33);
  expect(itemsOf('full')).toHaveLength(51);
  expect(stepsOf('short').map(({ id }) => id)).toEqual([
    'R1',
    'R2',
    'R3',
    'R4',
    'R5',
    'R6',
    'R7',
    'activity',
    'situation',
  ]);
  expect(stepsOf('full').flatMap(({ items }) => items)).toEqual(itemsOf('full'));
});

test('a form gives its answers as strings', () => {
  expect(parseAnswers({ T1: '3', T4: 'b', T3: 'na', C1: '' })).toEqual({
    answers: { T1: 3, T3: 'na', T4: 'b' },
    invalid: [],
  });
});

test('unknown questions are dropped and impossible answers are reported', () => {
  const given = { T1: 5, T3: '03', T4: 'e', T5: 1.5, C1: ['2'], C2: {}, X9: 1, P1: true, A6: 'e' };
  const { answers, invalid } = parseAnswers(given);
  expect(answers).toEqual({ A6: 'e' });
  expect(invalid.map(({ item }) => item)).toEqual(['T1', 'T3', 'T4', 'T5', 'C1', 'C2', 'P1']);
});

test('inherited names are no answers', () => {
  expect(parseAnswers(Object.create({ T1: 3 }))).toEqual({ answers: {}, invalid: [] });
  expect(parseAnswers(JSON.parse('{"__proto__":{"T1":3},"constructor":1}')).answers).toEqual({});
});

test('anything can be read, and reading answers again changes nothing', () => {
  fc.assert(fc.property(fc.anything(), (given) => void parseAnswers(given)));
  fc.assert(
    fc.property(anyAnswers(), (answers) => {
      const once = parseAnswers(answers);
      expect(once.invalid).toEqual([]);
      expect(parseAnswers(once.answers)).toEqual(once);
      expect(parseAnswers(JSON.parse(JSON.stringify(answers)))).toEqual(once);
    }),
  );
});

test('progress counts what was answered, "does not apply" included, and names the next step', () => {
  const begun = progressOf({ T1: 3, T3: 'na', T4: 'a', C1: 2, T2: 1 }, 'short');
  expect(begun.steps[0]).toEqual({ id: 'R1', slug: 'technology', answered: 3, shown: 3, isComplete: true });
  expect(begun).toMatchObject({ answered: 4, shown: 33, nextStep: 'R2' });
  expect(progressOf(everythingAt(3), 'full').nextStep).toBeNull();
});
