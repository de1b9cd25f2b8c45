import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyAnswers, anyForm, everythingAt, recommended } from './factories.ts';
import { FLAGS, ITEMS, assess } from './rules.ts';
import { copyToShare } from './sharing.ts';

test('sharing the verdict alone tells no question and no flag, whatever was answered', () => {
  fc.assert(
    fc.property(anyAnswers(), anyForm, (answers, form) => {
      const copy = copyToShare(assess(answers, { form, weights: recommended }), answers, 'verdict');
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
