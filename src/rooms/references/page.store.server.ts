import type { Tx } from '#kernel/database/context.server.ts';
import type { WorkspaceId } from '#kernel/id.ts';

/** What a practice decides about its references, and where they stand. */
export interface ReferencesPage {
  name: string;
  address: string;
  isPublished: boolean;
  order: string[];
  hidden: string[];
}

function pages(tx: Tx, workspace: WorkspaceId) {
  return tx
    .selectFrom('practice_pages')
    .select(['name', 'address', 'published_at', 'reference_order', 'hidden_references'])
    .where('workspace_id', '=', workspace);
}

type Row = Awaited<ReturnType<ReturnType<typeof pages>['executeTakeFirst']>>;
const pageIn = (row: Row): ReferencesPage | null =>
  row
    ? {
        name: row.name,
        address: row.address,
        isPublished: row.published_at !== null,
        order: row.reference_order,
        hidden: row.hidden_references,
      }
    : null;

/** The page of a practice, as far as the reader may see it; null before it was first saved. */
export async function pageOf(tx: Tx, workspace: WorkspaceId): Promise<ReferencesPage | null> {
  return pageIn(await pages(tx, workspace).executeTakeFirst());
}

/** The same, held until the transaction ends. */
export async function holdPage(tx: Tx, workspace: WorkspaceId): Promise<ReferencesPage | null> {
  return pageIn(await pages(tx, workspace).forUpdate().executeTakeFirst());
}

/** The pages of several practices, by their workspace: those that are published. */
export async function publicPagesOf(
  tx: Tx,
  workspaces: readonly WorkspaceId[],
): Promise<Map<string, { name: string; address: string; hidden: string[] }>> {
  if (workspaces.length === 0) return new Map();
  const rows = await tx
    .selectFrom('practice_pages')
    .select(['workspace_id', 'name', 'address', 'hidden_references as hidden'])
    .where('workspace_id', 'in', workspaces)
    .where('published_at', 'is not', null)
    .execute();
  return new Map(rows.map(({ workspace_id, ...page }) => [workspace_id, page]));
}

export async function changePage(
  tx: Tx,
  workspace: WorkspaceId,
  changes: { reference_order: string[] } | { hidden_references: string[] },
): Promise<void> {
  await tx.updateTable('practice_pages').set(changes).where('workspace_id', '=', workspace).execute();
}
