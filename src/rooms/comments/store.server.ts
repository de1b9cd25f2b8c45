import { sql } from 'kysely';
import type { Tx } from '#kernel/database/context.server.ts';
import type { Id, WorkspaceId } from '#kernel/id.ts';
import { hashOf } from '#kernel/secret.server.ts';
import type { Locale } from '#kernel/text.ts';
import type { GuideSlug } from '#rooms/guides/index.server.ts';
import type { CommentKind, CommentPart, CommentState, ReportReason } from './rules.ts';

export type CommentId = Id<'comment'>;
export type Which = { workspace: WorkspaceId; comment: CommentId };
type Slice = { limit: number; offset: number };

/** What a visitor said, as it is kept. */
export interface StoredComment {
  workspace: WorkspaceId;
  id: CommentId;
  guide: GuideSlug;
  kind: CommentKind;
  language: Locale;
  name: string;
  text: string;
  state: CommentState;
  writtenAt: string;
  shownAt: string | null;
  answer: string | null;
  answeredAt: string | null;
  told: 'shown' | 'answered' | null;
}

function comments(tx: Tx) {
  return tx
    .selectFrom('guide_comments as c')
    .select([
      'c.workspace_id as workspace',
      'c.comment_id as id',
      'c.guide',
      'c.kind',
      'c.language',
      'c.name',
      'c.text',
      'c.state',
      'c.written_at as writtenAt',
      'c.shown_at as shownAt',
      'c.answer',
      'c.answered_at as answeredAt',
      'c.told',
    ]);
}

// What the columns hold was checked before it was written.
const storedOf = (row: unknown) => (row as StoredComment | undefined) ?? null;
const allOf = (rows: unknown[]) => rows as StoredComment[];

const one = (tx: Tx, { workspace, comment }: Which) =>
  comments(tx).where('c.workspace_id', '=', workspace).where('c.comment_id', '=', comment);

/** A comment of the practice, held until the transaction ends. */
export async function holdComment(tx: Tx, which: Which): Promise<StoredComment | null> {
  return storedOf(await one(tx, which).forUpdate().executeTakeFirst());
}

/** A comment that everybody can read. */
export async function shownComment(tx: Tx, which: Which): Promise<StoredComment | null> {
  return storedOf(await one(tx, which).where('c.state', '=', 'shown').executeTakeFirst());
}

/** What the holder of a mailed link said, and the address to which that link went. */
export async function commentBy(tx: Tx, secret: string): Promise<(StoredComment & { email: string }) | null> {
  const row = await comments(tx)
    .innerJoin('guide_comment_links as l', (join) =>
      join.onRef('l.workspace_id', '=', 'c.workspace_id').onRef('l.comment_id', '=', 'c.comment_id'),
    )
    .select('l.email')
    .where('l.secret_hash', '=', hashOf(secret))
    .executeTakeFirst();
  // As above.
  return (row as (StoredComment & { email: string }) | undefined) ?? null;
}

export type Conversation = { workspace: WorkspaceId; guide: GuideSlug; language: Locale };

const shown = (tx: Tx, { workspace, guide, language }: Conversation) =>
  comments(tx)
    .where('c.workspace_id', '=', workspace)
    .where('c.guide', '=', guide)
    .where('c.language', '=', language)
    .where('c.state', '=', 'shown');

