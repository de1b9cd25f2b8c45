/** The shapes in which editions of the self-assessment come and go. */
import { z } from 'zod';
import { prose } from '#kernel/text.ts';
import type { EditionContent } from './edition.ts';
import { EDITION_BOUNDS } from './edition-rules.ts';
import { BASE_ITEM_IDS, REQUIREMENTS } from './instrument.ts';
import type { AddedItemId, BaseItemId } from './instrument.ts';

/** The values of lists whose types are known, for enums that keep them. */
export const baseItemSchema = z.enum(BASE_ITEM_IDS as readonly [BaseItemId, ...BaseItemId[]], {
  error: 'required',
});
export const requirementSchema = z.enum(REQUIREMENTS as readonly ['R1', ...typeof REQUIREMENTS], {
  error: 'required',
});
/** `N` and a number: a question that a practice added. */
export const addedItemSchema = z.templateLiteral(['N', z.int()]) satisfies z.ZodType<AddedItemId>;
const option = z.enum(['a', 'b', 'c', 'd', 'e']);

const words = z.object({ es: z.string().optional(), en: z.string().optional() });
const language = z.enum(['es', 'en']);

const addedSchema = z.object({
  id: addedItemSchema,
  requirement: requirementSchema,
  type: z.enum(['freq5', 'cap5']),
  reverse: z.boolean(),
  core: z.boolean(),
  text: words,
});

/** `EditionContent` in edition.ts. */
export const contentSchema = z.object({
  wording: z.partialRecord(
    baseItemSchema,
    z.object({ text: words.optional(), options: z.partialRecord(option, words).optional() }),
  ),
  off: z.array(baseItemSchema),
  added: z.array(addedSchema),
});

/** `Difference` in edition-rules.ts. */
export const differenceSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('reworded'),
    item: z.union([baseItemSchema, addedItemSchema]),
    option: option.nullable(),
    language,
    from: z.string().nullable(),
    to: z.string().nullable(),
  }),
  z.object({ kind: z.enum(['switched_off', 'switched_on']), item: baseItemSchema }),
  z.object({ kind: z.enum(['added', 'removed', 'changed']), item: addedItemSchema, question: addedSchema }),
  z.object({ kind: z.literal('moved'), requirement: requirementSchema }),
]);

const wordsTyped = (max: number) =>
  z.object({ es: prose(max).default(''), en: prose(max).default('') }).default({ es: '', en: '' });

/** What somebody typed: an empty text is one that is left out. Codes: `too_long`. */
export const questionTyped = wordsTyped(EDITION_BOUNDS.question);
export const optionsTyped = z.partialRecord(option, wordsTyped(EDITION_BOUNDS.option)).default({});

/** As it leaves the house, where lists are not read-only. */
export function wire(content: EditionContent): { content: z.input<typeof contentSchema> } {
  return { content: { ...content, off: [...content.off], added: [...content.added] } };
}
