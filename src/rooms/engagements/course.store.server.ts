import { sql } from 'kysely';
import type { Tx } from '#kernel/database/context.server.ts';
import type { EngagementId, Id, PersonId, WorkspaceId } from '#kernel/id.ts';
import type { EndedBy, EndingReason } from './course.ts';

type Place = { workspace: WorkspaceId; engagement: EngagementId };
export type Ending = { on: string; isEarly: boolean; by: EndedBy; reason: EndingReason; words: string };
type RenewalId = Id<'renewal'>;

/** How an engagement ended; null while it goes on. Days come as text: a `date` is no instant. */
export async function endingOf(tx: Tx, { workspace, engagement }: Place): Promise<Ending | null> {
  const row = await tx
    .selectFrom('engagement_endings')
    .select([
      sql<string>`to_char(ended_on, 'YYYY-MM-DD')`.as('on'),
      'is_early',
      'ended_by',
      'reason',
      'words',
    ])
    .where('workspace_id', '=', workspace)
    .where('engagement_id', '=', engagement)
    .executeTakeFirst();
  if (!row) return null;
  // The columns' checks allow nothing else.
  const [by, reason] = [row.ended_by as EndedBy, row.reason as EndingReason];
  return { on: row.on, isEarly: row.is_early, by, reason, words: row.words };
}

/** Notes how an engagement ended, in place of what was noted before. */
export async function writeEnding(
  tx: Tx,
  { workspace, engagement }: Place,
  { on, isEarly, by, reason, words }: Ending,
  noted: { by: PersonId; at: Temporal.Instant },
): Promise<void> {
  const values = {
    ended_on: on,
    is_early: isEarly,
    ended_by: by,
    reason,
    words,
    noted_by: noted.by,
    noted_at: noted.at.toString(),
  };
  await tx
    .insertInto('engagement_endings')
    .values({ workspace_id: workspace, engagement_id: engagement, ...values })
    .onConflict((same) => same.columns(['workspace_id', 'engagement_id']).doUpdateSet(values))
    .execute();
}

export async function removeEnding(tx: Tx, { workspace, engagement }: Place): Promise<void> {
  await tx
    .deleteFrom('engagement_endings')
    .where('workspace_id', '=', workspace)
    .where('engagement_id', '=', engagement)
    .execute();
}

/** The renewals of an engagement, the furthest first. */
export async function renewalsOf(tx: Tx, { workspace, engagement }: Place) {
  return tx
    .selectFrom('engagement_renewals')
    .select([
      'renewal_id as id',
      sql<string>`to_char(renewed_until, 'YYYY-MM-DD')`.as('until'),
      'noted_at as notedAt',
    ])
    .where('workspace_id', '=', workspace)
    .where('engagement_id', '=', engagement)
    .orderBy('renewed_until', 'desc')
    .execute();
}

/** Notes a renewal; false where one until that day is noted already. */
export async function insertRenewal(
  tx: Tx,
  { workspace, engagement }: Place,
  { id, until }: { id: RenewalId; until: string },
  noted: { by: PersonId; at: Temporal.Instant },
): Promise<boolean> {
  const row = await tx
    .insertInto('engagement_renewals')
    .values({
      workspace_id: workspace,
      renewal_id: id,
      engagement_id: engagement,
      renewed_until: until,
      noted_by: noted.by,
      noted_at: noted.at.toString(),
    })
    .onConflict((same) => same.columns(['workspace_id', 'engagement_id', 'renewed_until']).doNothing())
    .returning('renewal_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Removes a renewal; the day that it said, or null where there is none. */
export async function removeRenewal(
  tx: Tx,
  { workspace, engagement }: Place,
  renewal: RenewalId,
): Promise<string | null> {
  const row = await tx
    .deleteFrom('engagement_renewals')
    .where('workspace_id', '=', workspace)
    .where('engagement_id', '=', engagement)
    .where('renewal_id', '=', renewal)
    .returning(sql<string>`to_char(renewed_until, 'YYYY-MM-DD')`.as('until'))
    .executeTakeFirst();
  return row?.until ?? null;
}
