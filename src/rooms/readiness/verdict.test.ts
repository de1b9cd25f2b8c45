import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { possibleAnswers } from './answers.ts';
import type { Answers } from './answers.ts';
import { anyAnswers, anyForm, anyWeights, everythingAt, leaningAnswers, recommended } from './factories.ts';
import { FLAGS, ITEMS } from './instrument.ts';
import type { Flag, ItemId } from './instrument.ts';
import { flagsOf, requirementItems, valueOf } from './scoring.ts';
import { causesOf, decide, factsOf, isBorderline, rankOf, waysTowards } from './verdict.ts';
import type { Demand, Facts, RuleNumber, Verdict } from './verdict.ts';

const factsFor = (answers: Answers) => factsOf(answers, 'full', recommended);

/** R7 at 4 of 24 points with every flag but the one stated avoided. */
const poorTeamwork = { Q1: 0, Q2: 2, Q3: 0, Q4: 0, Q5: 'c', Q6: 3 } as const;
const threeOfEmployment = { P5: 'c', O2: 3, Q5: 'd' } as const;

describe('each ordered rule decides at least once', () => {
  const examples: [RuleNumber, Verdict, string, Answers][] = [
    [0, 'insufficient', 'nothing answered', {}],
    [0, 'insufficient', 'the hours not answered', everythingAt(4, { A6: 'na' })],
    [1, 'not_now', 'no budget', everythingAt(4, { S1: 'd' })],
    [1, 'not_now', 'no access for anyone', everythingAt(4, { F2: 'd' })],
    [1, 'not_now', 'almost nothing at a distance', everythingAt(4, { A2: 'd' })],
    [1, 'not_now', 'always a signature', everythingAt(4, { A3: 'd' })],
    [
      2,
      'not_now',
      'no task and little willingness',
      everythingAt(4, { D1: 'a', D2: 3, D3: 1, D4: 1, D5: 'c' }),
    ],
    [3, 'not_now', 'an emergency and no time to begin', everythingAt(4, { A1: 'd', S2: 'c' })],
    [4, 'not_now', 'culprits named, little respect', everythingAt(4, poorTeamwork)],
    [4, 'not_now', 'late payment, little respect', everythingAt(4, { ...poorTeamwork, Q6: 2, Q2: 1 })],
    [5, 'employee', '20 hours, three conditions', everythingAt(4, { ...threeOfEmployment, A6: 'd' })],
    [6, 'employee', '10 hours, hours fixed and emergencies', everythingAt(4, { P5: 'c', O2: 3, A6: 'c' })],
    [
      7,
      'not_now',
      'three conditions and no wish to change',
      everythingAt(4, { P5: 'c', P6: 'd', O6: 'd', Q5: 'd' }),
    ],
    [8, 'not_now', 'an index under 45', everythingAt(4, lowIndex())],
    [8, 'not_now', 'four weak requirements', everythingAt(4, weak('R1', 'R2', 'R3', 'R4'))],
    [9, 'ready', 'all well', everythingAt(4)],
    [10, 'prepare', 'three weak requirements', everythingAt(4, weak('R1', 'R2', 'R3'))],
    [10, 'prepare', 'all well but one risk', everythingAt(4, { S4: 'c' })],
    [10, 'prepare', 'all well but one condition of employment', everythingAt(4, { Q5: 'd' })],
  ];
  test.each(examples)('rule %i gives %s: %s', (rule, verdict, _, answers) => {
    expect(decide(factsFor(answers))).toEqual({ rule, verdict });
  });
});

test('the first rule that holds decides', () => {
  expect(decide(factsFor(everythingAt(0))).rule).toBe(1);
  expect(decide(factsFor({ ...everythingAt(0), S1: 'na' })).rule).toBe(0);
});

test('employment needs 20 hours for three conditions, and 10 for two', () => {
  expect(decide(factsFor(everythingAt(4, { Q5: 'd', S6: 'd', P5: 'c', A6: 'c' }))).verdict).toBe('prepare');
  expect(decide(factsFor(everythingAt(4, { P5: 'c', O2: 3, A6: 'b' }))).verdict).toBe('prepare');
});

test('three conditions without a core one are no employment', () => {
  const answers = everythingAt(4, { Q5: 'd', S6: 'd', A6: 'e' });
  expect(decide(factsFor(answers)).verdict).toBe('prepare');
  expect(decide(factsFor({ ...answers, P3: 3 })).rule).toBe(5);
});

test('a project or an emergency is never employment', () => {
  expect(decide(factsFor(everythingAt(4, { ...threeOfEmployment, A6: 'e', A1: 'c' }))).verdict).toBe(
    'prepare',
  );
});

test('safeguards and information do not stand in the way of being ready', () => {
  expect(decide(factsFor(everythingAt(4, { T4: 'd', A5: 'd', A1: 'c', S5: 'c' }))).verdict).toBe('ready');
});

test('ready begins at an index of 70 and a lowest requirement of 60', () => {
  expect(decide(factsFor(everythingAt(4, { T1: 0, T2: 1, T3: 3 }))).rule).toBe(9); // 12 of 20 = 60
  expect(decide(factsFor(everythingAt(4, { T1: 0, T2: 0, T3: 3 }))).rule).toBe(10); // 11 of 20 = 55
});