/** What is shown under a practice's guide, the latest first. */
export async function shownUnder(
  tx: Tx,
  conversation: Conversation,
  { limit, offset }: Slice,
): Promise<StoredComment[]> {
  const rows = await shown(tx, conversation)
    .orderBy('c.shown_at', 'desc')
    .orderBy('c.comment_id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  return allOf(rows);
}

/** How many stand before a comment in its conversation; null where it isn't shown there. */
export async function placeOf(
  tx: Tx,
  conversation: Conversation,
  comment: CommentId,
): Promise<number | null> {
  const row = await tx
    .with('there', (db) => shown(db as Tx, conversation))
    .selectFrom('there as c')
    .select((eb) =>
      eb
        .selectFrom('there as later')
        .select(sql<number>`count(*)::int`.as('count'))
        .where(sql<boolean>`(later."shownAt", later.id) > (c."shownAt", c.id)`)
        .as('before'),
    )
    .where('c.id', '=', comment)
    .executeTakeFirst();
  return row?.before ?? null;
}

/** How many are shown of a practice, by guide and language. */
export async function countShown(
  tx: Tx,
  workspace: WorkspaceId,
): Promise<{ guide: GuideSlug; language: Locale; count: number }[]> {
  const rows = await tx
    .selectFrom('guide_comments')
    .select(['guide', 'language', sql<number>`count(*)::int`.as('count')])
    .where('workspace_id', '=', workspace)
    .where('state', '=', 'shown')
    .groupBy(['guide', 'language'])
    .execute();
  // As above.
  return rows as { guide: GuideSlug; language: Locale; count: number }[];
}

export type StoredElsewhere = StoredComment & { practice: string; address: string };

/** What is shown under a guide at all practices that want to be found, the latest first. */
export async function shownEverywhere(
  tx: Tx,
  { guide, language }: Omit<Conversation, 'workspace'>,
  limit: number,
): Promise<StoredElsewhere[]> {
  const rows = await comments(tx)
    .innerJoin('practice_pages as p', 'p.workspace_id', 'c.workspace_id')
    .select(['p.name as practice', 'p.address'])
    .where('p.published_at', 'is not', null)
    .where('p.is_listed', '=', true)
    .where('c.guide', '=', guide)
    .where('c.language', '=', language)
    .where('c.state', '=', 'shown')
    .orderBy('c.shown_at', 'desc')
    .orderBy('c.comment_id', 'desc')
    .limit(limit)
    .execute();
  // As above.
  return rows as StoredElsewhere[];
}

type Written = Pick<
  StoredComment,
  'workspace' | 'id' | 'guide' | 'kind' | 'language' | 'name' | 'text' | 'writtenAt'
> & { form: string };

/** Writes what a visitor says; false where that form has said it before. */
export async function insertComment(tx: Tx, { form, ...written }: Written): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('guide_comments')
    .values({
      workspace_id: written.workspace,
      comment_id: written.id,
      guide: written.guide,
      kind: written.kind,
      language: written.language,
      name: written.name,
      text: written.text,
      form_hash: form,
      state: 'unconfirmed',
      written_at: written.writtenAt,
    })
    .onConflict((same) => same.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Keeps that a link with that secret goes to that address. */
export async function insertLink(
  tx: Tx,
  { workspace, comment }: Which,
  link: { secret: string; email: string },
): Promise<void> {
  await tx
    .insertInto('guide_comment_links')
    .values({
      workspace_id: workspace,
      comment_id: comment,
      secret_hash: hashOf(link.secret),
      email: link.email,
    })
    .execute();
}

/** The address of whoever wrote it. For jobs only. */
export async function addressOf(tx: Tx, { workspace, comment }: Which): Promise<string | null> {
  const row = await tx
    .selectFrom('guide_comment_links')
    .select('email')
    .where('workspace_id', '=', workspace)
    .where('comment_id', '=', comment)
    .limit(1)
    .executeTakeFirst();
  return row?.email ?? null;
}

type Changes = Partial<{
  state: CommentState;
  shown_at: string;
  answer: string | null;
  answered_at: string | null;
  told: 'shown' | 'answered';
}>;

export async function changeComment(tx: Tx, { workspace, comment }: Which, changes: Changes): Promise<void> {
  await tx
    .updateTable('guide_comments')
    .set(changes)
    .where('workspace_id', '=', workspace)
    .where('comment_id', '=', comment)
    .execute();
}

/** Lets it wait for the practice; false where its author had confirmed it before. */
export async function confirmComment(tx: Tx, { workspace, comment }: Which): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('guide_comments')
    .set({ state: 'waiting' })
    .where('workspace_id', '=', workspace)
    .where('comment_id', '=', comment)
    .where('state', '=', 'unconfirmed')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Removes it for good, with its links and what was reported of it. */
export async function eraseComment(tx: Tx, { workspace, comment }: Which): Promise<void> {
  await tx
    .deleteFrom('guide_comments')
    .where('workspace_id', '=', workspace)
    .where('comment_id', '=', comment)
    .execute();
}

/** Removes what nobody confirmed since then; gives what is gone. For jobs only. */
export async function eraseUnconfirmed(tx: Tx, before: string): Promise<string[]> {
  const rows = await tx
    .deleteFrom('guide_comments')
    .where('state', '=', 'unconfirmed')
    .where('written_at', '<', before)
    .returning('comment_id')
    .execute();
  return rows.map(({ comment_id }) => comment_id);
}

/** Keeps that somebody reports it; false where that reason has been given before. */
export async function insertReport(
  tx: Tx,
  { workspace, comment }: Which,
  report: { reason: ReportReason; at: string },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('guide_comment_reports')
    .values({
      workspace_id: workspace,
      comment_id: comment,
      reason: report.reason,
      reported_at: report.at,
    })
    .onConflict((same) => same.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Says that the practice has seen what was reported so far. */
export async function settleReports(tx: Tx, { workspace, comment }: Which, at: string): Promise<void> {
  await tx
    .updateTable('guide_comment_reports')
    .set({ settled_at: at })
    .where('workspace_id', '=', workspace)
    .where('comment_id', '=', comment)
    .where('settled_at', 'is', null)
    .execute();
}

const isReported = sql<boolean>`exists (select 1 from guide_comment_reports r
  where r.workspace_id = c.workspace_id and r.comment_id = c.comment_id and r.settled_at is null)`;

/** A part of the practice's list with what is reported of each: what waits longest first, else the latest. */
export async function commentsIn(
  tx: Tx,
  workspace: WorkspaceId,
  part: CommentPart,
  { limit, offset }: Slice,
): Promise<(StoredComment & { reports: ReportReason[] })[]> {
  const state = part === 'reported' ? 'shown' : part;
  let found = comments(tx)
    .select(
      sql<ReportReason[]>`array(select r.reason from guide_comment_reports r
        where r.workspace_id = c.workspace_id and r.comment_id = c.comment_id and r.settled_at is null
        order by r.reported_at)`.as('reports'),
    )
    .where('c.workspace_id', '=', workspace)
    .where('c.state', '=', state)
    .orderBy('c.comment_id', part === 'waiting' ? 'asc' : 'desc')
    .limit(limit)
    .offset(offset);
  if (part === 'reported') found = found.where(isReported);
  // As above.
  return (await found.execute()) as (StoredComment & { reports: ReportReason[] })[];
}

/** How many are in each part of the list. */
export async function countByPart(tx: Tx, workspace: WorkspaceId): Promise<Record<CommentPart, number>> {
  const row = await tx
    .selectFrom('guide_comments as c')
    .select([
      sql<number>`count(*) filter (where c.state = 'waiting')::int`.as('waiting'),
      sql<number>`count(*) filter (where c.state = 'shown')::int`.as('shown'),
      sql<number>`count(*) filter (where c.state = 'hidden')::int`.as('hidden'),
      sql<number>`count(*) filter (where c.state = 'shown' and ${isReported})::int`.as('reported'),
    ])
    .where('c.workspace_id', '=', workspace)
    .executeTakeFirstOrThrow();
  return row;
}

/** What the practice is called on its public page and where that is, while it is published. */
export async function practiceOf(
  tx: Tx,
  workspace: WorkspaceId,
): Promise<{ name: string; address: string } | null> {
  const row = await tx
    .selectFrom('practice_pages')
    .select(['name', 'address'])
    .where('workspace_id', '=', workspace)
    .where('published_at', 'is not', null)
    .executeTakeFirst();
  return row ?? null;
}
