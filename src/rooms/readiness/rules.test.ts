import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answers } from './answers.ts';
import {
  anyAnswers,
  anyForm,
  anyWeights,
  everythingAt,
  leaningAnswers,
  recommended,
  reordered,
} from './factories.ts';
import { ITEMS } from './instrument.ts';
import { assess, smallestChanges, smallestSets } from './rules.ts';
import { decide, factsOf, rankOf } from './verdict.ts';
import { WEIGHT_PRESETS } from './weights.ts';

const full = { form: 'full', weights: recommended } as const;
const plansFor = (answers: Answers, options: Parameters<typeof assess>[1] = full) =>
  assess(answers, options).plans.map(({ plan }) => plan);

describe('the assessment', () => {
  test('somebody who does everything well is ready, with nothing to prepare', () => {
    expect(assess(everythingAt(4), full)).toMatchObject({
      verdict: 'ready',
      rule: 9,
      isBorderline: false,
      index: 100,
      aspects: { client: 100, activity: 100, situation: 100 },
      weeklyHours: 7.5,
      flags: [],
      plans: [],
      extras: [],
      alternatives: [],
      recommended: null,
    });
  });

  test('each requirement names the three answers that weighed most', () => {
    const { requirements } = assess(everythingAt(4, { O1: 0, O4: 1, O5: 3 }), full);
    expect(requirements[5]).toMatchObject({
      requirement: 'R6',
      score: 66.66666666666667,
      band: 'developing',
    });
    expect(requirements[5]?.explanations.map(({ item, answer, effect }) => [item, answer, effect])).toEqual([
      ['O1', 0, 'lowered'],
      ['O4', 1, 'lowered'],
      ['O2', 0, 'raised'],
    ]);
  });

  test('what weighed most in a verdict are the answers that the deciding rule names', () => {
    expect(assess(everythingAt(4, { S1: 'd' }), full).weighedMost[0]).toBe('S1');
    expect(assess(everythingAt(4, { P5: 'c', O2: 3, A6: 'c' }), full).weighedMost).toEqual([
      'P5',
      'O2',
      'A6',
    ]);
    expect(assess(everythingAt(4, { O1: 0, O4: 0, O5: 1 }), full).weighedMost).toEqual(['O1', 'O4', 'O5']);
    expect(assess({}, full).weighedMost).toEqual([]);
  });

  test('with too few answers there are neither index nor plans, and it says what is missing', () => {
    const answers = everythingAt(4, { Q1: 'na', Q2: 'na', Q3: 'na' });
    const result = assess(answers, full);
    expect(result).toMatchObject({ verdict: 'insufficient', rule: 0, index: 'insufficient', plans: [] });
    expect(result.causes).toEqual([
      { kind: 'insufficient', requirement: 'R7', answered: 3, shown: 6, needed: 4 },
    ]);
    expect(smallestChanges(answers, full)).toEqual([]);
  });

  test('a missing decisive answer leaves the index, and no verdict', () => {
    expect(assess(everythingAt(4, { S3: 'na' }), full)).toMatchObject({
      verdict: 'insufficient',
      index: 100,
    });
  });

  test('the short form looks at its own questions only', () => {
    const answers = everythingAt(4, { P6: 'd', O6: 'd', T2: 0 });
    expect(assess(answers, { form: 'short', weights: recommended })).toMatchObject({
      verdict: 'ready',
      flags: [],
    });
    expect(assess(answers, full).verdict).toBe('prepare');
  });

  test('safeguards come with any verdict', () => {
    expect(assess(everythingAt(4, { A5: 'd', T4: 'd', F2: 'c', A1: 'c' }), full).extras).toEqual([
      'DP_AGREEMENT',
      'DP_SPECIAL',
      'SEC_PASSWORD_CHAT',
      'R_BLIND_TRUST',
      'INFO_PROJECT',
    ]);
  });

  test('"not now" names an alternative for every reason, that of the deciding rule first', () => {
    const alternatives = (answers: Answers) => assess(answers, full).alternatives;
    expect(alternatives(everythingAt(4, { S1: 'd', A1: 'd', S2: 'd' }))).toEqual(['X_BUDGET', 'ONE_OFF']);
    expect(alternatives(everythingAt(4, { P5: 'c', P6: 'd', O6: 'd', Q5: 'd' }))).toEqual(['SHARED_SERVICE']);
    expect(alternatives(everythingAt(2, { T1: 0, C1: 0, C2: 0, D3: 0, D4: 0, O1: 0, O4: 0 }))).toEqual([
      'PREPARE_FIRST',
    ]);
    expect(alternatives(everythingAt(4, { Q5: 'd' }))).toEqual([]);
  });

  test('other weights come with what the recommended ones would say', () => {
    const withoutTechnology = { form: 'full', weights: WEIGHT_PRESETS.withoutTechnology } as const;
    const result = assess(everythingAt(4, { T1: 0, T2: 0, T3: 0, T4: 'd', T5: 0 }), withoutTechnology);
    expect(result).toMatchObject({ verdict: 'ready', index: 100 });
    expect(result.recommended).toMatchObject({
      verdict: 'prepare',
      rule: 10,
      index: 90,
      causes: [{ kind: 'requirement_below', requirement: 'R1', score: 0, limit: 60 }],
    });
  });

  test('a result survives being stored as JSON', () => {
    const result = assess(everythingAt(2), full);
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });
});