test('causes say what decided and which answers raised it', () => {
  expect(causesOf(factsFor(everythingAt(4, { S1: 'd', F2: 'd' })))).toEqual([
    { kind: 'flag', flag: 'X_BUDGET', items: ['S1'] },
    { kind: 'flag', flag: 'X_NO_TRUST', items: ['F2'] },
  ]);
  expect(causesOf(factsFor(everythingAt(4, { A6: 'na', T1: 'na', T2: 'na', T3: 'na' })))).toEqual([
    { kind: 'insufficient', requirement: 'R1', answered: 2, shown: 5, needed: 3 },
    { kind: 'unanswered', item: 'A6' },
  ]);
  expect(causesOf(factsFor(everythingAt(4, { A1: 'd', S2: 'd' })))).toEqual([
    { kind: 'answer', item: 'A1', answer: 'd' },
    { kind: 'answer', item: 'S2', answer: 'd' },
  ]);
});

test('close to a limit is borderline, 5 points included, and only where numbers decided', () => {
  const near = (index: number, lowest: number, flags: readonly Flag[] = []) =>
    isBorderline({
      ...factsFor(everythingAt(4)),
      index,
      counted: [{ requirement: 'R2', score: lowest, weight: 15 }],
      flags: flags.map((flag) => ({ flag, items: ['S1'] })),
    });
  expect([near(75, 80), near(75.1, 80), near(65, 80), near(90, 65), near(90, 65.1)]).toEqual([
    true,
    false,
    true,
    true,
    false,
  ]);
  expect([near(39, 44), near(40, 44), near(39, 45)]).toEqual([false, true, true]);
  expect(near(70, 60, ['X_BUDGET'])).toBe(false);
});

describe('weights', () => {
  test('a requirement that weighs nothing changes neither index nor verdict', () => {
    const technology = requirementItems('R1', 'full').map(({ id }) => id);
    fc.assert(
      fc.property(leaningAnswers(), anyAnswers(), anyWeights, anyForm, (answers, other, weights, form) => {
        const without = { ...weights, R1: 0 };
        const changed = { ...answers, ...Object.fromEntries(technology.map((id) => [id, other[id]])) };
        const before = factsOf(answers, form, without);
        const after = factsOf(changed, form, without);
        expect(after.index).toBe(before.index);
        expect(after.counted).toEqual(before.counted);
        expect(decide(after)).toEqual(decide(before));
        expect(isBorderline(after)).toBe(isBorderline(before));
      }),
    );
  });
});

