import { setImmediate as soon } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { atMost } from './at-most.ts';

test('as many as there are places are under way, and the others follow in the order in which they came', async () => {
  const inLine = atMost(2);
  const begun: number[] = [];
  let underWay = 0;
  let most = 0;
  const work = (number: number) =>
    inLine(async () => {
      begun.push(number);
      most = Math.max(most, ++underWay);
      await soon();
      underWay--;
      return number;
    });
  expect(await Promise.all([1, 2, 3, 4, 5].map(work))).toEqual([1, 2, 3, 4, 5]);
  expect(begun).toEqual([1, 2, 3, 4, 5]);
  expect(most).toBe(2);
});

test('work that fails gives its place to the next', async () => {
  const inLine = atMost(1);
  const failing = inLine(() => Promise.reject(new Error('no')));
  const next = inLine(() => Promise.resolve('done'));
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('done');
  expect(await inLine(() => Promise.resolve('and later ones too'))).toBe('and later ones too');
});
