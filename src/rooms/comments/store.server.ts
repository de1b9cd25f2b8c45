import type { Tx } from '#kernel/database/context.server.ts';
import type { Id, WorkspaceId } from '#kernel/id.ts';
import { hashOf } from '#kernel/secret.server.ts';
import type { Locale } from '#kernel/text.ts';
import type { GuideSlug } from '#rooms/guides/index.ts';
import type { CommentKind, CommentState } from './rules.ts';

export type CommentId = Id<'comment'>;
export type Which = { workspace: WorkspaceId; comment: CommentId };
/** A page of a list. */
export type Slice = { limit: number; offset: number };

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

/** All columns of comments; the caller says which. */
export function comments(tx: Tx) {
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
