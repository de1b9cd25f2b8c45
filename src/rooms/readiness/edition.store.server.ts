import { sql } from 'kysely';
import type { Tx } from '#kernel/database/context.server.ts';
import type { PersonId, WorkspaceId } from '#kernel/id.ts';
import { BASE_CONTENT } from './edition.ts';
import type { EditionContent } from './edition.ts';

/** A published version. `number` 0 is the base, which stands until a practice publishes its own. */
export interface StoredEdition {
  number: number;
  content: EditionContent;
  publishedAt: string | null;
}

// What these columns hold was checked before it was written.
const contentOf = (column: unknown) => column as EditionContent;

/** The version that is asked now. */
export async function currentEdition(tx: Tx, workspace: WorkspaceId): Promise<StoredEdition> {
  const row = await tx
    .selectFrom('practice_editions')
    .select(['number', 'content', 'published_at'])
    .where('workspace_id', '=', workspace)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return { number: 0, content: BASE_CONTENT, publishedAt: null };
  return { number: row.number, content: contentOf(row.content), publishedAt: row.published_at };
}

/** One version; null where there is none with that number. */
export async function editionNumbered(
  tx: Tx,
  workspace: WorkspaceId,
  number: number,
): Promise<EditionContent | null> {
  if (number === 0) return BASE_CONTENT;
  const row = await tx
    .selectFrom('practice_editions')
    .select('content')
    .where('workspace_id', '=', workspace)
    .where('number', '=', number)
    .executeTakeFirst();
  return row ? contentOf(row.content) : null;
}

/** The versions up to a number, the latest first, with who published each. */
export async function editionsOf(tx: Tx, workspace: WorkspaceId, limit: number, offset: number) {
  const rows = await tx
    .selectFrom('practice_editions')
    .leftJoin('people', 'people.id', 'published_by')
    .select(['number', 'content', 'published_at', 'people.name as by'])
    .where('workspace_id', '=', workspace)
    .orderBy('number', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(({ number, content, published_at, by }) => ({
    number,
    content: contentOf(content),
    publishedAt: published_at,
    by,
  }));
}

/** Everything that was ever published, for the numbers of its questions. */
export async function everyContent(tx: Tx, workspace: WorkspaceId): Promise<EditionContent[]> {
  const rows = await tx
    .selectFrom('practice_editions')
    .select('content')
    .where('workspace_id', '=', workspace)
    .execute();
  return rows.map(({ content }) => contentOf(content));
}

export async function insertEdition(
  tx: Tx,
  workspace: WorkspaceId,
  { number, content, at, by }: { number: number; content: EditionContent; at: string; by: PersonId },
): Promise<void> {
  await tx
    .insertInto('practice_editions')
    .values({
      workspace_id: workspace,
      number,
      content: JSON.stringify(content),
      published_at: at,
      published_by: by,
    })
    .execute();
}

/** What is being changed; null where nothing is. */
export async function draftOf(tx: Tx, workspace: WorkspaceId): Promise<EditionContent | null> {
  const row = await tx
    .selectFrom('practice_edition_drafts')
    .select('content')
    .where('workspace_id', '=', workspace)
    .executeTakeFirst();
  return row ? contentOf(row.content) : null;
}

/**
 * The draft, held until the transaction ends, so that edits take turns. Null where none was begun: a row stands there
 * from now on, and what is asked now is to be read after this, when whoever published meanwhile has committed.
 */
export async function holdDraft(tx: Tx, workspace: WorkspaceId, at: string): Promise<EditionContent | null> {
  const { rows } = await sql<{ content: unknown }>`
    insert into practice_edition_drafts (workspace_id, content, changed_at) values (${workspace}, 'null', ${at})
    on conflict (workspace_id) do update set changed_at = excluded.changed_at
    returning content`.execute(tx);
  return contentOf(rows[0]?.content ?? null);
}

export async function writeDraft(tx: Tx, workspace: WorkspaceId, content: EditionContent): Promise<void> {
  await tx
    .updateTable('practice_edition_drafts')
    .set({ content: JSON.stringify(content) })
    .where('workspace_id', '=', workspace)
    .execute();
}

/** Takes the draft away and gives what it was; null where there was none, or somebody else took it just now. */
export async function takeDraft(tx: Tx, workspace: WorkspaceId): Promise<EditionContent | null> {
  const row = await tx
    .deleteFrom('practice_edition_drafts')
    .where('workspace_id', '=', workspace)
    .returning('content')
    .executeTakeFirst();
  return row ? contentOf(row.content) : null;
}

/** The practice to whose published page an address leads. */
export async function practiceAt(
  tx: Tx,
  address: string,
): Promise<{ workspace: WorkspaceId; name: string } | null> {
  const row = await tx
    .selectFrom('practice_addresses as taken')
    .innerJoin('practice_pages as page', 'page.workspace_id', 'taken.workspace_id')
    .select(['page.workspace_id', 'page.name'])
    .where('taken.address', '=', address)
    .where('page.published_at', 'is not', null)
    .executeTakeFirst();
  // The column holds ids of workspaces.
  return row ? { workspace: row.workspace_id as WorkspaceId, name: row.name } : null;
}

/** What a practice that one works with is called. */
export async function practiceNamed(tx: Tx, workspace: WorkspaceId): Promise<string | null> {
  const row = await tx
    .selectFrom('workspaces')
    .select('name')
    .where('workspace_id', '=', workspace)
    .executeTakeFirst();
  return row?.name ?? null;
}
