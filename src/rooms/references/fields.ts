import { z } from 'zod';
import { fewLines, line, publicWords, prose, saysSomething } from '#kernel/text.ts';
import { referenceSizes, waysToBeShown } from './rules.ts';

/** What is kept while somebody writes, as they typed it: nothing has to be there. Code: `too_long`. */
export const draftFields = z.object({
  text: prose(referenceSizes.text.most).default(''),
  shownAs: z.enum(waysToBeShown).nullable().default(null),
  role: line(referenceSizes.role, 0).default(''),
  business: line(referenceSizes.business, 0).default(''),
});
export type Draft = z.output<typeof draftFields>;

/** A line in public. An empty one says nothing. Codes: `too_long`, `required`. */
const publicLine = (most: number) => publicWords.pipe(line(most, 0)).pipe(saysSomething).default('');

/** What is published. Codes: `required`, `too_short`, `too_long`, `too_many_lines`. */
export const publishedFields = z
  .object({
    text: publicWords
      .pipe(prose(referenceSizes.text.most, 1))
      .pipe(saysSomething)
      .pipe(z.string().min(referenceSizes.text.least, { error: 'too_short' }))
      .pipe(fewLines(referenceSizes.text.lines)),
    shownAs: z.enum(waysToBeShown, { error: 'required' }),
    role: publicLine(referenceSizes.role),
    business: publicLine(referenceSizes.business),
  })
  .refine(({ shownAs, role }) => shownAs !== 'role' || role !== '', { path: ['role'], error: 'required' });
