import type { EngagementRole } from '#kernel/actor.ts';
import type { Tx } from '#kernel/database/context.server.ts';
import type { EngagementId, PersonId, WorkspaceId } from '#kernel/id.ts';
import type { ClientId } from './clients.store.server.ts';

export async function insertEngagement(
  tx: Tx,
  workspace: WorkspaceId,
  engagement: { id: EngagementId; client: ClientId; name: string },
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .insertInto('engagements')
    .values({
      workspace_id: workspace,
      engagement_id: engagement.id,
      client_id: engagement.client,
      name: engagement.name,
      created_at: now.toString(),
    })
    .execute();
}

/** An engagement with its client, within the reader's reach. */
export async function findEngagement(tx: Tx, workspace: WorkspaceId, engagement: EngagementId) {
  return tx
    .selectFrom('engagements as e')
    .innerJoin('clients as c', (join) =>
      join.onRef('c.workspace_id', '=', 'e.workspace_id').onRef('c.client_id', '=', 'e.client_id'),
    )
    .select(['e.engagement_id as id', 'e.name', 'e.created_at as createdAt', 'e.archived_at as archivedAt'])
    .select(['c.client_id as clientId', 'c.name as clientName', 'c.archived_at as clientArchivedAt'])
    .where('e.workspace_id', '=', workspace)
    .where('e.engagement_id', '=', engagement)
    .executeTakeFirst();
}

/** Everybody who takes part now: the client's side first, and in each side by how long they have been there. */
export async function peopleIn(tx: Tx, workspace: WorkspaceId, engagement: EngagementId) {
  const rows = await tx
    .selectFrom('engagement_members as m')
    .innerJoin('people as p', 'p.id', 'm.person_id')
    .select(['p.id', 'p.name', 'p.email', 'm.role', 'm.since'])
    .where('m.workspace_id', '=', workspace)
    .where('m.engagement_id', '=', engagement)
    .where('m.until', 'is', null)
    .orderBy('m.role', 'desc')
    .orderBy('m.since')
    .orderBy('p.name')
    .execute();
  // The column's check allows no other role.
  return rows.map(({ role, ...person }) => ({ ...person, role: role as EngagementRole }));
}

/** Everybody of the practice now. Contacts see its owners only. */
export async function practiceNames(tx: Tx, workspace: WorkspaceId) {
  return tx
    .selectFrom('workspace_members as m')
    .innerJoin('people as p', 'p.id', 'm.person_id')
    .select(['p.id', 'p.name', 'm.role'])
    .where('m.workspace_id', '=', workspace)
    .where('m.until', 'is', null)
    .orderBy('p.name')
    .execute();
}

/** What somebody is in an engagement now; null where they do not take part. */
export async function roleOf(
  tx: Tx,
  workspace: WorkspaceId,
  engagement: EngagementId,
  person: PersonId,
): Promise<EngagementRole | null> {
  const row = await tx
    .selectFrom('engagement_members')
    .select('role')
    .where('workspace_id', '=', workspace)
    .where('engagement_id', '=', engagement)
    .where('person_id', '=', person)
    .where('until', 'is', null)
    .executeTakeFirst();
  return (row?.role as EngagementRole | undefined) ?? null;
}

export async function isOfPractice(tx: Tx, workspace: WorkspaceId, person: PersonId): Promise<boolean> {
  const row = await tx
    .selectFrom('workspace_members')
    .select('role')
    .where('workspace_id', '=', workspace)
    .where('person_id', '=', person)
    .where('until', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

export async function endParticipation(
  tx: Tx,
  workspace: WorkspaceId,
  engagement: EngagementId,
  person: PersonId,
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .updateTable('engagement_members')
    .set({ until: now.toString() })
    .where('workspace_id', '=', workspace)
    .where('engagement_id', '=', engagement)
    .where('person_id', '=', person)
    .where('until', 'is', null)
    .execute();
}

export async function changeEngagement(
  tx: Tx,
  workspace: WorkspaceId,
  engagement: EngagementId,
  change: { name: string } | { archived_at: string | null },
): Promise<void> {
  await tx
    .updateTable('engagements')
    .set(change)
    .where('workspace_id', '=', workspace)
    .where('engagement_id', '=', engagement)
    .execute();
}
