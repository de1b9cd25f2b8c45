import { z } from 'zod';
import { invalid, notFound, refused } from '#kernel/errors.ts';
import { idOf, type WorkspaceId } from '#kernel/id.ts';
import { anyMember, owners, practice } from '#kernel/may.server.ts';
import { operation, type Operation, type Run } from '#kernel/operation.server.ts';
import type { EditionContent } from './edition.ts';
import {
  differencesBetween,
  editedQuestion,
  isSameContent,
  nextAddedId,
  normalised,
  withAdded,
  withChangedAdded,
  withMovedAdded,
} from './edition-rules.ts';
import type { Edited } from './edition-rules.ts';
import * as store from './edition.store.server.ts';
import {
  addedItemSchema,
  baseItemSchema,
  contentSchema,
  differenceSchema,
  optionsTyped,
  questionTyped,
  requirementSchema,
  wire,
} from './edition-wire.ts';
import { withoutBaseWords } from './texts.server.ts';

const workspace = idOf('workspace');
const versionsAPage = 20;
const inPractice = z.object({ workspace });
const addedInput = {
  text: questionTyped,
  type: z.enum(['freq5', 'cap5'], { error: 'required' }),
  reverse: z.boolean().default(false),
  core: z.boolean().default(false),
};

/** The self-assessment as a practice asks it now: its words, the questions switched off and those added. */
export const getEdition = operation({
  name: 'readiness.getEdition',
  summary:
    'The self-assessment as the practice asks it now: its words, and the questions switched off or added',
  http: 'GET /workspaces/{workspace}/edition',
  input: inPractice,
  output: z.object({ number: z.number(), content: contentSchema, publishedAt: z.string().nullable() }),
  may: anyMember,
  run: ({ tx }, input) => wireOf(store.currentEdition(tx, input.workspace)),
});

/** The versions that a practice published, the latest first, each with what it changed in the one before. */
export const listEditions = operation({
  name: 'readiness.listEditions',
  summary: 'The published versions of the self-assessment, each with what it changed in the one before',
  http: 'GET /workspaces/{workspace}/editions',
  input: z.object({ workspace, page: z.coerce.number().int().min(1).max(10_000).default(1) }),
  output: z.object({
    editions: z.array(
      z.object({
        number: z.number(),
        publishedAt: z.string(),
        by: z.string().nullable(),
        content: contentSchema,
        differences: z.array(differenceSchema),
      }),
    ),
    pages: z.number(),
  }),
  may: anyMember,
  async run({ tx }, { workspace, page }) {
    const { number } = await store.currentEdition(tx, workspace);
    // One more than is shown: the last is compared with the one before it.
    const rows = await store.editionsOf(tx, workspace, versionsAPage + 1, (page - 1) * versionsAPage);
    const editions = await Promise.all(
      rows.slice(0, versionsAPage).map(async (edition, at) => {
        const before = rows[at + 1]?.content ?? (await store.editionNumbered(tx, workspace, 0));
        const differences = before ? [...differencesBetween(before, edition.content)] : [];
        return { ...edition, ...wire(edition.content), differences };
      }),
    );
    return { editions, pages: Math.max(1, Math.ceil(number / versionsAPage)) };
  },
});

/** What is being changed and not yet published, and what that changes in what is asked now. */
export const getEditionDraft = operation({
  name: 'readiness.getEditionDraft',
  summary: 'The self-assessment as it is being changed, and how it differs from what is asked now',
  http: 'GET /workspaces/{workspace}/edition-draft',
  input: inPractice,
  output: z.object({
    content: contentSchema,
    /** The version that is asked now; 0 is the base. */
    published: z.number(),
    differences: z.array(differenceSchema),
  }),
  may: practice,
  async run({ tx }, { workspace }) {
    const current = await store.currentEdition(tx, workspace);
    const content = (await store.draftOf(tx, workspace)) ?? current.content;
    const differences = [...differencesBetween(current.content, content)];
    return { ...wire(content), published: current.number, differences };
  },
});

