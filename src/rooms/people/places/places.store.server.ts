import { sql } from 'kysely';
import type { EngagementRole, WorkspaceRole } from '#kernel/actor.ts';
import type { Tx } from '#kernel/database/context.server.ts';
import type { EngagementId, PersonId, WorkspaceId } from '#kernel/id.ts';

/** A practice as its people see it. */
export type WorkspaceSettings = {
  name: string;
  country: string;
  timeZone: string;
  language: 'es' | 'en';
  currency: string;
};

const columnsOf = ({ name, country, timeZone, language, currency }: WorkspaceSettings) => ({
  name,
  country,
  time_zone: timeZone,
  language,
  currency,
});

export async function insertWorkspace(
  tx: Tx,
  workspace: WorkspaceId,
  settings: WorkspaceSettings,
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .insertInto('workspaces')
    .values({ workspace_id: workspace, ...columnsOf(settings), created_at: now.toString() })
    .execute();
}

export async function settingsOf(tx: Tx, workspace: WorkspaceId): Promise<WorkspaceSettings> {
  const row = await tx
    .selectFrom('workspaces')
    .select(['name', 'country', 'time_zone', 'language', 'currency'])
    .where('workspace_id', '=', workspace)
    .executeTakeFirstOrThrow();
  const { time_zone: timeZone, language, ...rest } = row;
  // The column's check allows nothing else.
  return { ...rest, timeZone, language: language as WorkspaceSettings['language'] };
}

export async function updateSettings(
  tx: Tx,
  workspace: WorkspaceId,
  settings: WorkspaceSettings,
): Promise<void> {
  await tx.updateTable('workspaces').set(columnsOf(settings)).where('workspace_id', '=', workspace).execute();
}

/** Practices of which somebody is an owner now, and that they have not left. */
export async function practicesOwnedBy(tx: Tx, person: PersonId): Promise<number> {
  const row = await tx
    .selectFrom('workspace_members')
    .select(({ fn }) => fn.countAll<number>().as('practices'))
    .where('person_id', '=', person)
    .where('role', '=', 'owner')
    .where('until', 'is', null)
    .executeTakeFirstOrThrow();
  return row.practices;
}

/** Makes somebody one of the practice, from now; who was there before comes back. */
export async function joinPractice(
  tx: Tx,
  workspace: WorkspaceId,
  person: PersonId,
  role: WorkspaceRole,
  now: Temporal.Instant,
): Promise<void> {
  const since = now.toString();
  await tx
    .insertInto('workspace_members')
    .values({ workspace_id: workspace, person_id: person, role, since })
    .onConflict((same) =>
      same.columns(['workspace_id', 'person_id']).doUpdateSet({ role, since, until: null }),
    )
    .execute();
}

/** Everybody of the practice now, owners first, with the engagements in which they assist, as far as the reader may see. */
export async function peopleOfPractice(tx: Tx, workspace: WorkspaceId) {
  return tx
    .selectFrom('workspace_members as member')
    .innerJoin('people', 'people.id', 'member.person_id')
    .select(['member.person_id as id', 'people.name', 'people.email', 'member.role', 'member.since'])
    .select(
      sql<{ id: string; name: string }[]>`coalesce((
        select json_agg(json_build_object('id', e.engagement_id, 'name', e.name) order by e.name)
          from engagement_members m
          join engagements e on e.workspace_id = m.workspace_id and e.engagement_id = m.engagement_id
          where m.workspace_id = ${workspace} and m.person_id = member.person_id and m.until is null
            and m.role = 'assistant' and e.archived_at is null), '[]')`.as('engagements'),
    )
    .where('member.workspace_id', '=', workspace)
    .where('member.until', 'is', null)
    .orderBy('member.role', 'desc')
    .orderBy('people.name')
    .execute();
}

export async function nameOf(tx: Tx, person: PersonId): Promise<string | null> {
  const row = await tx.selectFrom('people').select('name').where('id', '=', person).executeTakeFirst();
  return row?.name ?? null;
}

const ownersNow = (tx: Tx, workspace: WorkspaceId) =>
  tx
    .selectFrom('workspace_members')
    .select('person_id')
    .where('workspace_id', '=', workspace)
    .where('role', '=', 'owner')
    .where('until', 'is', null)
    .orderBy('person_id');

// The column holds ids of people.
const idsIn = (rows: { person_id: string }[]) => rows.map((row) => row.person_id as PersonId);

/** The owners of now: who is told of what concerns the practice. */
export async function ownersOf(tx: Tx, workspace: WorkspaceId): Promise<PersonId[]> {
  return idsIn(await ownersNow(tx, workspace).execute());
}

/** The owners of now, locked until the transaction ends, so that two can't take each other out. */
export async function lockOwners(tx: Tx, workspace: WorkspaceId): Promise<PersonId[]> {
  return idsIn(await ownersNow(tx, workspace).forUpdate().execute());
}

/** The people of an engagement of now, in one of these roles: whom a notice about it is for. */
export async function peopleIn(
  tx: Tx,
  { workspace, engagement }: { workspace: WorkspaceId; engagement: EngagementId | null },
  roles: readonly EngagementRole[],
): Promise<PersonId[]> {
  const rows = await tx
    .selectFrom('engagement_members')
    .select('person_id')
    .where('workspace_id', '=', workspace)
    .where('engagement_id', '=', engagement)
    .where('role', 'in', roles)
    .where('until', 'is', null)
    .execute();
  return idsIn(rows);
}

export async function roleInPractice(
  tx: Tx,
  workspace: WorkspaceId,
  person: PersonId,
): Promise<WorkspaceRole | null> {
  const row = await tx
    .selectFrom('workspace_members')
    .select('role')
    .where('workspace_id', '=', workspace)
    .where('person_id', '=', person)
    .where('until', 'is', null)
    .executeTakeFirst();
  return (row?.role as WorkspaceRole | undefined) ?? null;
}

/** Ends somebody's belonging to the practice, and their assisting in its engagements. */
export async function leavePractice(
  tx: Tx,
  workspace: WorkspaceId,
  person: PersonId,
  now: Temporal.Instant,
): Promise<void> {
  const until = now.toString();
  await tx
    .updateTable('engagement_members')
    .set({ until })
    .where('workspace_id', '=', workspace)
    .where('person_id', '=', person)
    .where('role', '=', 'assistant')
    .where('until', 'is', null)
    .execute();
  await tx
    .updateTable('workspace_members')
    .set({ until })
    .where('workspace_id', '=', workspace)
    .where('person_id', '=', person)
    .where('until', 'is', null)
    .execute();
}
