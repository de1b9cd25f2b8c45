/**
 * What a self-assessment asks: the base content, or that content as a practice published it, with its own wording,
 * questions switched off and questions added. Pure data in, the questions to ask out; the rules judge any edition alike.
 */
import { STEPS } from './instrument.ts';
import type {
  AddedItemId,
  BaseItemId,
  Item,
  ItemId,
  OptionKey,
  RequirementId,
  ScaleItem,
  StepId,
} from './instrument.ts';

/** A text in one language or in both. */
export type Words = Readonly<Partial<Record<'es' | 'en', string>>>;

/** What a practice says instead of the base's words; what it leaves out is said as in the base. */
export interface ItemWording {
  readonly text?: Words;
  readonly options?: Readonly<Partial<Record<OptionKey, Words>>>;
}

/** A question that a practice added to a requirement: answered on a scale, and raises no flags. */
export interface AddedItem {
  readonly id: AddedItemId;
  readonly requirement: RequirementId;
  readonly type: ScaleItem['type'];
  readonly reverse: boolean;
  /** Whether the short form asks it too. */
  readonly core: boolean;
  readonly text: Words;
}

/** All that a practice changes in the base. */
export interface EditionContent {
  readonly wording: Readonly<Partial<Record<BaseItemId, ItemWording>>>;
  readonly off: readonly BaseItemId[];
  /** In the order asked within their requirement, after the base's questions. */
  readonly added: readonly AddedItem[];
}

export const BASE_CONTENT: EditionContent = { wording: {}, off: [], added: [] };

export interface Edition {
  readonly content: EditionContent;
  /** The nine steps with what is asked in the full form. */
  readonly steps: readonly {
    readonly id: StepId;
    readonly slug: string;
    readonly items: readonly Item[];
  }[];
  readonly items: readonly Item[];
  readonly itemById: ReadonlyMap<string, Item>;
}

/** The questions that follow from a content: the base's without those switched off, then the added ones. */
export function editionOf(content: EditionContent): Edition {
  const off = new Set<ItemId>(content.off);
  const steps = STEPS.map(({ id, slug, items }) => ({
    id,
    slug,
    items: [
      ...items.filter((item) => !off.has(item.id)),
      ...content.added.filter(({ requirement }) => requirement === id).map(asked),
    ],
  }));
  const items = steps.flatMap((step) => step.items);
  return { content, steps, items, itemById: new Map(items.map((item) => [item.id, item])) };
}

function asked({ id, type, reverse, core }: AddedItem): Item {
  return { id, type, core, ...(reverse ? { reverse } : {}) };
}

/** The content as it stands in `instrument.ts`, without any practice's changes. */
export const BASE_EDITION: Edition = editionOf(BASE_CONTENT);