// A red flag is X_*, E_* or R_*. Verdicts rank ready > prepare > employee = not now: both of these say no to a virtual
// assistant today, and which of them a flag leads to is no improvement. Missing answers are no verdict.
describe('a red flag never improves a verdict', () => {
  const redFlags = FLAGS.filter((flag) => /^[XER]_/.test(flag));

  test('when it is added to the same facts', () => {
    fc.assert(
      fc.property(leaningAnswers(), anyWeights, fc.constantFrom(...redFlags), (answers, weights, flag) => {
        const facts = factsOf(answers, 'full', weights);
        const flagged = { ...facts, flags: [...facts.flags, { flag, items: [] }] };
        const after = decide(flagged).verdict;
        if (facts.missing.length > 0) expect(after).toBe('insufficient');
        else expect(rankOf(after)).toBeLessThanOrEqual(rankOf(decide(facts).verdict));
      }),
      { numRuns: 500 },
    );
  });

  test('when an answer that raises it replaces one that is worth as much or more', () => {
    // What kind of help is needed (A1) is left out: it raises no red flag and chooses between rules.
    const raisers = ITEMS.flatMap((item) =>
      possibleAnswers(item)
        .filter((answer) => flagsOf(item, answer).some((flag) => redFlags.includes(flag)))
        .map((answer) => ({ item, answer })),
    );
    fc.assert(
      fc.property(
        leaningAnswers(),
        anyForm,
        anyWeights,
        fc.constantFrom(...raisers),
        (answers, form, weights, { item, answer }) => {
          const before = answers[item.id];
          const kept = flagsOf(item, before).every((flag) => flagsOf(item, answer).includes(flag));
          fc.pre(kept && Number(valueOf(item, before)) >= Number(valueOf(item, answer)));
          const was = decide(factsOf(answers, form, weights)).verdict;
          const is = decide(factsOf({ ...answers, [item.id]: answer }, form, weights)).verdict;
          expect(rankOf(is)).toBeLessThanOrEqual(rankOf(was));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('the ways towards a better verdict', () => {
  const fulfils = (facts: Facts, demand: Demand) => {
    const scores = facts.counted.map(({ score }) => score);
    const scoreOf = (id: string) => facts.counted.find(({ requirement }) => requirement === id)?.score;
    return [
      facts.flags.every(({ flag }) => !demand.without?.includes(flag)),
      Object.entries(demand.otherThan ?? {}).every(
        ([item, answers]) => !answers?.some((answer) => answer === facts.answers[item as ItemId]),
      ),
      Object.entries(demand.atLeast ?? {}).every(([id, least]) => Number(scoreOf(id)) >= least),
      Math.min(...scores) >= (demand.everyRequirementAtLeast ?? 0),
      scores.filter((score) => score < 50).length <= (demand.mostWeak ?? 7),
      facts.index >= (demand.indexAtLeast ?? 0),
    ].every(Boolean);
  };
  const anyRank = fc.constantFrom(1, 2);

  test('lead on: who has it fulfils one of them, who lacks it fulfils none', () => {
    fc.assert(
      fc.property(
        fc.oneof(leaningAnswers(), anyAnswers({ complete: true })),
        leaningAnswers(),
        anyForm,
        anyWeights,
        anyRank,
        (answers, others, form, weights, rank) => {
          const facts = factsOf(answers, form, weights);
          const better = factsOf(others, form, weights);
          fc.pre(rankOf(decide(facts).verdict) < rank && rankOf(decide(better).verdict) >= rank);
          const ways = waysTowards(rank, facts);
          expect(ways.some((way) => fulfils(better, way))).toBe(true);
          expect(ways.some((way) => fulfils(facts, way))).toBe(false);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('whatever is off in somebody well is named, and each way is one', () => {
    const one = (rule: RuleNumber, answers: Answers, others: readonly Answers[]) => {
      const facts = factsFor({ ...everythingAt(4), ...answers });
      expect(decide(facts).rule).toBe(rule);
      const ways = waysTowards(1, facts);
      for (const other of others) {
        const then = factsFor({ ...everythingAt(4), ...answers, ...other });
        expect(decide(then).rule).not.toBe(rule);
        expect(ways.some((way) => fulfils(then, way))).toBe(true);
      }
    };
    one(1, { S1: 'd' }, [{ S1: 'c' }]);
    one(2, { D1: 'a', D2: 3, D3: 1, D4: 1, D5: 'c' }, [{ D1: 'b' }, { D2: 0, D3: 4 }]);
    one(3, { A1: 'd', S2: 'c' }, [{ A1: 'c' }, { S2: 'b' }]);
    one(4, { ...poorTeamwork }, [{ Q6: 0 }, { Q1: 4, Q3: 4 }]);
    one(5, { P3: 3, Q5: 'd', S6: 'd', A6: 'd' }, [{ A1: 'c' }, { A6: 'a' }, { P3: 0 }, { Q5: 'a' }]);
    one(6, { P5: 'c', O2: 3, A6: 'c' }, [{ A1: 'c' }, { A6: 'b' }, { P5: 'a' }, { O2: 0 }]);
    one(7, { P5: 'c', P6: 'd', O6: 'd', Q5: 'd' }, [{ P6: 'a' }, { O6: 'a' }, { Q5: 'a' }, { P5: 'a' }]);
  });

  test('lead nowhere while answers are missing, and from where one is', () => {
    expect(waysTowards(2, factsFor(everythingAt(4, { A6: 'na', S4: 'c' })))).toEqual([]);
    expect(waysTowards(2, factsFor(everythingAt(4)))).toEqual([]);
    expect(waysTowards(1, factsFor(everythingAt(4, { S4: 'c' })))).toEqual([]);
  });
});

test('the properties see every verdict', () => {
  const seen = new Set(
    fc
      .sample(leaningAnswers(), { numRuns: 400, seed: 1 })
      .map((answers) => decide(factsFor(answers)).verdict),
  );
  expect([...seen].sort()).toEqual(['employee', 'not_now', 'prepare', 'ready']);
});

/** Answers that put a requirement at 45 or less without raising a red flag. */
function weak(...requirements: readonly ('R1' | 'R2' | 'R3' | 'R4')[]): Answers {
  const low = {
    R1: { T1: 1, T2: 1, T3: 1, T4: 'c', T5: 1 },
    R2: { C1: 1, C2: 1, C3: 1, C4: 2, C5: 1, C6: 'c' },
    R3: { D1: 'b', D2: 2, D3: 1, D4: 1, D5: 'c' },
    R4: { F1: 1, F2: 'b', F3: 2, F4: 1, F5: 1 },
  } as const;
  return Object.assign({}, ...requirements.map((requirement) => low[requirement]));
}

/** Three requirements at the bottom and the others low, so that fewer than four are weak. */
function lowIndex(): Answers {
  // prettier-ignore
  return {
    T1: 0, T2: 0, T3: 0, T4: 'c', T5: 0,
    C1: 0, C2: 0, C3: 0, C4: 2, C5: 0, C6: 'c',
    O1: 0, O2: 2, O3: 'c', O4: 0, O5: 0, O6: 'c',
    D1: 'b', D2: 2, D3: 2, D4: 2, D5: 'b',
    F1: 2, F2: 'b', F3: 2, F4: 2, F5: 2,
    P1: 2, P2: 2, P3: 2, P4: 2, P5: 'b', P6: 'c',
    Q1: 2, Q2: 2, Q3: 2, Q4: 2, Q5: 'b', Q6: 2,
  };
}
