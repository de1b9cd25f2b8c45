import { z } from 'zod';
import { notFound, refused } from '#kernel/errors.ts';
import { idOf } from '#kernel/id.ts';
import { owners, practice } from '#kernel/may.server.ts';
import { operation, type Operation, type Run } from '#kernel/operation.server.ts';
import { instant, locale, prose } from '#kernel/text.ts';
import { ownTitles } from '#rooms/guides/index.server.ts';
import { GUIDE_SLUGS } from '#rooms/guides/index.ts';
import * as moderation from './moderation.store.server.ts';
import {
  commentKinds,
  commentParts,
  commentSizes,
  commentsAPage,
  commentStates,
  nextSteps,
  reportReasons,
} from './rules.ts';
import * as store from './store.server.ts';
import { erase } from './visitors.operations.server.ts';

const workspace = idOf('workspace');
const ofComment = z.object({ workspace, comment: idOf('comment') });
const counts = z.record(z.enum(commentParts), z.number());

/** What visitors said under the practice's guides, by what has to be done with it, and how much there is of each. */
export const listComments = operation({
  name: 'comments.list',
  summary: 'Lists what visitors said under the guides of the practice',
  http: 'GET /workspaces/{workspace}/comments',
  input: z.object({
    workspace,
    part: z.enum(commentParts).default('waiting'),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
  }),
  output: z.object({
    comments: z.array(
      z.object({
        id: idOf('comment'),
        guide: z.enum(GUIDE_SLUGS),
        /** What the practice calls it; null where it shows Delega's. */
        guideTitle: z.string().nullable(),
        kind: z.enum(commentKinds),
        language: locale,
        name: z.string(),
        text: z.string(),
        state: z.enum(commentStates),
        writtenAt: instant,
        answer: z.string().nullable(),
        answeredAt: instant.nullable(),
        reports: z.array(z.enum(reportReasons)),
      }),
    ),
    pages: z.number(),
    counts,
  }),
  may: practice,
  async run({ tx }, { workspace, part, page }) {
    const size = commentsAPage.moderation;
    const counts = await moderation.countByPart(tx, workspace);
    const titleOf = await ownTitles(tx, workspace);
    const range = { limit: size, offset: (page - 1) * size };
    const comments = await moderation.commentsIn(tx, workspace, part, range);
    return {
      comments: comments.map((comment) => ({ ...comment, guideTitle: titleOf(comment) })),
      pages: Math.max(1, Math.ceil(counts[part] / size)),
      counts,
    };
  },
});

/** How much of what visitors said waits for the practice. */
export const countComments = operation({
  name: 'comments.count',
  summary: 'How many questions and experiences of visitors wait, were reported, are shown and are hidden',
  http: 'GET /workspaces/{workspace}/comment-counts',
  input: z.object({ workspace }),
  output: z.object({ counts }),
  may: practice,
  async run({ tx }, { workspace }) {
    return { counts: await moderation.countByPart(tx, workspace) };
  },
});

/** Shows it to everybody; its author is told the first time. Codes: `refused` `not_in_this_state`. */
export const showComment = operation({
  name: 'comments.show',
  summary: 'Shows what a visitor said to everybody',
  http: 'POST /workspaces/{workspace}/comments/{comment}/show',
  input: ofComment,
  output: z.object({}),
  may: practice,
  async run(run, input) {
    const found = await existing(run, input);
    if (found.state === 'shown') return {};
    await show(run, found);
    run.emit({ kind: 'comments.shown', facts: { comment: found.id }, notify: true });
    return {};
  },
});