/**
 * Gives a question of the base the practice's own words, in one language or both, and switches it off or on; nothing is
 * asked so until it is published. Codes: `text.es`, `options.a.es` and so on `too_long`; `isOff`: `question_decides`;
 * `refused` `too_few_questions`.
 */
export const editQuestion = operation({
  name: 'readiness.editQuestion',
  summary: 'Rewords a question of the self-assessment, or switches it off or on, in the draft',
  http: 'PUT /workspaces/{workspace}/edition-draft/questions/{item}',
  input: z.object({
    workspace,
    item: baseItemSchema,
    isOff: z.boolean().default(false),
    text: questionTyped,
    options: optionsTyped,
  }),
  output: z.object({}),
  may: owners,
  naturallyIdempotent: true,
  async run(run, { workspace, item, isOff, ...wording }) {
    const own = withoutBaseWords(item, wording);
    await change(run, workspace, (content) => editedQuestion(content, item, { ...own, isOff }));
    return {};
  },
});

/** Adds a question to a requirement. Codes: `text.es`: `question_without_text`, `too_long`; `refused` `too_many_questions_added`. */
export const addQuestion = operation({
  name: 'readiness.addQuestion',
  summary: 'Adds a question to a requirement of the self-assessment, in the draft',
  http: 'POST /workspaces/{workspace}/edition-draft/added',
  input: z.object({ workspace, requirement: requirementSchema, ...addedInput }),
  output: z.object({ item: addedItemSchema }),
  may: owners,
  async run(run, { workspace, ...question }) {
    const { draft } = await hold(run, workspace);
    const id = nextAddedId([...(await store.everyContent(run.tx, workspace)), draft]);
    await change(run, workspace, (content) => withAdded(content, { ...question, id }));
    return { item: id };
  },
});

/** Changes a question that the practice added. Codes: as for adding; `refused` `too_few_questions`. */
export const changeAddedQuestion = operation({
  name: 'readiness.changeAddedQuestion',
  summary: 'Changes a question that the practice added to the self-assessment, in the draft',
  http: 'PUT /workspaces/{workspace}/edition-draft/added/{item}',
  input: z.object({ workspace, item: addedItemSchema, ...addedInput }),
  output: z.object({}),
  may: owners,
  naturallyIdempotent: true,
  async run(run, { workspace, item, ...question }) {
    await change(run, workspace, (content) => withChangedAdded(content, item, question));
    return {};
  },
});

/** Takes out a question that the practice added; results that asked it keep it. Codes: `refused` `too_few_questions`. */
export const removeAddedQuestion = operation({
  name: 'readiness.removeAddedQuestion',
  summary: 'Takes out a question that the practice added to the self-assessment, in the draft',
  http: 'DELETE /workspaces/{workspace}/edition-draft/added/{item}',
  input: z.object({ workspace, item: addedItemSchema }),
  output: z.object({}),
  may: owners,
  async run(run, { workspace, item }) {
    await change(run, workspace, (content) => withChangedAdded(content, item, null));
    return {};
  },
});

/** Moves an added question before or behind its neighbour. */
export const moveAddedQuestion = operation({
  name: 'readiness.moveAddedQuestion',
  summary: 'Moves a question that the practice added before or behind its neighbour, in the draft',
  http: 'POST /workspaces/{workspace}/edition-draft/added/{item}/move',
  input: z.object({ workspace, item: addedItemSchema, to: z.enum(['up', 'down'], { error: 'required' }) }),
  output: z.object({}),
  may: owners,
  async run(run, { workspace, item, to }) {
    await change(run, workspace, (content) => withMovedAdded(content, item, to));
    return {};
  },
});

