import { describe, expect, test } from 'vitest';
import type { Case } from './evidence.ts';
import { fewestPractices, pooledEvidence } from './pooled.ts';
import { casesIn, sixMatter } from './worlds.fixtures.ts';

const pooledOf = (practices: readonly (readonly Case[])[]) =>
  [...pooledEvidence(practices)].filter((figure) => figure !== null);
const practice = (seed: number, engagements = 8) => casesIn({ engagements, seed, effect: sixMatter });
const practices = (count: number, engagements?: number) =>
  Array.from({ length: count }, (_, at) => practice(at + 1, engagements));

describe('over many practices', () => {
  test('no figure comes from fewer than five practices', () => {
    expect(pooledOf(practices(fewestPractices - 1, 40))).toEqual([]);
    expect(pooledOf(practices(fewestPractices)).length).toBeGreaterThan(0);
  });

  test('a practice that knows nothing of an outcome does not count for its figures', () => {
    const silent = practice(9).map((one): Case => ({ ...one, values: { ...one.values, urgent: null } }));
    const outcomesTold = pooledOf([...practices(4), silent]).map(({ outcome }) => outcome);
    expect(outcomesTold).not.toContain('urgent');
    expect(outcomesTold).toContain('length');
  });

  test('no practice makes up more than half of a figure', () => {
    expect(pooledOf([...practices(4, 3), practice(9, 60)])).toEqual([]);
  });

  test('figures are rounded, and say of how many practices and engagements only roughly', () => {
    const six = practices(6);
    for (const { correlation, low, high, engagements, practices: told } of pooledOf(six)) {
      for (const figure of [correlation, low, high]) expect((figure * 20) % 1).toBeCloseTo(0, 9);
      expect(engagements % 10).toBe(0);
      expect(told).toBe('5+');
    }
  });

  test('what differs between practices alone is no effect', () => {
    // In each practice nothing matters; practices with higher scores have better outcomes.
    const apart = Array.from({ length: 8 }, (_, at) =>
      casesIn({ engagements: 12, seed: 50 + at, effect: {} }).map((one): Case => ({
        ...one,
        scores: { ...one.scores, R2: (one.scores.R2 ?? 0) + 100 * at },
        values: { ...one.values, acceptedFirst: (one.values.acceptedFirst ?? 0) + at },
      })),
    );
    const found = pooledOf(apart).find(
      ({ requirement, outcome }) => requirement === 'R2' && outcome === 'acceptedFirst',
    )!;
    expect(Math.abs(found.correlation)).toBeLessThan(0.3);
  });
});
