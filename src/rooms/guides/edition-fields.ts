import { fewLines, line, prose, publicWords } from '#kernel/text.ts';
import { editionSizes } from './editions.ts';

/** What an owner types. A draft may lack any of it. Codes: `too_long`; `body`: `too_many_lines`. */
export const editionFields = {
  title: publicWords.pipe(line(editionSizes.title, 0)),
  description: publicWords.pipe(line(editionSizes.description, 0)),
  body: publicWords.pipe(prose(editionSizes.body)).pipe(fewLines(editionSizes.lines)),
};