/** Throws the draft away; what is published stays. */
export const discardEditionDraft = operation({
  name: 'readiness.discardEditionDraft',
  summary: 'Throws away the changes to the self-assessment that were not published',
  http: 'DELETE /workspaces/{workspace}/edition-draft',
  input: inPractice,
  output: z.object({}),
  may: owners,
  naturallyIdempotent: true,
  async run({ tx, emit }, input) {
    if (await store.takeDraft(tx, input.workspace)) emit({ kind: 'readiness.editionDraftDiscarded' });
    return {};
  },
});

/**
 * Asks the self-assessment so from now on, as a new version. Where nothing differs there is none; results that are
 * there stay as they are.
 */
export const publishEdition = operation({
  name: 'readiness.publishEdition',
  summary: 'Publishes the changed self-assessment as a new version, which is asked from then on',
  http: 'POST /workspaces/{workspace}/edition-draft/publish',
  input: inPractice,
  output: z.object({ number: z.number(), isNew: z.boolean() }),
  may: owners,
  naturallyIdempotent: true,
  async run(run, { workspace }) {
    const content = await store.takeDraft(run.tx, workspace);
    const current = await store.currentEdition(run.tx, workspace);
    if (!content || isSameContent(content, current.content)) return { number: current.number, isNew: false };
    const number = current.number + 1;
    const [at, by] = [run.now.toString(), run.person.id];
    await store.insertEdition(run.tx, workspace, { number, content: normalised(content), at, by });
    run.emit({ kind: 'readiness.editionPublished', facts: { number } });
    return { number, isNew: true };
  },
});

/** Goes back to an earlier version, 0 being the base, as a new draft in place of the one there is. */
export const restoreEdition = operation({
  name: 'readiness.restoreEdition',
  summary: 'Makes an earlier version of the self-assessment the draft; 0 is the recommended one',
  http: 'POST /workspaces/{workspace}/editions/{number}/restore',
  input: z.object({ workspace, number: z.coerce.number().int().min(0).max(1_000_000) }),
  output: z.object({}),
  may: owners,
  naturallyIdempotent: true,
  async run(run, { workspace, number }) {
    const content = await store.editionNumbered(run.tx, workspace, number);
    if (!content) throw notFound();
    await change(run, workspace, () => ({ ok: true, content }));
    run.emit({ kind: 'readiness.editionRestored', facts: { number } });
    return {};
  },
});

type Editing = Pick<Run, 'tx' | 'now'>;

/** The draft, begun where there is none, and what is asked now; whoever else edits it waits. */
async function hold({ tx, now }: Editing, workspace: WorkspaceId) {
  const draft = await store.holdDraft(tx, workspace, now.toString());
  const { content: current } = await store.currentEdition(tx, workspace);
  return { draft: draft ?? current, current };
}

/** Changes the draft by a rule; one that differs in nothing from what is asked now is none. */
async function change(
  run: Editing,
  workspace: WorkspaceId,
  edit: (content: EditionContent) => Edited,
): Promise<void> {
  const { draft, current } = await hold(run, workspace);
  const edited = edit(draft);
  if (!edited.ok) throw refusalFor(edited.problem);
  if (isSameContent(edited.content, current)) await store.takeDraft(run.tx, workspace);
  else await store.writeDraft(run.tx, workspace, edited.content);
}

function refusalFor(problem: (Edited & { ok: false })['problem']) {
  switch (problem) {
    case 'no_such_question':
      return notFound();
    case 'question_without_text':
      return invalid({ 'text.es': problem });
    case 'question_decides':
      return invalid({ isOff: problem });
    case 'too_few_questions':
      return refused(problem);
    case 'too_many_questions_added':
      return refused(problem);
  }
}

async function wireOf(found: Promise<store.StoredEdition>) {
  const { content, ...edition } = await found;
  return { ...edition, ...wire(content) };
}

export const editionOperations: readonly Operation[] = [
  getEdition,
  listEditions,
  getEditionDraft,
  editQuestion,
  addQuestion,
  changeAddedQuestion,
  removeAddedQuestion,
  moveAddedQuestion,
  discardEditionDraft,
  publishEdition,
  restoreEdition,
];
