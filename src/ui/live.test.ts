import { expect, test } from 'vitest';
import { holds } from './live.ts';

test('what was read holds what was told up to there', () => {
  expect(holds('a.10', 'a.9')).toBe(true);
  expect(holds('a.10', 'a.10')).toBe(true);
  expect(holds('a.9', 'a.10')).toBe(false);
});

test('between two eras nothing can be said', () => {
  expect(holds('a.10', 'b.1')).toBe(false);
});
