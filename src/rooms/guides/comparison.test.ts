import { expect, test } from 'vitest';
import { compareTexts } from './comparison.ts';

test('parts that are the same are left out', () => {
  const text = { title: 'Confiar', description: 'Cómo', body: 'Uno' };
  expect(compareTexts(text, { ...text, title: 'Confiar bien' })).toMatchObject({
    ...{ title: [{ kind: 'changed' }], description: [], body: [] },
  });
});
