import { sql } from 'kysely';
import type { Tx } from '#kernel/database/context.server.ts';
import type { WorkspaceId } from '#kernel/id.ts';
import type { Locale } from '#kernel/text.ts';
import type { GuideSlug } from '#rooms/guides/index.ts';
import { comments, type CommentId, type Slice, type StoredComment } from './store.server.ts';

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
  // What the columns hold was checked before it was written.
  return rows as StoredComment[];
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
