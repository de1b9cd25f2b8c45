/** Answers for tests: build a person who answers everything one way, then state the one fact that matters. */
import fc from 'fast-check';
import { possibleAnswers } from './answers.ts';
import type { Answer, Answers, Form } from './answers.ts';
import { ITEMS, REQUIREMENTS } from './instrument.ts';
import type { Item, ItemId, RequirementId, ScaleValue } from './instrument.ts';
import { valueOf } from './scoring.ts';
import { WEIGHT_FLOORS, WEIGHT_MAX, WEIGHT_PRESETS, parseWeights } from './weights.ts';
import type { Weights } from './weights.ts';

export const recommended = WEIGHT_PRESETS.recommended;

/** Every question answered with the answer of that value, or the nearest below it, without a full-time estimate. */
export function everythingAt(value: ScaleValue, facts: Answers = {}): Answers {
  const answers = ITEMS.map((item) => [item.id, answerWorth(item, value)]);
  return { ...(Object.fromEntries(answers) as Answers), A5: 'a', A6: 'b', ...facts };
}

/** The answer to a question that is worth this much, or the nearest below it. */
export function answerWorth(item: Item, value: number): Answer {
  const worth = (answer: Answer) => valueOf(item, answer) ?? 0;
  const below = possibleAnswers(item).filter((answer) => worth(answer) <= value);
  const [best] = below.sort((one, other) => worth(other) - worth(one));
  return best ?? 'na';
}

/** The same answers in another order of keys. */
export function reordered(answers: Answers, order: readonly number[]): Answers {
  const entries = Object.entries(answers).map((entry, at) => ({ entry, rank: order[at] ?? 0 }));
  return Object.fromEntries(entries.sort((one, other) => one.rank - other.rank).map(({ entry }) => entry));
}

/** Any answers, with gaps and "does not apply"; `complete` leaves none. */
export function anyAnswers({ complete = false } = {}): fc.Arbitrary<Answers> {
  const record = Object.fromEntries(
    ITEMS.map((item): [ItemId, fc.Arbitrary<Answer | undefined>] => {
      const answer = fc.constantFrom<Answer>(...possibleAnswers(item));
      if (complete) return [item.id, answer];
      return [
        item.id,
        fc.oneof({ weight: 12, arbitrary: answer }, fc.constantFrom<Answer | undefined>('na', undefined)),
      ];
    }),
  );
  return fc.record(record) as fc.Arbitrary<Answers>;
}

/** Answers leaning to one side, some of them asking for an employee, so that every verdict comes up often. */
export function leaningAnswers(): fc.Arbitrary<Answers> {
  const employing: Answers[] = [
    { P5: 'c' },
    { O2: 3 },
    { P3: 4 },
    { Q5: 'd' },
    { S6: 'd' },
    { P6: 'd', O6: 'd' },
  ];
  return fc
    .tuple(
      fc.constantFrom<ScaleValue>(0, 1, 2, 3, 4, 4, 4),
      anyAnswers({ complete: true }),
      fc.shuffledSubarray(
        ITEMS.map(({ id }) => id),
        { maxLength: 6 },
      ),
      fc.oneof(fc.constant([]), fc.subarray(employing)),
    )
    .map(([value, other, changed, employment]) => ({
      ...everythingAt(value),
      ...(Object.fromEntries(changed.map((id) => [id, other[id]])) as Answers),
      ...Object.assign({}, ...employment),
      A6: other.A6,
    }));
}

export const anyForm: fc.Arbitrary<Form> = fc.constantFrom('short', 'full');

/** Any weights within the bounds; technology at zero now and then. */
export const anyWeights: fc.Arbitrary<Weights> = fc
  .record(
    Object.fromEntries(
      REQUIREMENTS.map((requirement): [RequirementId, fc.Arbitrary<number>] => [
        requirement,
        fc.double({ min: WEIGHT_FLOORS[requirement], max: WEIGHT_MAX, noNaN: true }),
      ]),
    ),
  )
  .chain((weights) => fc.constantFrom(weights, { ...weights, R1: 0 }))
  .map(weightsOf);

/** Weights that the test knows to be within the bounds. */
export function weightsOf(given: object): Weights {
  const parsed = parseWeights(given);
  if (!parsed.ok) throw new Error('A test asked for weights outside the bounds');
  return parsed.weights;
}
