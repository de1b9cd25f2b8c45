import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyAnswers, anyForm, anyWeights, everythingAt, leaningAnswers, recommended } from './factories.ts';
import { FLAGS, ITEMS, assess } from './rules.ts';
import { copyToShare, weightsOfCopy } from './sharing.ts';

const anybodysAnswers = fc.oneof(anyAnswers(), leaningAnswers());

test('sharing the verdict alone tells no question and no flag, whatever was answered and by whatever weights', () => {
  fc.assert(
    fc.property(anybodysAnswers, anyForm, anyWeights, (answers, form, weights) => {
      const copy = copyToShare(assess(answers, { form, weights }), answers, 'verdict');
      expect(copy.answers).toBeNull();
      const said = new Set(JSON.stringify(copy).match(/\w+/g));
      for (const { id } of ITEMS) expect(said).not.toContain(id);
      for (const flag of FLAGS) expect(said).not.toContain(flag);
    }),
  );
});

test('sharing the answers gives the result and every answer', () => {
  const answers = everythingAt(2);
  const copy = copyToShare(assess(answers, { form: 'full', weights: recommended }), answers, 'answers');
  expect(copy.answers).toEqual(answers);
  expect(copy.result).toMatchObject({ verdict: 'not_now', requirements: { length: 7 } });
});

test('a copy keeps by which weights it was judged, and judging by those again gives the same', () => {
  fc.assert(
    fc.property(anybodysAnswers, anyForm, anyWeights, (answers, form, weights) => {
      const { result } = copyToShare(assess(answers, { form, weights }), answers, 'answers');
      expect(weightsOfCopy(result)).toEqual(weights);
      const again = assess(answers, { form, weights: weightsOfCopy(result) });
      expect(copyToShare(again, answers, 'answers').result).toEqual(result);
    }),
  );
});
