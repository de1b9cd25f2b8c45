import { sql } from 'kysely';
import type { Tx } from '#kernel/database/context.server.ts';
import type { EngagementId, Id, PersonId, WorkspaceId } from '#kernel/id.ts';
import type { Locale } from '#kernel/text.ts';
import { hashOf } from '#kernel/secret.server.ts';
import type { CopyAtHand } from '#rooms/readiness/index.server.ts';
import type { LostReason, ProspectState, Wish } from './prospects.ts';

export type ProspectId = Id<'prospect'>;

/** Somebody who asked, as they are kept. */
export interface StoredProspect {
  workspace: WorkspaceId;
  id: ProspectId;
  name: string;
  email: string;
  language: Locale;
  wish: Wish;
  message: string;
  shared: CopyAtHand | null;
  state: ProspectState;
  lostWhy: LostReason | null;
  askedAt: string;
  changedAt: string;
  engagement: EngagementId | null;
}

function prospects(tx: Tx) {
  return tx
    .selectFrom('prospects')
    .select([
      'workspace_id as workspace',
      'prospect_id as id',
      'name',
      'email',
      'language',
      'wish',
      'message',
      'shared',
      'state',
      'lost_why as lostWhy',
      'asked_at as askedAt',
      'changed_at as changedAt',
      'engagement_id as engagement',
    ]);
}

// What the columns hold was checked before it was written.
const storedOf = (row: unknown) => (row as StoredProspect | undefined) ?? null;

type Which = { workspace: WorkspaceId; prospect: ProspectId };
const one = (tx: Tx, { workspace, prospect }: Which) =>
  prospects(tx).where('workspace_id', '=', workspace).where('prospect_id', '=', prospect);

export async function prospectOf(tx: Tx, which: Which): Promise<StoredProspect | null> {
  return storedOf(await one(tx, which).executeTakeFirst());
}

/** The same, held until the transaction ends: nobody else changes or erases it meanwhile. */
export async function holdProspect(tx: Tx, which: Which): Promise<StoredProspect | null> {
  return storedOf(await one(tx, which).forUpdate().executeTakeFirst());
}

/** The prospect whose link has that secret. */
export async function prospectBy(tx: Tx, secret: string): Promise<StoredProspect | null> {
  return storedOf(await prospects(tx).where('secret_hash', '=', hashOf(secret)).executeTakeFirst());
}

/** The prospect that became that engagement. */
export async function prospectWonAs(
  tx: Tx,
  { workspace, engagement }: { workspace: WorkspaceId; engagement: EngagementId },
): Promise<StoredProspect | null> {
  const found = prospects(tx).where('workspace_id', '=', workspace).where('engagement_id', '=', engagement);
  return storedOf(await found.executeTakeFirst());
}

