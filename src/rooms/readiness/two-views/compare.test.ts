import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyAnswers, everythingAt } from '../factories.ts';
import { REQUIREMENTS } from '../instrument.ts';
import { formerBecomes, isCorrection, mayLook } from './blind.ts';
import { pointsOf, PICTURE } from './chart.ts';
import {
  NOTABLE_FROM,
  VIEW_ITEMS,
  changedMost,
  differencesBetween,
  itemsApart,
  scoresOf,
  scoresOfView,
  type Scores,
} from './compare.ts';

const all = (score: Scores['R1'], facts: Partial<Scores> = {}): Scores => ({
  ...scoresOf(REQUIREMENTS.map((requirement) => [requirement, score])),
  ...facts,
});
const anyScore = fc.oneof(fc.double({ min: 0, max: 100, noNaN: true }), fc.constant('insufficient' as const));
const anyScores = fc
  .array(anyScore, { minLength: 7, maxLength: 7 })
  .map((scores) => scoresOf(REQUIREMENTS.map((requirement, at) => [requirement, scores[at] ?? 0] as const)));

describe('what an assistant is asked', () => {
  test('the core questions of the seven requirements, and neither activity nor situation', () => {
    expect(VIEW_ITEMS.map(({ id }) => id).join(' ')).toBe(
      'T1 T3 T4 C1 C2 C4 D1 D2 D5 F1 F2 F3 P1 P3 P4 P5 O1 O2 O3 Q1 Q2 Q5',
    );
  });

  test('"I can\'t say yet" counts as no answer: two of three still give a score, one does not', () => {
    expect(scoresOfView({ ...everythingAt(4), T1: 'na' }).R1).toBe(100);
    expect(scoresOfView({ ...everythingAt(4), T1: 'na', T3: 'na' }).R1).toBe('insufficient');
  });
});

describe('differences', () => {
  test('what is seen most differently comes first, what cannot be compared last', () => {
    const rows = differencesBetween(all(80, { R4: 90, R2: 'insufficient' }), all(80, { R4: 40, R6: 60 }));
    expect(rows.map(({ requirement }) => requirement)).toEqual(['R4', 'R6', 'R1', 'R3', 'R5', 'R7', 'R2']);
    expect(rows[0]).toMatchObject({ points: -50, isNotable: true });
    expect(rows[6]).toMatchObject({ points: null, isNotable: false });
  });

  test('a difference is worth a word from 15 of the points that are shown', () => {
    const points = (client: number, assistant: number) => differencesBetween(all(client), all(assistant))[0];
    expect(points(70, 85)?.isNotable).toBe(true);
    expect(points(70, 84.99)?.isNotable).toBe(false);
    expect(points(70.9, 85)?.isNotable).toBe(true);
  });

  test('swapping the sides swaps the sign and nothing else', () => {
    fc.assert(
      fc.property(anyScores, anyScores, (one, other) => {
        const [there, back] = [differencesBetween(one, other), differencesBetween(other, one)];
        expect(back.map(({ requirement }) => requirement)).toEqual(
          there.map(({ requirement }) => requirement),
        );
        for (const [at, { points, isNotable }] of there.entries()) {
          expect((points ?? 0) + (back[at]?.points ?? 0)).toBe(0);
          expect(isNotable).toBe(points !== null && Math.abs(points) >= NOTABLE_FROM);
        }
      }),
    );
  });

  test('only questions that both answered are set beside each other, those furthest apart first', () => {
    const client = everythingAt(4, { P3: 'na' });
    const assistant = everythingAt(4, { P1: 3, P4: 1, P3: 4, P5: 'b' });
    expect(itemsApart('R5', client, assistant)).toEqual([
      { item: 'P4', client: 4, assistant: 1, steps: 3 },
      { item: 'P1', client: 4, assistant: 3, steps: 1 },
      { item: 'P5', client: 'a', assistant: 'b', steps: 1 },
    ]);
  });

  test('nobody differs from themselves', () => {
    fc.assert(
      fc.property(anyAnswers(), (answers) => {
        for (const requirement of REQUIREMENTS) expect(itemsApart(requirement, answers, answers)).toEqual([]);
      }),
    );
  });
});

describe('history', () => {
  const at = (day: number) => `2026-0${day}-01T10:00:00Z`;

  test('what changed most is the greatest step between the first and the latest answer of one side', () => {
    const client = [
      { at: at(1), scores: all(50) },
      { at: at(3), scores: all(50, { R3: 90 }) },
      { at: at(5), scores: all(50, { R6: 75 }) },
    ];
    const assistant = [
      { at: at(2), scores: all(40, { R2: 'insufficient' }) },
      { at: at(4), scores: all(40, { R2: 90, R5: 60 }) },
    ];
    expect(changedMost({ client, assistant })).toEqual({
      ...{ who: 'client', requirement: 'R6', from: 50, to: 75, since: at(1) },
    });
  });

  test('one answer is no change', () => {
    expect(changedMost({ client: [{ at: at(1), scores: all(50) }], assistant: [] })).toBeNull();
  });

  test('every point lies in its picture, later ones to the right, higher scores higher up', () => {
    fc.assert(
      fc.property(fc.array(anyScores, { minLength: 1, maxLength: 5 }), anyScores, (mine, other) => {
        const history = {
          client: mine.map((scores, index) => ({ at: at(index + 1), scores })),
          assistant: [{ at: at(2), scores: other }],
        };
        for (const requirement of REQUIREMENTS) {
          const { client, assistant } = pointsOf(requirement, history);
          for (const { x, y } of [...client, ...assistant]) {
            expect(x).toBeGreaterThanOrEqual(0);
            expect(x).toBeLessThanOrEqual(PICTURE.width);
            expect(y).toBeGreaterThanOrEqual(0);
            expect(y).toBeLessThanOrEqual(PICTURE.height);
          }
          expect(client.map(({ x }) => x)).toEqual(client.map(({ x }) => x).toSorted((a, b) => a - b));
        }
      }),
    );
  });
});

describe('looking', () => {
  const [before, round, after] = ['2026-05-31T10:00:00Z', '2026-06-01T07:00:00Z', '2026-06-03T10:00:00Z'];

  test('nobody looks before they have answered themselves', () => {
    expect(mayLook({ ownAnsweredAt: null, theirsAnsweredAt: before, waitsSince: null })).toBe(false);
    expect(mayLook({ ownAnsweredAt: before, theirsAnsweredAt: before, waitsSince: null })).toBe(true);
  });

  test('in a round that waits for them, they look at what was answered before it and not at what came since', () => {
    const looking = { ownAnsweredAt: before, waitsSince: round };
    expect(mayLook({ ...looking, theirsAnsweredAt: before })).toBe(true);
    expect(mayLook({ ...looking, theirsAnsweredAt: after })).toBe(false);
    expect(mayLook({ ...looking, waitsSince: null, theirsAnsweredAt: after })).toBe(true);
  });

  test('what is answered again within a day puts right what was said, also of what a client shares', () => {
    expect(isCorrection(before, '2026-06-01T09:59:59Z')).toBe(true);
    expect(isCorrection(before, '2026-06-01T10:00:00Z')).toBe(false);
    expect(isCorrection(null, after)).toBe(false);
    expect(formerBecomes({ finishedAt: before }, { finishedAt: before })).toBe('erased');
    expect(formerBecomes({ finishedAt: before }, { finishedAt: round })).toBe('erased');
    expect(formerBecomes({ finishedAt: before }, { finishedAt: after })).toBe('kept');
  });
});