describe('preparation plans', () => {
  test('the weakest requirement comes first, the basis of the engagement after them', () => {
    const answers = everythingAt(4, { C1: 0, C2: 0, C3: 1, O1: 0, O2: 2, O4: 0, O5: 0, S4: 'c' });
    expect(plansFor(answers)).toEqual(['R6', 'R2', 'ACTIVITY_SITUATION']);
  });

  test('a flag calls for its plan even where the score is strong', () => {
    const { plans } = assess(everythingAt(4, { T4: 'd', F2: 'c', A5: 'b' }), full);
    expect(plans).toEqual([
      { plan: 'R1', flags: ['SEC_PASSWORD_CHAT'], isOptional: false },
      { plan: 'R4', flags: ['R_BLIND_TRUST'], isOptional: false },
      { plan: 'ACTIVITY_SITUATION', flags: ['DP_AGREEMENT'], isOptional: false },
    ]);
  });

  test('the plan of a requirement that weighs nothing is offered last', () => {
    const answers = everythingAt(4, { T1: 0, T2: 0, T3: 0, C1: 0, C2: 0, C3: 0 });
    const plans = assess(answers, { form: 'full', weights: WEIGHT_PRESETS.withoutTechnology }).plans;
    expect(plans.map(({ plan, isOptional }) => [plan, isOptional])).toEqual([
      ['R2', false],
      ['R1', true],
    ]);
  });

  test('whoever should prepare always gets a plan that is no mere offer', () => {
    fc.assert(
      fc.property(leaningAnswers(), anyForm, anyWeights, (answers, form, weights) => {
        const { verdict, plans } = assess(answers, { form, weights });
        fc.pre(verdict === 'prepare');
        expect(plans.some(({ isOptional }) => !isOptional)).toBe(true);
      }),
    );
  });
});

describe('the smallest changes', () => {
  test('one risk between somebody and being ready is the one thing to change', () => {
    expect(smallestChanges(everythingAt(4, { S4: 'c' }), full)).toEqual([
      { item: 'S4', from: 'c', to: 'b', steps: 1, verdict: 'ready', rule: 9, effect: 'improves' },
    ]);
  });

  test('whoever is ready learns what would end it', () => {
    const changes = smallestChanges(everythingAt(4), full);
    expect(changes).toHaveLength(3);
    expect(changes.every(({ effect, verdict }) => effect === 'worsens' && verdict !== 'ready')).toBe(true);
  });

  test('two reasons against leave no single change that improves', () => {
    expect(smallestChanges(everythingAt(4, { S1: 'd', F2: 'd' }), full)).toEqual([]);
  });

  test('every change is true: answering so leads to that verdict', () => {
    fc.assert(
      fc.property(leaningAnswers(), anyForm, anyWeights, (answers, form, weights) => {
        const now = assess(answers, { form, weights });
        for (const change of smallestChanges(answers, { form, weights, limit: 5 })) {
          const then = assess({ ...answers, [change.item]: change.to }, { form, weights });
          expect([then.verdict, then.rule]).toEqual([change.verdict, change.rule]);
          expect(then.verdict).not.toBe(now.verdict);
          expect(Math.sign(rankOf(then.verdict) - rankOf(now.verdict))).toBe(
            { improves: 1, alters: 0, worsens: -1 }[change.effect],
          );
        }
      }),
    );
  });
});

test('the same answers give the same result, in whatever order they came', () => {
  const anyOrder = fc.array(fc.nat(), { minLength: ITEMS.length, maxLength: ITEMS.length });
  fc.assert(
    fc.property(anyAnswers(), anyOrder, anyForm, anyWeights, (answers, order, form, weights) => {
      const options = { form, weights };
      const shuffled = reordered(answers, order);
      expect(JSON.stringify(assess(shuffled, options))).toBe(JSON.stringify(assess(answers, options)));
      expect(smallestChanges(shuffled, options)).toEqual(smallestChanges(answers, options));
      expect(smallestSets(shuffled, options)).toEqual(smallestSets(answers, options));
    }),
  );
});

test('any answers can be assessed, and the verdict is that of the ordered rules', () => {
  fc.assert(
    fc.property(anyAnswers(), anyForm, anyWeights, (answers, form, weights) => {
      const { verdict, rule, index, causes } = assess(answers, { form, weights });
      expect({ rule, verdict }).toEqual(decide(factsOf(answers, form, weights)));
      if (index !== 'insufficient') expect(index >= 0 && index <= 100).toBe(true);
      expect(causes.length).toBeGreaterThan(0);
    }),
  );
});
