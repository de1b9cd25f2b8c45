/** Which changes of a practice keep the test sound. Every change gives a new content, or says why it can't be made. */
import { BASE_CONTENT } from './edition.ts';
import type { AddedItem, EditionContent, ItemWording, Words } from './edition.ts';
import { BASE_ITEM_IDS, DECISIVE_ITEMS, ITEM_BY_ID, REQUIREMENTS, STEPS } from './instrument.ts';
import type { AddedItemId, BaseItemId, Flag, Item, OptionKey, RequirementId } from './instrument.ts';

/**
 * The bounds of an edition. Of the questions shown six in ten must be answered, so with these fewest no score ever
 * rests on fewer answers than in the base: two in the short form, three in the full one.
 */
export const EDITION_BOUNDS = {
  fewest: { short: 2, full: 4 },
  /** Questions that a practice may add to one requirement. */
  added: 4,
  /** Characters. */
  question: 240,
  option: 160,
} as const;

/** Flags that weights never switch off, and no edition either: these and those that a rule or a safeguard names. */
const ALWAYS_KEPT = /^(X|E|DP|SEC)_/;
// prettier-ignore
const NAMED_BY_RULES: readonly Flag[] = [
  'R_NO_TASKS', 'R_BLAME', 'R_LATE_PAYER', 'R_UNWILLING_STYLE', 'R_UNWILLING_SYSTEMS', 'R_BLIND_TRUST', 'INFO_PROJECT',
];
/** The third rule looks at this answer itself. */
const NAMED_ITSELF: readonly BaseItemId[] = ['S2'];

/** Whether a question of the base may be switched off: not where a verdict or a safeguard hangs on its answers. */
export function maySwitchOff(id: BaseItemId): boolean {
  const item = ITEM_BY_ID.get(id);
  const decides = [...DECISIVE_ITEMS, ...NAMED_ITSELF].some((one) => one === id);
  return item !== undefined && !decides && !raisable(item).some(isKept);
}

const isKept = (flag: Flag) => ALWAYS_KEPT.test(flag) || NAMED_BY_RULES.includes(flag);

function raisable(item: Item): readonly Flag[] {
  if (item.type !== 'choice') return item.raises?.flags ?? [];
  return Object.values(item.raises ?? {}).flat();
}

type EditionProblem =
  | 'question_decides'
  | 'too_few_questions'
  | 'too_many_questions_added'
  | 'question_without_text'
  | 'no_such_question';
export type Edited =
  | { readonly ok: true; readonly content: EditionContent }
  | { readonly ok: false; readonly problem: EditionProblem };

const refused = (problem: EditionProblem): Edited => ({ ok: false, problem });

/** Gives a question of the base other words, and switches it off or on. */
export function editedQuestion(
  content: EditionContent,
  id: BaseItemId,
  { isOff, ...wording }: ItemWording & { readonly isOff: boolean },
): Edited {
  if (isOff && !maySwitchOff(id)) return refused('question_decides');
  const others = content.off.filter((one) => one !== id);
  return sound({
    ...content,
    wording: { ...content.wording, [id]: wording },
    off: isOff ? [...others, id] : others,
  });
}

/** Adds a question behind those of its requirement. */
export function withAdded(content: EditionContent, added: AddedItem): Edited {
  if (addedTo(content, added.requirement).length >= EDITION_BOUNDS.added)
    return refused('too_many_questions_added');
  return sound({ ...content, added: [...content.added, added] });
}

/** Changes an added question, or takes it out. */
export function withChangedAdded(
  content: EditionContent,
  id: AddedItemId,
  changed: Omit<AddedItem, 'id' | 'requirement'> | null,
): Edited {
  if (!content.added.some((one) => one.id === id)) return refused('no_such_question');
  const added = content.added.flatMap((one) => {
    if (one.id !== id) return [one];
    return changed ? [{ id, requirement: one.requirement, ...changed }] : [];
  });
  return sound({ ...content, added });
}

