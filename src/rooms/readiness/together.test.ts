import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { itemsOf, possibleAnswers } from './answers.ts';
import type { Answers, Form } from './answers.ts';
import { smallestChanges } from './changes.ts';
import type { OtherAnswer } from './changes.ts';
import { anyForm, anyWeights, everythingAt, leaningAnswers, recommended } from './factories.ts';
import { ITEM_BY_ID } from './instrument.ts';
import type { ItemId } from './instrument.ts';
import { flagsOf } from './scoring.ts';
import { cheapestTowards, smallestSets } from './together.ts';
import { decide, factsOf, rankOf } from './verdict.ts';
import type { Weights } from './weights.ts';

const full = { form: 'full', weights: recommended } as const;
interface Given {
  form: Form;
  weights: Weights;
}

const rankWith = (answers: Answers, { form, weights }: Given) =>
  rankOf(decide(factsOf(answers, form, weights)).verdict);
const changedBy = (answers: Answers, changes: readonly OtherAnswer[]): Answers => ({
  ...answers,
  ...Object.fromEntries(changes.map(({ item, to }) => [item, to])),
});
const setsOf = (answers: Answers, given = full) =>
  smallestSets(answers, given)?.sets.map(({ changes }) =>
    changes.map(({ item, from, to }) => `${item} ${from}>${to}`),
  );

describe('where no single answer would improve the verdict', () => {
  test('two reasons against are changed together, each by the fewest steps', () => {
    const answers = everythingAt(4, { S1: 'd', F2: 'd' });
    expect(smallestSets(answers, full)).toEqual({
      fewest: 2,
      sets: [
        {
          changes: [
            { item: 'F2', from: 'd', to: 'c', steps: 1 },
            { item: 'S1', from: 'd', to: 'c', steps: 1 },
          ],
          steps: 2,
          verdict: 'prepare',
          rule: 10,
        },
      ],
    });
  });

  test('risks of several kinds go together, in the order of the form', () => {
    const answers = everythingAt(4, { Q5: 'd', S6: 'c', S4: 'c' });
    expect(setsOf(answers)).toEqual([['Q5 d>c', 'S4 c>b', 'S6 c>b']]);
  });

  test('a second set leaves alone what it can of the first', () => {
    // Two requirements under 60: one point of 20 is missing in the one, two in the other.
    const answers = everythingAt(4, { T1: 0, T2: 0, T3: 3, F1: 0, F4: 1, F5: 2, F3: 1 });
    expect(setsOf(answers)).toEqual([
      ['T1 0>1', 'F1 0>2'],
      ['T2 0>1', 'F4 1>3'],
    ]);
  });

  test('more answers than one would read are counted and not listed', () => {
    expect(smallestSets(everythingAt(0), full)).toEqual({ fewest: 20, sets: [] });
    expect(smallestSets(everythingAt(0), { ...full, most: 20 })?.sets[0]?.changes).toHaveLength(20);
  });

  test('there is nothing to say where one answer is enough, nothing is better, or answers are missing', () => {
    expect(smallestSets(everythingAt(4, { S4: 'c' }), full)).toBeNull();
    expect(smallestSets(everythingAt(4), full)).toBeNull();
    expect(smallestSets(everythingAt(4, { S1: 'd', F2: 'd', A6: 'na' }), full)).toBeNull();
  });
});

test('every set is true, and none of its answers can be left out', () => {
  fc.assert(
    fc.property(leaningAnswers(), anyForm, anyWeights, (answers, form, weights) => {
      const given = { form, weights };
      const now = rankWith(answers, given);
      const together = smallestSets(answers, given);
      for (const { changes, steps, verdict, rule } of together?.sets ?? []) {
        expect(changes).toHaveLength(together?.fewest ?? 0);
        expect(steps).toBe(changes.reduce((sum, change) => sum + change.steps, 0));
        const then = decide(factsOf(changedBy(answers, changes), form, weights));
        expect(then).toEqual({ verdict, rule });
        expect(rankOf(verdict)).toBeGreaterThan(now);
        for (const left of changes) {
          const fewer = changes.filter((change) => change !== left);
          expect(rankWith(changedBy(answers, fewer), given)).toBeLessThanOrEqual(now);
        }
      }
      if (together) {
        expect(smallestChanges(answers, given).every(({ effect }) => effect !== 'improves')).toBe(true);
      }
    }),
    { numRuns: 150 },
  );
});

