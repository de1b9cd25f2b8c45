import { expect, test } from 'vitest';
import { isOpen, nextStates, prospectParts, prospectStates } from './prospects.ts';

test('nobody is won by hand, and whoever is won stays so', () => {
  expect(prospectStates.flatMap(nextStates)).not.toContain('won');
  expect(nextStates('won')).toEqual([]);
});

test('whoever was let go can be talked to again, and whoever is open can be let go', () => {
  for (const state of prospectStates.filter((one) => one !== 'won'))
    expect(nextStates(state)).toContain(isOpen(state) ? 'lost' : 'talking');
});

test('every state stands in one part of the list', () => {
  expect(Object.values(prospectParts).flat().sort()).toEqual([...prospectStates].sort());
});
