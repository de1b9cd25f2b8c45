import fc from 'fast-check';
import { expect, test } from 'vitest';
import { possibleAnswers } from './answers.ts';
import { explainRequirement } from './explain.ts';
import { anyAnswers, anyForm, anyWeights, everythingAt } from './factories.ts';
import { FLAGS, ITEMS, REQUIREMENTS } from './instrument.ts';
import {
  bandOf,
  flagsOf,
  indexOf,
  raisedFlags,
  requirementItems,
  scoreAspect,
  scoreRequirement,
  valueOf,
} from './scoring.ts';
import { factsOf } from './verdict.ts';

test('a score is the mean of the values as a percentage, reversed questions turned round', () => {
  const answers = { C1: 4, C2: 3, C3: 2, C4: 1, C5: 0, C6: 'b' } as const;
  expect(scoreRequirement('R2', answers, 'full').score).toBe((100 * (4 + 3 + 2 + 3 + 0 + 3)) / 24);
});

test('exactly six answers in ten are enough, one fewer is not', () => {
  const three = { T1: 4, T2: 4, T3: 4, T4: 'na', T5: 'na' } as const;
  expect(scoreRequirement('R1', three, 'full')).toEqual({ score: 100, answered: 3, shown: 5, needed: 3 });
  expect(scoreRequirement('R1', { ...three, T3: 'na' }, 'full').score).toBe('insufficient');
  expect(scoreRequirement('R1', { T1: 2, T2: 2 }, 'full').score).toBe('insufficient');
});

test('of six questions four must be answered, and of three in the short form two', () => {
  expect(scoreRequirement('R2', { C1: 4, C2: 4, C3: 4 }, 'full')).toMatchObject({
    score: 'insufficient',
    needed: 4,
  });
  expect(scoreRequirement('R2', { C1: 4, C2: 4, C3: 0 }, 'short')).toMatchObject({
    score: 100,
    shown: 3,
    needed: 2,
  });
});

test('bands begin at 70 and at 50', () => {
  expect([70, 69.99, 50, 49.99].map(bandOf)).toEqual(['strong', 'developing', 'developing', 'weak']);
  expect(bandOf('insufficient')).toBe('insufficient');
});

test('seven scores of 70 make an index of 70 with any weights', () => {
  fc.assert(
    fc.property(anyWeights, (weights) => {
      const counted = REQUIREMENTS.map((requirement) => ({ score: 70, weight: weights[requirement] }));
      expect(indexOf(counted)).toBe(70);
    }),
  );
});

test('flags look at the raw answer, and name every question that raised them', () => {
  const raised = raisedFlags({ F3: 3, P3: 2, P6: 'd', P4: 1, D2: 3 }, 'full');
  expect(raised).toEqual([
    { flag: 'E_CONTROL', items: ['F3', 'P6'] },
    { flag: 'R_SURVEILLANCE', items: ['F3'] },
    { flag: 'R_ABSENT', items: ['P4'] },
    { flag: 'R_UNWILLING_STYLE', items: ['P6'] },
  ]);
  expect(raisedFlags({ P6: 'd' }, 'short')).toEqual([]);
});

test('every flag can be raised by some answer', () => {
  const raisable = ITEMS.flatMap((item) => possibleAnswers(item).flatMap((answer) => flagsOf(item, answer)));
  expect(new Set(raisable)).toEqual(new Set(FLAGS));
});

test('the past collaboration informs and does not enter the situation', () => {
  expect(scoreAspect('situation', everythingAt(4, { S5: 'd' }))).toBe(100);
  expect(scoreAspect('activity', {})).toBe('insufficient');
});

test('more willingness never lowers a score', () => {
  fc.assert(
    fc.property(
      anyAnswers(),
      anyForm,
      fc.constantFrom(...REQUIREMENTS),
      fc.nat(),
      fc.nat(),
      (answers, form, id, which, other) => {
        const items = requirementItems(id, form);
        const item = items[which % items.length] ?? ITEMS[0]!; // a requirement has questions in both forms
        const offered = possibleAnswers(item);
        const better = offered[other % offered.length];
        const before = valueOf(item, answers[item.id]);
        const after = valueOf(item, better);
        fc.pre(before !== null && after !== null && after >= before);
        const scoreBefore = scoreRequirement(id, answers, form).score;
        const scoreAfter = scoreRequirement(id, { ...answers, [item.id]: better }, form).score;
        if (scoreBefore === 'insufficient' || scoreAfter === 'insufficient')
          expect(scoreAfter).toBe(scoreBefore);
        else expect(scoreAfter).toBeGreaterThanOrEqual(scoreBefore);
      },
    ),
  );
});

test('scores and index stay within 0 and 100, the index between the lowest and the highest score', () => {
  fc.assert(
    fc.property(anyAnswers(), anyForm, anyWeights, (answers, form, weights) => {
      const { counted, index } = factsOf(answers, form, weights);
      const scores = counted.map(({ score }) => score);
      for (const score of scores) expect(score >= 0 && score <= 100).toBe(true);
      if (scores.length === 0) return expect(index).toBe(0);
      expect(index).toBeGreaterThanOrEqual(Math.min(...scores) - 1e-9);
      expect(index).toBeLessThanOrEqual(Math.max(...scores) + 1e-9);
    }),
  );
});

test('what the answers add and take adds up to the distance from strong', () => {
  fc.assert(
    fc.property(anyAnswers(), anyForm, fc.constantFrom(...REQUIREMENTS), (answers, form, requirement) => {
      const { score } = scoreRequirement(requirement, answers, form);
      fc.pre(score !== 'insufficient');
      const points = explainRequirement(requirement, answers, form).map((explanation) => explanation.points);
      expect(points.reduce((sum, point) => sum + point, 70)).toBeCloseTo(Number(score), 6);
    }),
  );
});