/** Moves an added question before or behind its neighbour of the same requirement; at the end it stays where it is. */
export function withMovedAdded(content: EditionContent, id: AddedItemId, to: 'up' | 'down'): Edited {
  const moved = content.added.find((one) => one.id === id);
  if (!moved) return refused('no_such_question');
  const siblings = addedTo(content, moved.requirement);
  const neighbour = siblings[siblings.indexOf(moved) + (to === 'up' ? -1 : 1)];
  const other = (one: AddedItem) => (one === moved ? neighbour : one === neighbour ? moved : one);
  return sound(neighbour ? { ...content, added: content.added.map((one) => other(one) ?? one) } : content);
}

export const addedTo = ({ added }: EditionContent, requirement: RequirementId): readonly AddedItem[] =>
  added.filter((one) => one.requirement === requirement);

function sound(content: EditionContent): Edited {
  if (content.added.some(({ text }) => Object.values(withoutEmpty(text)).length === 0))
    return refused('question_without_text');
  return tooFew(content) ? refused('too_few_questions') : { ok: true, content: normalised(content) };
}

function tooFew(content: EditionContent): boolean {
  const { short, full } = EDITION_BOUNDS.fewest;
  return REQUIREMENTS.some((requirement) => {
    const base = STEPS.find(({ id }) => id === requirement)?.items ?? [];
    const asked = [
      ...base.filter(({ id }) => !content.off.some((off) => off === id)),
      ...addedTo(content, requirement),
    ];
    return asked.length < full || asked.filter(({ core }) => core).length < short;
  });
}

/** The same content in one way of writing: nothing empty, and in the base's order, so that equal ones are alike. */
export function normalised({ wording, off, added }: EditionContent): EditionContent {
  return {
    wording: Object.fromEntries(
      BASE_ITEM_IDS.flatMap((id) => {
        const own = wording[id] && withoutEmptyWording(wording[id]);
        return own && Object.keys(own).length > 0 ? [[id, own]] : [];
      }),
    ),
    off: BASE_ITEM_IDS.filter((id) => off.includes(id)),
    added: REQUIREMENTS.flatMap((requirement) =>
      added
        .filter((one) => one.requirement === requirement)
        .map(({ id, type, reverse, core, text }) => ({
          ...{ id, requirement, type, reverse, core },
          text: withoutEmpty(text),
        })),
    ),
  };
}

function withoutEmptyWording({ text = {}, options = {} }: ItemWording): ItemWording {
  const own = withoutEmpty(text);
  const choices = (['a', 'b', 'c', 'd', 'e'] as const).flatMap((key): [OptionKey, Words][] => {
    const words = withoutEmpty(options[key] ?? {});
    return Object.keys(words).length > 0 ? [[key, words]] : [];
  });
  return {
    ...(Object.keys(own).length > 0 ? { text: own } : {}),
    ...(choices.length > 0 ? { options: Object.fromEntries(choices) } : {}),
  };
}

function withoutEmpty({ es, en }: Words): Words {
  return { ...(es ? { es } : {}), ...(en ? { en } : {}) };
}

/** Whether two contents ask the same in the same words. */
export const isSameContent = (one: EditionContent, other: EditionContent): boolean =>
  JSON.stringify(normalised(one)) === JSON.stringify(normalised(other));

/** The id of the next question to add: none that any of these contents ever had, so that answers stay comparable. */
export function nextAddedId(contents: readonly EditionContent[]): AddedItemId {
  const used = contents.flatMap(({ added }) => added.map(({ id }) => Number(id.slice(1))));
  return `N${Math.max(0, ...used) + 1}`;
}

/** One thing that differs between two contents. `from` and `to` are null where the base's words stand. */
export type Difference =
  | {
      readonly kind: 'reworded';
      readonly item: BaseItemId | AddedItemId;
      /** Null for the question itself. */
      readonly option: OptionKey | null;
      readonly language: 'es' | 'en';
      readonly from: string | null;
      readonly to: string | null;
    }
  | { readonly kind: 'switched_off' | 'switched_on'; readonly item: BaseItemId }
  | { readonly kind: 'added' | 'removed'; readonly item: AddedItemId; readonly question: AddedItem }
  /** Its scale, its direction or the form that asks it. */
  | { readonly kind: 'changed'; readonly item: AddedItemId; readonly question: AddedItem }
  | { readonly kind: 'moved'; readonly requirement: RequirementId };

