import { sql } from 'kysely';
import type { Tx } from '#kernel/database/context.server.ts';
import type { WorkspaceId } from '#kernel/id.ts';
import type { CommentPart, ReportReason } from './rules.ts';
import { comments, type Slice, type StoredComment, type Which } from './store.server.ts';

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

/** Says that the practice has seen what was reported so far; false where nothing was, or it had seen it. */
export async function settleReports(tx: Tx, { workspace, comment }: Which, at: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('guide_comment_reports')
    .set({ settled_at: at })
    .where('workspace_id', '=', workspace)
    .where('comment_id', '=', comment)
    .where('settled_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
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
  // What the columns hold was checked before it was written.
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
