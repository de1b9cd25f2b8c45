import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyWeights } from './factories.ts';
import {
  WEIGHT_PRESETS,
  WEIGHT_PRESET_NAMES,
  areRecommended,
  parseWeights,
  presetOf,
  sharesOf,
} from './weights.ts';

const recommended = WEIGHT_PRESETS.recommended;

test('the presets are within the bounds and add up to 100', () => {
  for (const preset of Object.values(WEIGHT_PRESETS)) {
    expect(parseWeights(preset)).toEqual({ ok: true, weights: preset });
    expect(Object.values(preset).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(100, 9);
  }
});

test('only technology may weigh nothing', () => {
  expect(parseWeights({ ...recommended, R1: 0 }).ok).toBe(true);
  expect(parseWeights({ ...recommended, R6: 0 })).toEqual({
    ok: false,
    problems: [{ requirement: 'R6', problem: 'below_floor', bound: 5 }],
  });
});

test('every weight out of bounds is named with its bound', () => {
  const parsed = parseWeights({
    ...recommended,
    R1: -1,
    R2: 4.99,
    R3: 30.01,
    R4: Number.NaN,
    R5: 'many',
    R7: '5',
  });
  expect(parsed).toEqual({
    ok: false,
    problems: [
      { requirement: 'R1', problem: 'below_floor', bound: 0 },
      { requirement: 'R2', problem: 'below_floor', bound: 5 },
      { requirement: 'R3', problem: 'above_max', bound: 30 },
      { requirement: 'R4', problem: 'not_a_number', bound: null },
      { requirement: 'R5', problem: 'not_a_number', bound: null },
    ],
  });
  expect(parseWeights(null)).toMatchObject({ ok: false });
});

test('a form gives weights as strings', () => {
  const given = Object.fromEntries(Object.entries(recommended).map(([id, weight]) => [id, String(weight)]));
  expect(parseWeights(given)).toEqual({ ok: true, weights: recommended });
  expect(parseWeights({ ...given, R1: ' 12,5 ' })).toEqual({
    ok: true,
    weights: { ...recommended, R1: 12.5 },
  });
  expect(parseWeights({ ...given, R1: ' ', R2: '1,5,0' })).toMatchObject({
    problems: [
      { requirement: 'R1', problem: 'not_a_number' },
      { requirement: 'R2', problem: 'not_a_number' },
    ],
  });
});

test('weights are known as the preset that they say the same as', () => {
  for (const preset of WEIGHT_PRESET_NAMES) expect(presetOf(WEIGHT_PRESETS[preset])).toBe(preset);
  const own = parseWeights({ ...recommended, R7: 11 });
  expect(own.ok && presetOf(own.weights)).toBeNull();
});

test('only the proportion of weights counts', () => {
  const half = parseWeights({ R1: 5, R2: 7.5, R3: 7.5, R4: 7.5, R5: 7.5, R6: 10, R7: 5 });
  expect(half.ok && areRecommended(half.weights)).toBe(true);
  expect(areRecommended(WEIGHT_PRESETS.equal)).toBe(false);
});

test('shares always add up to 100', () => {
  fc.assert(
    fc.property(anyWeights, (weights) => {
      expect(Object.values(sharesOf(weights)).reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 6);
    }),
  );
});
