import { z } from 'zod';
import { notFound, openedBy } from '#kernel/errors.ts';
import { publicIdOf } from '#kernel/id.ts';
import { enqueue } from '#kernel/jobs.server.ts';
import { anyone } from '#kernel/may.server.ts';
import { operation, type Operation, type Run } from '#kernel/operation.server.ts';
import { hashOf, newSecretText, secretText } from '#kernel/secret.server.ts';
import { emailAddress, instant, locale } from '#kernel/text.ts';
import { publishedPageAt } from '#rooms/front/index.server.ts';
import { ownTitles } from '#rooms/guides/index.server.ts';
import { GUIDE_SLUGS } from '#rooms/guides/index.ts';
import * as conversations from './conversations.store.server.ts';
import * as moderation from './moderation.store.server.ts';
import { commentFields } from './fields.ts';
import { commentKinds, commentStates, commentsAPage, reportReasons } from './rules.ts';
import * as store from './store.server.ts';

const guide = z.enum(GUIDE_SLUGS);
/** Of a comment that is shown: what is not is not found here, by anybody. */
const comment = publicIdOf('comment');

/** A comment as everybody reads it. Who wrote it is a name; their address is nowhere in it. */
const shownView = z.object({
  id: comment,
  kind: z.enum(commentKinds),
  language: locale,
  name: z.string(),
  text: z.string(),
  shownAt: instant,
  answer: z.string().nullable(),
  answeredAt: instant.nullable(),
});
export type ShownComment = z.output<typeof shownView>;

async function pageAt({ tx }: Pick<Run, 'tx'>, address: string) {
  const page = await publishedPageAt(tx, address);
  if (!page) throw notFound();
  return page;
}

// The table holds that what is shown has its time.
const asShown = (row: store.StoredComment) => ({ ...row, shownAt: row.shownAt ?? row.writtenAt });

/** What visitors said under a practice's guide in one language, the latest first; `comment` asks for the page with that one. */
export const readConversation = operation({
  name: 'comments.readConversation',
  summary: 'What visitors asked and told under a guide of a practice, with its answers',
  http: 'GET /practices/{address}/guides/{guide}/comments',
  input: z.object({
    address: z.string(),
    guide,
    language: locale,
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    comment: comment.optional(),
    limit: z.coerce.number().int().min(1).max(commentsAPage.feed).default(commentsAPage.conversation),
  }),
  output: z.object({
    comments: z.array(shownView),
    page: z.number(),
    pages: z.number(),
    total: z.number(),
    /** How many there are in each language. */
    languages: z.record(locale, z.number()),
  }),
  may: anyone,
  async run(run, { address, guide, language, ...input }) {
    const { workspace } = await pageAt(run, address);
    const conversation = { workspace, guide, language };
    const counts = (await conversations.countShown(run.tx, workspace)).filter((one) => one.guide === guide);
    const of = (one: 'es' | 'en') => counts.find((count) => count.language === one)?.count ?? 0;
    const { limit: size } = input;
    const before = input.comment && (await conversations.placeOf(run.tx, conversation, input.comment));
    const page = before == null ? input.page : Math.floor(before / size) + 1;
    const rows = await conversations.shownUnder(run.tx, conversation, {
      limit: size,
      offset: (page - 1) * size,
    });
    return {
      comments: rows.map(asShown),
      page,
      pages: Math.max(1, Math.ceil(of(language) / size)),
      total: of(language),
      languages: { es: of('es'), en: of('en') },
    };
  },
});

/** How much is said under each guide of a practice, in a language. */
export const countConversations = operation({
  name: 'comments.countConversations',
  summary: 'How many questions and experiences stand under each guide of a practice',
  http: 'GET /practices/{address}/guides',
  input: z.object({ address: z.string(), language: locale }),
  output: z.object({ counts: z.array(z.object({ guide, count: z.number() })) }),
  may: anyone,
  async run(run, { address, language }) {
    const { workspace } = await pageAt(run, address);
    const counts = await conversations.countShown(run.tx, workspace);
    return { counts: counts.filter((one) => one.language === language) };
  },
});

/** The latest under a guide at all practices that want to be found, each with whose it is. */
export const readEverywhere = operation({
  name: 'comments.readEverywhere',
  summary: 'The latest questions and experiences under a guide, at all practices that want to be found',
  http: 'GET /guides/{guide}/comments',
  input: z.object({
    guide,
    language: locale,
    limit: z.coerce.number().int().min(1).max(commentsAPage.feed).default(commentsAPage.everywhere),
  }),
  output: z.object({
    comments: z.array(shownView.extend({ practice: z.string(), address: z.string() })),
  }),
  may: anyone,
  async run({ tx }, { limit, ...where }) {
    const rows = await conversations.shownEverywhere(tx, where, limit);
    return { comments: rows.map((row) => ({ ...row, ...asShown(row) })) };
  },
});

/**
 * A visitor says something under a practice's guide. It waits for the mail that asks them whether the address is theirs,
 * and then for the practice. A form that is sent twice says it once. Codes: `not_found` where that page is not published.
 */
