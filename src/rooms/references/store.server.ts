import { sql } from 'kysely';
import type { Tx } from '#kernel/database/context.server.ts';
import type { EngagementId, Id, PersonId, WorkspaceId } from '#kernel/id.ts';
import type { KeptState } from './rules.ts';

export type ReferenceId = Id<'reference'>;
export type Place = { workspace: WorkspaceId; engagement: EngagementId };
export type Which = { workspace: WorkspaceId; reference: ReferenceId };

/** Somebody who was asked. */
export interface Request {
  workspace: WorkspaceId;
  id: ReferenceId;
  engagement: EngagementId;
  person: PersonId;
  /** What the practice was called when it asked. */
  practice: string;
  since: number;
  until: number | null;
  kept: KeptState;
  askedAt: string;
  changedAt: string;
}

/** All columns of requests; the caller says which. */
export function requests(tx: Tx) {
  return tx
    .selectFrom('reference_requests as r')
    .select([
      'r.workspace_id as workspace',
      'r.reference_id as id',
      'r.engagement_id as engagement',
      'r.person_id as person',
      'r.practice',
      'r.since_year as since',
      'r.until_year as until',
      'r.state as kept',
      'r.asked_at as askedAt',
      'r.changed_at as changedAt',
    ]);
}

// What the columns hold was checked before it was written.
const requestOf = (row: unknown) => (row as Request | undefined) ?? null;

/** Everybody of an engagement who was asked, as far as the reader may know. */
export async function requestsIn(tx: Tx, { workspace, engagement }: Place): Promise<Request[]> {
  const rows = await requests(tx)
    .where('r.workspace_id', '=', workspace)
    .where('r.engagement_id', '=', engagement)
    .orderBy('r.asked_at')
    .execute();
  // As above.
  return rows as Request[];
}

/** Everybody of a practice's engagements who was asked, with which engagement that is, as far as the reader reaches. */
export async function requestsOf(tx: Tx, workspace: WorkspaceId) {
  const rows = await requests(tx)
    .innerJoin('engagements as e', (join) =>
      join.onRef('e.workspace_id', '=', 'r.workspace_id').onRef('e.engagement_id', '=', 'r.engagement_id'),
    )
    .select('e.name as engagementName')
    .where('r.workspace_id', '=', workspace)
    .orderBy('r.asked_at', 'desc')
    .execute();
  // As above.
  return rows as (Request & { engagementName: string })[];
}

/** What somebody of an engagement was asked, held until the transaction ends. */
export async function holdRequestTo(
  tx: Tx,
  { workspace, engagement }: Place,
  person: PersonId,
): Promise<Request | null> {
  const row = await requests(tx)
    .where('r.workspace_id', '=', workspace)
    .where('r.engagement_id', '=', engagement)
    .where('r.person_id', '=', person)
    .forUpdate()
    .executeTakeFirst();
  return requestOf(row);
}

/** A request, held until the transaction ends. */
export async function holdRequest(tx: Tx, { workspace, reference }: Which): Promise<Request | null> {
  const row = await requests(tx)
    .where('r.workspace_id', '=', workspace)
    .where('r.reference_id', '=', reference)
    .forUpdate()
    .executeTakeFirst();
  return requestOf(row);
}

type NewRequest = Pick<Request, 'id' | 'person' | 'practice' | 'since' | 'until'>;

/** Writes that somebody is asked; false where they were asked at the same moment. */
export async function insertRequest(
  tx: Tx,
  { workspace, engagement }: Place,
  { id, person, practice, since, until }: NewRequest,
  now: string,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('reference_requests')
    .values({
      workspace_id: workspace,
      engagement_id: engagement,
      reference_id: id,
      person_id: person,
      ...{ practice, since_year: since, until_year: until },
      ...{ state: 'asked', asked_at: now, changed_at: now },
    })
    .onConflict((same) => same.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

type Changes = Partial<{
  state: KeptState;
  practice: string;
  since_year: number;
  until_year: number | null;
  asked_at: string;
  changed_at: string;
}>;

export async function changeRequest(
  tx: Tx,
  { workspace, reference }: Which,
  changes: Changes,
): Promise<void> {
  await tx
    .updateTable('reference_requests')
    .set(changes)
    .where('workspace_id', '=', workspace)
    .where('reference_id', '=', reference)
    .execute();
}

/** An engagement as far as asking needs to know it; null where the reader does not reach it. */
export async function engagementToAskIn(tx: Tx, { workspace, engagement }: Place) {
  const row = await tx
    .selectFrom('engagements as e')
    .leftJoin('engagement_endings as x', (join) =>
      join.onRef('x.workspace_id', '=', 'e.workspace_id').onRef('x.engagement_id', '=', 'e.engagement_id'),
    )
    .innerJoin('workspaces as w', 'w.workspace_id', 'e.workspace_id')
    .select(['e.archived_at as archivedAt', 'e.created_at as began', 'w.name as practice'])
    // A `date` is no instant.
    .select(sql<string | null>`to_char(x.ended_on, 'YYYY-MM-DD')`.as('endedOn'))
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('briefs as b')
          .select('b.brief_id')
          .whereRef('b.workspace_id', '=', 'e.workspace_id')
          .whereRef('b.engagement_id', '=', 'e.engagement_id')
          .where('b.state', '=', 'accepted'),
      ).as('hasAccepted'),
    )
    .where('e.workspace_id', '=', workspace)
    .where('e.engagement_id', '=', engagement)
    .executeTakeFirst();
  return row ? { ...row, hasAccepted: Boolean(row.hasAccepted) } : null;
}

/** Who decides for the client in an engagement now. */
export async function principalsIn(tx: Tx, { workspace, engagement }: Place) {
  const rows = await tx
    .selectFrom('engagement_members as m')
    .innerJoin('people as p', 'p.id', 'm.person_id')
    .select(['p.id', 'p.name'])
    .where('m.workspace_id', '=', workspace)
    .where('m.engagement_id', '=', engagement)
    .where('m.role', '=', 'principal')
    .where('m.until', 'is', null)
    .orderBy('m.since')
    .orderBy('p.name')
    .execute();
  // The column holds ids of people.
  return rows.map(({ id, name }) => ({ id: id as PersonId, name }));
}

/** Names of people, as far as the reader may know them. */
export async function namesOf(tx: Tx, people: readonly PersonId[]): Promise<Map<string, string>> {
  if (people.length === 0) return new Map();
  const rows = await tx.selectFrom('people').select(['id', 'name']).where('id', 'in', people).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Adds the year of its end to every reference from an engagement, or takes it away again. For jobs only. */
export async function noteEnd(tx: Tx, { workspace, engagement }: Place, endedOn: string | null) {
  const until = endedOn === null ? null : Number(endedOn.slice(0, 4));
  // Noted on the clock of whoever noted it, which can be a year behind that of the beginning.
  const year = sql<number | null>`case when ${until}::int is null then null
    else greatest(since_year, ${until}::int) end`;
  const rows = await tx
    .updateTable('reference_requests')
    .set({ until_year: year })
    .where('workspace_id', '=', workspace)
    .where('engagement_id', '=', engagement)
    .returning('reference_id')
    .execute();
  if (rows.length === 0) return;
  await tx
    .updateTable('published_references')
    .set({ until_year: year })
    .where('workspace_id', '=', workspace)
    .where(
      'reference_id',
      'in',
      rows.map(({ reference_id }) => reference_id),
    )
    .execute();
}