/** Hides it from everybody, or refuses to show it; it can be shown again. Its reports are settled by that. */
export const hideComment = operation({
  name: 'comments.hide',
  summary: 'Hides what a visitor said, or refuses to show it',
  http: 'POST /workspaces/{workspace}/comments/{comment}/hide',
  input: ofComment,
  output: z.object({}),
  may: practice,
  async run(run, input) {
    const found = await existing(run, input);
    if (found.state === 'hidden') return {};
    if (!nextSteps(found.state).includes('hide')) throw refused('not_in_this_state');
    await store.changeComment(run.tx, input, { state: 'hidden' });
    await moderation.settleReports(run.tx, input, run.now.toString());
    run.emit({ kind: 'comments.hidden', facts: { comment: found.id } });
    return {};
  },
});

/** Leaves it shown although it was reported: the reasons given so far don't come up again. */
export const keepComment = operation({
  name: 'comments.keep',
  summary: 'Leaves a reported comment shown',
  http: 'POST /workspaces/{workspace}/comments/{comment}/keep',
  input: ofComment,
  output: z.object({}),
  may: practice,
  async run(run, input) {
    await existing(run, input);
    const wasReported = await moderation.settleReports(run.tx, input, run.now.toString());
    if (!wasReported) return {};
    run.emit({ kind: 'comments.kept', facts: { comment: input.comment } });
    return {};
  },
});

/**
 * Answers it in the practice's name, or puts another answer in place of that; what was not shown is shown with it. Its
 * author is told of the first answer. Codes: `answer`: `required`, `too_long`.
 */
export const answerComment = operation({
  name: 'comments.answer',
  summary: 'Answers what a visitor said, for everybody to read, and shows both',
  http: 'PUT /workspaces/{workspace}/comments/{comment}/answer',
  input: ofComment.extend({ answer: prose(commentSizes.answer, 1) }),
  output: z.object({}),
  may: practice,
  async run(run, { answer, ...input }) {
    const found = await existing(run, input);
    if (found.answer === answer && found.state === 'shown') return {};
    if (found.state !== 'shown') await show(run, found);
    await store.changeComment(run.tx, input, { answer, answered_at: run.now.toString() });
    run.emit({ kind: 'comments.answered', facts: { comment: found.id }, notify: true });
    return {};
  },
});

/** Takes the practice's answer away again. */
export const removeAnswer = operation({
  name: 'comments.removeAnswer',
  summary: 'Takes away the answer of the practice',
  http: 'DELETE /workspaces/{workspace}/comments/{comment}/answer',
  input: ofComment,
  output: z.object({}),
  may: practice,
  async run(run, input) {
    const found = await existing(run, input);
    if (found.answer === null) return {};
    await store.changeComment(run.tx, input, { answer: null, answered_at: null });
    run.emit({ kind: 'comments.answerRemoved', facts: { comment: found.id } });
    return {};
  },
});

/** Erases it for good, as its author can by a mailed link: for those who have lost that, and for what must not be kept. */
export const eraseComment = operation({
  name: 'comments.erase',
  summary: 'Erases what a visitor said for good, with every mail about it',
  http: 'DELETE /workspaces/{workspace}/comments/{comment}',
  input: ofComment,
  output: z.object({}),
  may: owners,
  async run(run, input) {
    await existing(run, input);
    await erase(run, input);
    run.emit({ kind: 'comments.erased', facts: { comment: input.comment } });
    return {};
  },
});

async function existing({ tx }: Pick<Run, 'tx'>, input: z.output<typeof ofComment>) {
  const found = await store.holdComment(tx, input);
  // What nobody has confirmed is nobody's yet.
  if (!found || found.state === 'unconfirmed') throw notFound();
  return found;
}

/** Since when it is shown stays as it was: being hidden for a while does not bring it up again. */
async function show({ tx, now }: Pick<Run, 'tx' | 'now'>, found: store.StoredComment): Promise<void> {
  await store.changeComment(
    tx,
    { workspace: found.workspace, comment: found.id },
    { state: 'shown', shown_at: found.shownAt ?? now.toString() },
  );
}

export const moderationOperations: readonly Operation[] = [
  listComments,
  countComments,
  showComment,
  hideComment,
  keepComment,
  answerComment,
  removeAnswer,
  eraseComment,
];
