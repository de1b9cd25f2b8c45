import { sql } from 'kysely';
import type { Tx } from '#kernel/database/context.server.ts';
import type { Id, WorkspaceId } from '#kernel/id.ts';
import type { ListedEngagement } from './listed.ts';

export type ClientId = Id<'client'>;

export async function insertClient(
  tx: Tx,
  workspace: WorkspaceId,
  client: { id: ClientId; name: string },
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .insertInto('clients')
    .values({
      workspace_id: workspace,
      client_id: client.id,
      name: client.name,
      created_at: now.toString(),
    })
    .execute();
}

export async function findClient(tx: Tx, workspace: WorkspaceId, client: ClientId) {
  return tx
    .selectFrom('clients')
    .select(['client_id as id', 'name', 'archived_at as archivedAt'])
    .where('workspace_id', '=', workspace)
    .where('client_id', '=', client)
    .executeTakeFirst();
}

export async function changeClient(
  tx: Tx,
  workspace: WorkspaceId,
  client: ClientId,
  change: { name: string } | { archived_at: string | null },
): Promise<void> {
  await tx
    .updateTable('clients')
    .set(change)
    .where('workspace_id', '=', workspace)
    .where('client_id', '=', client)
    .execute();
}

/** Archives a client with the engagements that are open: all with the same instant, by which restoring knows them. */
export async function archiveClientAt(
  tx: Tx,
  workspace: WorkspaceId,
  client: ClientId,
  now: Temporal.Instant,
): Promise<void> {
  const archived_at = now.toString();
  await tx
    .updateTable('engagements')
    .set({ archived_at })
    .where('workspace_id', '=', workspace)
    .where('client_id', '=', client)
    .where('archived_at', 'is', null)
    .execute();
  await changeClient(tx, workspace, client, { archived_at });
}

/** Brings back a client, and the engagements that were archived together with it at that instant. */
export async function restoreClientFrom(
  tx: Tx,
  workspace: WorkspaceId,
  client: ClientId,
  archivedAt: string,
): Promise<void> {
  await tx
    .updateTable('engagements')
    .set({ archived_at: null })
    .where('workspace_id', '=', workspace)
    .where('client_id', '=', client)
    .where('archived_at', '=', archivedAt)
    .execute();
  await changeClient(tx, workspace, client, { archived_at: null });
}

/** The engagements of `c`, as far as the reader may see, with names of people and a count of invitations. */
const engagementsOfClient = sql<ListedEngagement[]>`coalesce((
  select json_agg(json_build_object(
      'id', e.engagement_id, 'name', e.name, 'isArchived', e.archived_at is not null,
      'contacts', people.contacts, 'assistants', people.assistants,
      'waitingInvitations', (
        select count(*) from invitations i
          where i.workspace_id = e.workspace_id and i.engagement_id = e.engagement_id
            and i.accepted_at is null and i.declined_at is null and i.withdrawn_at is null))
    order by e.archived_at is not null, e.name, e.engagement_id)
  from engagements e
  cross join lateral (
    select coalesce(json_agg(p.name order by m.since, p.name) filter (where m.role <> 'assistant'), '[]') as contacts,
        coalesce(json_agg(p.name order by m.since, p.name) filter (where m.role = 'assistant'), '[]') as assistants
      from engagement_members m join people p on p.id = m.person_id
      where m.workspace_id = e.workspace_id and m.engagement_id = e.engagement_id and m.until is null
  ) people
  where e.workspace_id = c.workspace_id and e.client_id = c.client_id), '[]')`;

export type ClientFilter = {
  /** A part of the client's name, without regard to capitals; empty for all. */
  named: string;
  isArchived: boolean;
  offset: number;
  limit: number;
};

/** One page of the clients that the reader may see, by name, and how many there are in all. */
export async function clientsOf(tx: Tx, workspace: WorkspaceId, filter: ClientFilter) {
  const rows = await tx
    .selectFrom('clients as c')
    .select(['c.client_id as id', 'c.name', 'c.archived_at as archivedAt'])
    .select([engagementsOfClient.as('engagements'), sql<number>`count(*) over ()`.as('total')])
    .where('c.workspace_id', '=', workspace)
    .where('c.archived_at', filter.isArchived ? 'is not' : 'is', null)
    .$if(filter.named !== '', (query) => query.where('c.name', 'ilike', `%${likeText(filter.named)}%`))
    .orderBy(sql`lower(c.name)`)
    .orderBy('c.client_id')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute();
  return { total: rows[0]?.total ?? 0, clients: rows.map(({ total: _, ...client }) => client) };
}

/** One client as in the list. */
export async function clientWithEngagements(tx: Tx, workspace: WorkspaceId, client: ClientId) {
  return tx
    .selectFrom('clients as c')
    .select(['c.client_id as id', 'c.name', 'c.archived_at as archivedAt'])
    .select(engagementsOfClient.as('engagements'))
    .where('c.workspace_id', '=', workspace)
    .where('c.client_id', '=', client)
    .executeTakeFirst();
}

/** Text in which `like` finds nothing but itself. */
function likeText(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
