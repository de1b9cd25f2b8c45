import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ACTIVITY_IDS, CRITERIA, judgeActivity, wholeOf, withoutDoubles } from './activities.ts';
import type { Criterion, Judgement, PickedActivity } from './activities.ts';
import { everythingAt, leaningAnswers, recommended } from './factories.ts';
import { assess } from './rules.ts';
import type { Answers } from './rules.ts';
import { rankOf } from './verdict.ts';

const judged = (letters: string, id: PickedActivity['id'] = 'inbox'): PickedActivity => {
  const [A2, A3, A4] = [...letters] as Judgement[];
  return { id, name: '', judged: { ...(A2 && { A2 }), ...(A3 && { A3 }), ...(A4 && { A4 }) } };
};
const option = fc.constantFrom<Judgement>('a', 'b', 'c', 'd');
const activity = fc
  .record({ id: fc.constantFrom(...ACTIVITY_IDS), A2: option, A3: option, A4: option })
  .map(({ id, ...letters }): PickedActivity => ({ id, name: '', judged: letters }));
const some = fc.array(activity, { minLength: 1, maxLength: 10 });
const verdictOf = (activities: readonly PickedActivity[], answers: Answers = everythingAt(4)) =>
  assess({ ...answers, ...wholeOf(activities) }, { form: 'full', weights: recommended });

describe('one activity', () => {
  test.each([
    ['aaa', 'suits', []],
    ['bbb', 'suits', []],
    ['caa', 'after_preparation', ['R_PRESENCE']],
    ['aca', 'after_preparation', ['R_LICENSED']],
    ['aac', 'after_preparation', ['R_SAME_DAY']],
    ['aad', 'after_preparation', ['E_EMERGENCY']],
    ['ccc', 'after_preparation', ['R_PRESENCE', 'R_LICENSED', 'R_SAME_DAY']],
    ['daa', 'does_not_suit', ['X_PRESENCE']],
    ['ada', 'does_not_suit', ['X_LICENSED']],
    ['d', 'does_not_suit', ['X_PRESENCE']],
    ['aa', 'unjudged', []],
    ['', 'unjudged', []],
  ])('judged %s: %s', (letters, outcome, flags) => {
    expect(judgeActivity(judged(letters))).toEqual({ outcome, flags });
  });
});

/** People as one meets them, with what follows for the whole and, all else being well, for the verdict. */
const cases: [string, string[], Answers, string][] = [
  ['mail and calendar, known in time', ['aaa', 'aba'], { A2: 'a', A3: 'a', A4: 'a' }, 'ready'],
  ['mail, and letters on paper', ['aaa', 'daa'], { A2: 'b', A3: 'a', A4: 'a' }, 'ready'],
  ['letters on paper alone', ['daa'], { A2: 'd', A3: 'a', A4: 'a' }, 'not_now'],
  ['mostly at the counter', ['daa', 'daa', 'caa'], { A2: 'd', A3: 'a', A4: 'a' }, 'not_now'],
  ['one from afar in three', ['aaa', 'daa', 'daa'], { A2: 'c', A3: 'a', A4: 'a' }, 'prepare'],
  ['taxes, which only they may sign', ['ada'], { A2: 'a', A3: 'd', A4: 'a' }, 'not_now'],
  ['taxes among four others', ['aaa', 'aaa', 'aaa', 'aaa', 'ada'], { A2: 'a', A3: 'b', A4: 'a' }, 'ready'],
  ['calls that come the same day', ['aac'], { A2: 'a', A3: 'a', A4: 'c' }, 'prepare'],
  ['everything within the hour', ['aad', 'bad'], { A2: 'a', A3: 'a', A4: 'd' }, 'prepare'],
  ['one within the hour among three', ['aad', 'aaa', 'aab'], { A2: 'a', A3: 'a', A4: 'b' }, 'ready'],
];
test.each(cases)('%s', (_who, letters, whole, verdict) => {
  const activities = letters.map((one) => judged(one));
  expect(wholeOf(activities)).toEqual(whole);
  expect(verdictOf(activities).verdict).toBe(verdict);
});

test('what nobody judged says nothing of the whole, and leaves its answer', () => {
  expect(wholeOf([])).toEqual({});
  expect(wholeOf([judged('')])).toEqual({});
  expect(wholeOf([judged('b'), judged('aa')])).toEqual({ A2: 'a', A3: 'a' });
  expect(verdictOf([], { ...everythingAt(4), A2: 'd' }).rule).toBe(1);
});

test('an activity judged better never worsens the verdict', () => {
  const better: Record<Judgement, Judgement> = { a: 'a', b: 'a', c: 'b', d: 'c' };
  fc.assert(
    fc.property(
      some,
      fc.nat(),
      fc.constantFrom(...CRITERIA),
      leaningAnswers(),
      (all, nth, criterion, answers) => {
        const at = nth % all.length;
        const improved = all.map((one, index) => (index === at ? raised(one, criterion) : one));
        const [before, after] = [verdictOf(all, answers), verdictOf(improved, answers)];
        expect(rankOf(after.verdict)).toBeGreaterThanOrEqual(rankOf(before.verdict));
      },
    ),
  );
  function raised(one: PickedActivity, criterion: Criterion): PickedActivity {
    return { ...one, judged: { ...one.judged, [criterion]: better[one.judged[criterion] ?? 'a'] } };
  }
});

test('the order of activities is nothing to the result, and the same give the same', () => {
  fc.assert(
    fc.property(some, (all) => {
      expect(verdictOf(all.toReversed())).toEqual(verdictOf(all));
      expect(verdictOf(all)).toEqual(verdictOf(structuredClone(all)));
    }),
  );
});

test('several alike say of the whole what one of them says', () => {
  fc.assert(
    fc.property(activity, fc.integer({ min: 1, max: 10 }), (one, count) => {
      expect(wholeOf(Array.from({ length: count }, () => one))).toEqual(one.judged);
    }),
  );
});

test('what is named twice counts once', () => {
  const own = (name: string): PickedActivity => ({ id: null, name, judged: {} });
  expect(withoutDoubles([judged('a'), judged('b'), own('Huerto'), own('huerto'), own('Otra')])).toEqual([
    ...[judged('a'), own('Huerto'), own('Otra')],
  ]);
});
