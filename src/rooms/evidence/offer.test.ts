import fc from 'fast-check';
import { expect, test } from 'vitest';
import { REQUIREMENTS, WEIGHT_FLOORS, WEIGHT_MAX } from '#rooms/readiness/index.ts';
import { weightsFrom } from './offer.ts';

const evidence = (values: readonly (number | null)[], error: number) =>
  REQUIREMENTS.map((requirement, at) => {
    const value = values[at];
    return {
      requirement,
      overall: value == null ? null : { value, error, outcomes: 7, interval: { low: value, high: value } },
    };
  });
const technologyOnly = [0, 0.35, 0.35, 0.35, 0.35, 0.35, 0.35];

test('where the requirements differ by no more than chance, the weights are equal', () => {
  const { weights, kept } = weightsFrom(evidence([0.1, 0.3, 0.2, 0.25, 0.15, 0.2, 0.2], 0.2))!;
  expect(kept).toBe(0);
  expect(new Set(Object.values(weights))).toEqual(new Set([14.3]));
});

test('the surer the evidence, the further it moves them, as worked out by hand', () => {
  // r̄ = 0.3, S = 0.105; ē = 0.1: kept = 1 − 4·0.01/0.105 = 0.619; R1: 100/7·(1 − 0.619) = 5.4.
  const some = weightsFrom(evidence(technologyOnly, 0.1))!;
  expect(some.kept).toBeCloseTo(0.619, 3);
  expect(some.weights).toMatchObject({ R1: 5.4, R2: 15.8, R7: 15.8 });
  const sure = weightsFrom(evidence(technologyOnly, 0.001))!;
  expect(sure.weights.R1).toBe(0);
  expect(sure.weights.R2).toBeCloseTo(16.7, 1);
});

test('nothing is offered while a requirement has no evidence', () => {
  expect(weightsFrom(evidence([null, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3], 0.1))).toBeNull();
});

test('whatever was found, the weights keep to the bounds of the settings', () => {
  const correlation = fc.double({ min: -1, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(correlation, { minLength: 7, maxLength: 7 }),
      fc.double({ min: 0, max: 0.5, noNaN: true }),
      (values, error) => {
        const { weights, kept } = weightsFrom(evidence(values, error))!;
        expect(kept).toBeGreaterThanOrEqual(0);
        expect(kept).toBeLessThanOrEqual(1);
        for (const name of REQUIREMENTS) {
          expect(weights[name]).toBeGreaterThanOrEqual(WEIGHT_FLOORS[name]);
          expect(weights[name]).toBeLessThanOrEqual(WEIGHT_MAX);
        }
      },
    ),
  );
});