/** What a reader of both would notice, in the order asked; nothing where they are the same. */
export function differencesBetween(before: EditionContent, after: EditionContent): readonly Difference[] {
  return STEPS.flatMap(({ id, items }) => [
    // The instrument's own questions are of the base.
    ...items.flatMap((item) => baseDifferences(item.id as BaseItemId, before, after)),
    ...REQUIREMENTS.filter((requirement) => requirement === id).flatMap((requirement) =>
      addedDifferences(requirement, before, after),
    ),
  ]);
}

function baseDifferences(
  item: BaseItemId,
  before: EditionContent,
  after: EditionContent,
): readonly Difference[] {
  const [was, is] = [before.off.includes(item), after.off.includes(item)];
  const [from = {}, to = {}] = [before.wording[item], after.wording[item]];
  return [
    ...(was === is ? [] : [{ kind: is ? ('switched_off' as const) : ('switched_on' as const), item }]),
    ...wordDifferences({ item, option: null }, from.text, to.text),
    ...(['a', 'b', 'c', 'd', 'e'] as const).flatMap((option) =>
      wordDifferences({ item, option }, from.options?.[option], to.options?.[option]),
    ),
  ];
}

function wordDifferences(
  of: { item: BaseItemId | AddedItemId; option: OptionKey | null },
  before: Words = {},
  after: Words = {},
): readonly Difference[] {
  return (['es', 'en'] as const).flatMap((language): Difference[] => {
    const [from = null, to = null] = [before[language], after[language]];
    return from === to ? [] : [{ kind: 'reworded', ...of, language, from, to }];
  });
}

function addedDifferences(
  requirement: RequirementId,
  before: EditionContent,
  after: EditionContent,
): readonly Difference[] {
  const [was, is] = [addedTo(before, requirement), addedTo(after, requirement)];
  const idsIn = (some: readonly AddedItem[], others: readonly AddedItem[]) =>
    some.filter(({ id }) => others.some((other) => other.id === id)).map(({ id }) => id);
  const isMoved = idsIn(was, is).join() !== idsIn(is, was).join();
  return [
    ...was.flatMap((question): Difference[] => {
      const now = is.find(({ id }) => id === question.id);
      if (!now) return [{ kind: 'removed', item: question.id, question }];
      const same = (['type', 'reverse', 'core'] as const).every((one) => now[one] === question[one]);
      return [
        ...(same ? [] : [{ kind: 'changed' as const, item: now.id, question: now }]),
        ...wordDifferences({ item: now.id, option: null }, question.text, now.text),
      ];
    }),
    ...is
      .filter(({ id }) => !was.some((one) => one.id === id))
      .map((question) => ({ kind: 'added' as const, item: question.id, question })),
    ...(isMoved ? [{ kind: 'moved' as const, requirement }] : []),
  ];
}

/** The questions that the practice words in one of the two languages only, with the one that is missing. */
export function missingLanguages(
  content: EditionContent,
): readonly { readonly item: BaseItemId | AddedItemId; readonly language: 'es' | 'en' }[] {
  const lacking = (texts: readonly Words[]) =>
    (['es', 'en'] as const).filter((language) => texts.some((words) => !words[language]));
  const base = BASE_ITEM_IDS.flatMap((item) => {
    const { text, options = {} } = content.wording[item] ?? {};
    const own = [...(text ? [text] : []), ...Object.values(options)];
    return content.off.includes(item) ? [] : lacking(own).map((language) => ({ item, language }));
  });
  const added = content.added.flatMap(({ id: item, text }) =>
    lacking([text]).map((language) => ({ item, language })),
  );
  return [...base, ...added];
}

/** What stands while a practice has published nothing. */
export const isBaseContent = (content: EditionContent): boolean => isSameContent(content, BASE_CONTENT);