test('single and several changes agree: either one answer improves, or a set is found, or nothing is better', () => {
  fc.assert(
    fc.property(leaningAnswers(), anyForm, anyWeights, (answers, form, weights) => {
      const given = { form, weights };
      const bySingle = smallestChanges(answers, given).some(({ effect }) => effect === 'improves');
      const isReady = rankWith(answers, given) === 2;
      expect([bySingle, isReady, smallestSets(answers, given) !== null].filter(Boolean)).toHaveLength(1);
    }),
    { numRuns: 150 },
  );
});

describe('by brute force', () => {
  /** A form of which only these questions can be answered differently: the search among them, and every combination. */
  const smallEdition = fc
    .tuple(leaningAnswers(), anyForm, anyWeights, fc.infiniteStream(fc.nat({ max: 1000 })))
    .map(([answers, form, weights, ranks]) => {
      const raises = (id: ItemId) => {
        const item = ITEM_BY_ID.get(id);
        return item !== undefined && flagsOf(item, answers[id]).some((flag) => /^[XER]_/.test(flag));
      };
      // Those that raise a red flag come up twice as often.
      const free = itemsOf(form)
        .map(({ id }) => ({ id, rank: ranks.next().value / (raises(id) ? 2 : 1) }))
        .sort((one, other) => one.rank - other.rank)
        .slice(0, 4)
        .map(({ id }) => id);
      return { answers, form, weights, free };
    });

  function everyCombination(answers: Answers, free: readonly ItemId[]): readonly (readonly OtherAnswer[])[] {
    return free.reduce<readonly (readonly OtherAnswer[])[]>(
      (combinations, id) => {
        const item = ITEM_BY_ID.get(id);
        const offered = item ? possibleAnswers(item) : [];
        const from = answers[id];
        const position = offered.findIndex((answer) => answer === from);
        if (from === undefined || position < 0) return combinations;
        return offered.flatMap((to, at) =>
          combinations.map((changes) =>
            to === from ? changes : [...changes, { item: id, from, to, steps: Math.abs(at - position) }],
          ),
        );
      },
      [[]],
    );
  }

  const costOf = (changes: readonly OtherAnswer[]) =>
    changes.length * 1000 + changes.reduce((sum, { steps }) => sum + steps, 0);

  test('nothing smaller exists than what the search finds, and it finds whatever exists', () => {
    const found = new Map<number, number>();
    fc.assert(
      fc.property(smallEdition, fc.constantFrom(1, 2), ({ answers, form, weights, free }, rank) => {
        fc.pre(rankWith(answers, { form, weights }) < rank);
        const kept = new Set(itemsOf(form).flatMap(({ id }) => (free.includes(id) ? [] : [id])));
        const smallest = cheapestTowards(rank, answers, { form, weights, kept });
        const costs = everyCombination(answers, free)
          .filter((changes) => rankWith(changedBy(answers, changes), { form, weights }) >= rank)
          .map(costOf);
        expect(smallest?.cost ?? null).toBe(costs.length > 0 ? Math.min(...costs) : null);
        const answersChanged = smallest?.changes.length ?? 0;
        found.set(answersChanged, (found.get(answersChanged) ?? 0) + 1);
      }),
      { numRuns: 200 },
    );
    // The comparison means something: none, one, two and more changes came up.
    for (const size of [0, 1, 2]) expect(found.get(size) ?? 0).toBeGreaterThan(0);
  });

  test('with the whole form, no pair of answers improves where the search says three or more', () => {
    const cases = fc
      .sample(leaningAnswers(), { numRuns: 400, seed: 7 })
      .filter((answers) => smallestSets(answers, full)?.fewest === 3)
      .slice(0, 2);
    expect(cases).toHaveLength(2);
    for (const answers of cases) {
      const now = rankWith(answers, full);
      const singles = itemsOf('full').flatMap(({ id }) => everyCombination(answers, [id]).flat());
      for (const one of singles) {
        for (const other of singles) {
          if (one.item >= other.item) continue;
          expect(rankWith(changedBy(answers, [one, other]), full) > now, `${one.item} ${other.item}`).toBe(
            false,
          );
        }
      }
    }
  });
});
