import type { Tx } from '#kernel/database/context.server.ts';
import type { EngagementId, PersonId, WorkspaceId } from '#kernel/id.ts';
import type { Pulse, Satisfaction } from './pulse.ts';

type Place = { workspace: WorkspaceId; engagement: EngagementId };

/** The answers since a month, with who gave them as far as the reader may know: the latest first. */
export async function pulsesSince(tx: Tx, { workspace, engagement }: Place, month: string) {
  const rows = await tx
    .selectFrom('pulses as u')
    .leftJoin('people as p', 'p.id', 'u.person_id')
    .select(['u.person_id as person', 'p.name', 'u.month', 'u.side', 'u.satisfaction'])
    .where('u.workspace_id', '=', workspace)
    .where('u.engagement_id', '=', engagement)
    .where('u.month', '>=', month)
    .orderBy('u.month', 'desc')
    .orderBy('u.side')
    .orderBy('u.answered_at')
    .execute();
  // The columns' checks allow nothing else.
  return rows.map((row) => ({
    ...row,
    side: row.side as Pulse['side'],
    satisfaction: row.satisfaction as Satisfaction,
  }));
}

/** Writes somebody's answer of a month, in place of an earlier one of the same month. */
export async function writePulse(
  tx: Tx,
  { workspace, engagement }: Place,
  { person, month, side, satisfaction }: Pulse & { person: PersonId },
  now: Temporal.Instant,
): Promise<void> {
  const values = { side, satisfaction, answered_at: now.toString() };
  await tx
    .insertInto('pulses')
    .values({ workspace_id: workspace, engagement_id: engagement, person_id: person, month, ...values })
    .onConflict((same) =>
      same.columns(['workspace_id', 'engagement_id', 'person_id', 'month']).doUpdateSet(values),
    )
    .execute();
}

/** Takes back somebody's answer of a month; false where there is none. */
export async function removePulse(
  tx: Tx,
  { workspace, engagement }: Place,
  person: PersonId,
  month: string,
): Promise<boolean> {
  const row = await tx
    .deleteFrom('pulses')
    .where('workspace_id', '=', workspace)
    .where('engagement_id', '=', engagement)
    .where('person_id', '=', person)
    .where('month', '=', month)
    .returning('person_id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function isArchived(tx: Tx, { workspace, engagement }: Place): Promise<boolean> {
  const row = await tx
    .selectFrom('engagements')
    .select('archived_at')
    .where('workspace_id', '=', workspace)
    .where('engagement_id', '=', engagement)
    .executeTakeFirst();
  return row?.archived_at != null;
}