export const writeComment = operation({
  name: 'comments.write',
  summary: 'Says something under a guide of a practice; for pages only, where a person fills a form',
  http: null,
  input: commentFields.extend({
    address: z.string(),
    guide,
    secret: newSecretText,
    /** The mark of what one form says: see countComment. */
    form: z.string().regex(/^[0-9a-f]{64}$/),
    language: locale,
  }),
  output: z.object({}),
  may: anyone,
  naturallyIdempotent: true,
  reachOf: ({ secret }) => ({ secret: hashOf(secret) }),
  async run(run, { address, secret, email, ...said }) {
    const page = await pageAt(run, address);
    const { workspace } = page;
    const id = run.newId<'comment'>();
    const isNew = await store.insertComment(run.tx, {
      ...said,
      workspace,
      id,
      writtenAt: run.now.toString(),
    });
    if (!isNew) return {};
    await store.insertLink(run.tx, { workspace, comment: id }, { secret, email });
    const title = (await ownTitles(run.tx, workspace))(said);
    run.mail({
      template: 'comments.confirm',
      to: { address: email, locale: said.language, timeZone: page.timeZone },
      // Nothing that was typed: nobody sends words of their own to somebody else's address.
      facts: { practice: page.name, guide: said.guide, title, kind: said.kind, secret },
      about: id,
    });
    return {};
  },
});

/** What somebody said, for whoever holds a link that was mailed about it. */
export const readOwnComment = operation({
  name: 'comments.readOwn',
  summary: 'What a visitor said under a guide and what became of it, for whoever wrote it',
  http: 'GET /said/{secret}',
  input: z.object({ secret: secretText }),
  output: shownView.omit({ shownAt: true }).extend({
    guide,
    /** What the practice calls it; null where it shows Delega's. */
    guideTitle: z.string().nullable(),
    state: z.enum(commentStates),
    writtenAt: instant,
    email: z.string(),
    practice: z.object({ name: z.string(), address: z.string() }).nullable(),
  }),
  may: anyone,
  secretOf: ({ secret }) => hashOf(secret),
  async run({ tx }, { secret }) {
    const found = await store.commentBy(tx, secret);
    if (!found) throw notFound();
    const titleOf = await ownTitles(tx, found.workspace);
    return {
      ...found,
      guideTitle: titleOf(found),
      practice: await store.practiceOf(tx, found.workspace),
    };
  },
});

/** Says that the address is one's own: from now on the practice sees it. Once it did, nothing more happens. */
export const confirmOwnComment = operation({
  name: 'comments.confirmOwn',
  summary: 'Confirms the address that a question or experience came with, so that the practice sees it',
  http: 'POST /said/{secret}/confirm',
  input: z.object({ secret: secretText }),
  output: z.object({}),
  may: anyone,
  secretOf: ({ secret }) => hashOf(secret),
  naturallyIdempotent: true,
  async run(run, { secret }) {
    const found = await store.commentBy(run.tx, secret);
    if (!found) throw notFound();
    const isFirst = await store.confirmComment(run.tx, { workspace: found.workspace, comment: found.id });
    if (!isFirst) return {};
    // It happened in that practice, which the author does not belong to.
    run.reach.workspace = found.workspace;
    run.emit({ kind: 'comments.confirmed', facts: { comment: found.id }, notify: true });
    return {};
  },
});

/**
 * Takes back what one said: it is erased with its answer, its reports and the mails about it. The address is asked for,
 * since programs that open mailed links and press their buttons type none. Codes: `email`: `not_the_asking_address`.
 */
export const takeBackComment = operation({
  name: 'comments.takeBack',
  summary: 'Erases what a visitor said under a guide, with its answer and every mail about it',
  http: 'POST /said/{secret}/erase',
  input: z.object({ secret: secretText, email: emailAddress }),
  output: z.object({}),
  may: anyone,
  secretOf: ({ secret }) => hashOf(secret),
  naturallyIdempotent: true,
  async run(run, { secret, email }) {
    const found = openedBy(await store.commentBy(run.tx, secret), email);
    await erase(run, { workspace: found.workspace, comment: found.id });
    return {};
  },
});

/** Tells the practice why a comment that everybody reads should not stand there. A reason counts once. */
export const reportComment = operation({
  name: 'comments.report',
  summary:
    'Tells a practice why a comment should not be shown; for pages only, which count from where it comes',
  http: null,
  input: z.object({
    address: z.string(),
    comment,
    reason: z.enum(reportReasons, { error: 'required' }),
  }),
  output: z.object({}),
  may: anyone,
  naturallyIdempotent: true,
  async run(run, { address, comment, reason }) {
    const { workspace } = await pageAt(run, address);
    const which = { workspace, comment };
    if (!(await store.shownComment(run.tx, which))) throw notFound();
    const isNew = await moderation.insertReport(run.tx, which, { reason, at: run.now.toString() });
    if (!isNew) return {};
    run.reach.workspace = workspace;
    run.emit({ kind: 'comments.reported', facts: { comment, reason }, notify: true });
    return {};
  },
});

/** The mails are out of this transaction's reach: a job takes them away once it has committed. */
export async function erase({ tx }: Pick<Run, 'tx'>, which: store.Which): Promise<void> {
  await store.eraseComment(tx, which);
  await enqueue(tx, 'forget_mails', { about: which.comment });
}

export const visitorOperations: readonly Operation[] = [
  readConversation,
  countConversations,
  readEverywhere,
  writeComment,
  readOwnComment,
  confirmOwnComment,
  takeBackComment,
  reportComment,
];
