import fc from 'fast-check';
import { expect, it } from 'vitest';
import { changedFields, withCriterionIds } from './draft.ts';
import { blankBrief, clearBrief } from './rules.fixtures.ts';

it('a field has changed when it is named and says something else', () => {
  const { fileCount: _files, ...clear } = clearBrief();
  expect(changedFields(clear, clear)).toEqual([]);
  expect(changedFields(clear, { title: clear.title, outcome: 'Otro' })).toEqual(['outcome']);
  expect(changedFields(clear, { wishedBy: null, links: [] })).toEqual(['wishedBy']);
  const { fileCount: _none, ...blank } = blankBrief();
  expect(changedFields(blank, { doneCriteria: clear.doneCriteria })).toEqual(['doneCriteria']);
});

it('criteria always have one id each, whatever ids came', () => {
  const criterion = fc.record({ id: fc.constantFrom('', 'a', 'b', 'c'), text: fc.constantFrom('x', 'y') });
  fc.assert(
    fc.property(
      fc.array(criterion),
      fc.uniqueArray(criterion, { selector: ({ id }) => id }),
      (wanted, before) => {
        let made = 0;
        const kept = withCriterionIds(wanted, before, () => `new-${(made += 1)}`);
        expect(kept.map(({ text }) => text)).toEqual(wanted.map(({ text }) => text));
        expect(new Set(kept.map(({ id }) => id)).size).toBe(wanted.length);
        expect(kept.every(({ id }) => id !== '')).toBe(true);
      },
    ),
  );
});
