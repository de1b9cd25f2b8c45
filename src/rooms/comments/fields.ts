import { z } from 'zod';
import { emailAddress, fewLines, line, prose, publicWords, saysSomething } from '#kernel/text.ts';
import { commentKinds, commentSizes } from './rules.ts';

/** The name that stands with it. Codes: `required`, `too_long`. */
export const commentName = publicWords.pipe(line(commentSizes.name)).pipe(saysSomething);

/** What is said. Codes: `required`, `too_long`, `too_many_lines`. */
export const commentText = publicWords
  .pipe(prose(commentSizes.text, 1))
  .pipe(saysSomething)
  .pipe(fewLines(commentSizes.lines));

/** What a visitor types and chooses. */
export const commentFields = z.object({
  kind: z.enum(commentKinds, { error: 'required' }),
  name: commentName,
  email: emailAddress,
  text: commentText,
});