/** Those in these states, the latest first. */
export async function prospectsIn(
  tx: Tx,
  workspace: WorkspaceId,
  states: readonly ProspectState[],
  { limit, offset }: { limit: number; offset: number },
): Promise<StoredProspect[]> {
  const rows = await prospects(tx)
    .where('workspace_id', '=', workspace)
    .where('state', 'in', states)
    .orderBy('prospect_id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  // As above.
  return rows as StoredProspect[];
}

/** How many wait in each state. */
export async function countByState(tx: Tx, workspace: WorkspaceId): Promise<Map<ProspectState, number>> {
  const rows = await tx
    .selectFrom('prospects')
    .select(['state', sql<number>`count(*)::int`.as('count')])
    .where('workspace_id', '=', workspace)
    .groupBy('state')
    .execute();
  // The column's check allows no other state.
  return new Map(rows.map(({ state, count }) => [state as ProspectState, count]));
}

type Asked = Omit<StoredProspect, 'state' | 'lostWhy' | 'changedAt' | 'engagement'> & { secret: string };

/** Writes somebody who asks; false where that secret has asked before. */
export async function insertProspect(tx: Tx, asked: Asked): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('prospects')
    .values({
      workspace_id: asked.workspace,
      prospect_id: asked.id,
      secret_hash: hashOf(asked.secret),
      name: asked.name,
      email: asked.email,
      language: asked.language,
      wish: asked.wish,
      message: asked.message,
      shared: asked.shared && JSON.stringify(asked.shared),
      state: 'new',
      asked_at: asked.askedAt,
      changed_at: asked.askedAt,
    })
    .onConflict((same) => same.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export async function changeProspect(
  tx: Tx,
  { workspace, prospect }: { workspace: WorkspaceId; prospect: ProspectId },
  changed: { state: ProspectState; lost_why: LostReason | null; engagement_id?: EngagementId },
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .updateTable('prospects')
    .set({ ...changed, changed_at: now.toString() })
    .where('workspace_id', '=', workspace)
    .where('prospect_id', '=', prospect)
    .execute();
}

/** Removes a prospect with everything written about them. */
export async function eraseProspect(tx: Tx, { workspace, id }: Pick<StoredProspect, 'workspace' | 'id'>) {
  await tx
    .deleteFrom('prospects')
    .where('workspace_id', '=', workspace)
    .where('prospect_id', '=', id)
    .execute();
}

export type StoredNote = { id: Id<'prospectNote'>; by: string; at: string; text: string };

/** The notes about a prospect with who wrote them, the latest first. */
export async function notesOf(
  tx: Tx,
  { workspace, prospect }: { workspace: WorkspaceId; prospect: ProspectId },
): Promise<StoredNote[]> {
  const rows = await tx
    .selectFrom('prospect_notes')
    .leftJoin('people', 'people.id', 'prospect_notes.written_by')
    .select(['note_id as id', 'people.name as by', 'written_at as at', 'text'])
    .where('workspace_id', '=', workspace)
    .where('prospect_id', '=', prospect)
    .orderBy('note_id', 'desc')
    .execute();
  // The column holds ids of notes.
  return rows.map(({ id, by, ...note }) => ({ ...note, id: id as Id<'prospectNote'>, by: by ?? '' }));
}

export async function insertNote(
  tx: Tx,
  { workspace, prospect }: { workspace: WorkspaceId; prospect: ProspectId },
  note: { id: Id<'prospectNote'>; by: PersonId; at: string; text: string },
): Promise<void> {
  await tx
    .insertInto('prospect_notes')
    .values({
      workspace_id: workspace,
      note_id: note.id,
      prospect_id: prospect,
      written_by: note.by,
      written_at: note.at,
      text: note.text,
    })
    .execute();
}

export async function removeNote(
  tx: Tx,
  { workspace, prospect }: { workspace: WorkspaceId; prospect: ProspectId },
  note: Id<'prospectNote'>,
): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('prospect_notes')
    .where('workspace_id', '=', workspace)
    .where('prospect_id', '=', prospect)
    .where('note_id', '=', note)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** What the engagement of a prospect is called, and its client. */
export async function namesOfWork(
  tx: Tx,
  { workspace, engagement }: Pick<StoredProspect, 'workspace' | 'engagement'>,
): Promise<{ client: string; name: string } | null> {
  if (!engagement) return null;
  const row = await tx
    .selectFrom('engagements as e')
    .innerJoin('clients as c', (join) =>
      join.onRef('c.workspace_id', '=', 'e.workspace_id').onRef('c.client_id', '=', 'e.client_id'),
    )
    .select(['c.name as client', 'e.name'])
    .where('e.workspace_id', '=', workspace)
    .where('e.engagement_id', '=', engagement)
    .executeTakeFirst();
  return row ?? null;
}

/** What the practice is called on its public page, while that is published. */
export async function practiceName(tx: Tx, workspace: WorkspaceId): Promise<string | null> {
  const row = await tx
    .selectFrom('practice_pages')
    .select('name')
    .where('workspace_id', '=', workspace)
    .executeTakeFirst();
  return row?.name ?? null;
}
