import { expect, test } from 'vitest';
import { GUIDE_SLUGS } from './guides.ts';
import { editionFields } from './edition-fields.ts';
import { editionSizes, missingIn } from './editions.ts';
import { guideAsWritten } from './shelf.server.ts';

const whole = { title: 'Confiar', description: 'Cómo se empieza.', body: 'Paso a paso.' };
const why = (field: keyof typeof editionFields, text: string) =>
  editionFields[field].safeParse(text).error?.issues[0]?.message;

test('a draft may lack what a public guide must say', () => {
  expect(missingIn(whole)).toEqual({});
  expect(missingIn({ title: '', description: '…', body: '##\n-' })).toEqual({
    ...{ title: 'required', description: 'required', body: 'required' },
  });
  for (const field of ['title', 'description', 'body'] as const)
    expect(editionFields[field].parse('')).toBe('');
});

test('what is too much is said at its field', () => {
  expect(why('title', 'a'.repeat(editionSizes.title + 1))).toBe('too_long');
  expect(why('description', 'a'.repeat(editionSizes.description + 1))).toBe('too_long');
  expect(why('body', 'a'.repeat(editionSizes.body + 1))).toBe('too_long');
  expect(why('body', 'a\n'.repeat(editionSizes.lines + 1))).toBe('too_many_lines');
});

test('what turns the direction of the text around it is taken out', () => {
  expect(editionFields.title.parse('Con\u202efiar\u2066 \n bien')).toBe('Confiar bien');
  expect(editionFields.body.parse('## Uno\r\n\r\nDos\u202e')).toBe('## Uno\n\nDos');
});

test.each(GUIDE_SLUGS)('Delega’s text of %s fits, so that a practice can begin with it', (slug) => {
  for (const language of ['es', 'en'] as const) {
    const words = guideAsWritten(language, slug);
    expect(missingIn(words)).toEqual({});
    for (const field of ['title', 'description', 'body'] as const)
      expect(editionFields[field].parse(words[field])).toBe(words[field]);
  }
});
