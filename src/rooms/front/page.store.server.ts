import type { Tx } from '#kernel/database/context.server.ts';
import type { WorkspaceId } from '#kernel/id.ts';
import { isAddressText, type Editions, type PageContent } from './practice-page.ts';

/** The public page of a practice as it is kept. */
export interface StoredPage extends PageContent {
  workspace: WorkspaceId;
  publishedAt: string | null;
}

function pages(tx: Tx) {
  return tx
    .selectFrom('practice_pages')
    .select([
      'workspace_id as workspace',
      'address',
      'name',
      'time_zone as timeZone',
      'spoken',
      'tools',
      'work_days as workDays',
      'work_from as workFrom',
      'work_until as workUntil',
      'free_from as freeFrom',
      'editions',
      'is_listed as isListed',
      'published_at as publishedAt',
    ]);
}

/** The page of a practice, published or not. */
export async function pageOf(tx: Tx, workspace: WorkspaceId): Promise<StoredPage | null> {
  const row = await pages(tx).where('workspace_id', '=', workspace).executeTakeFirst();
  // What the columns hold was checked before it was written.
  return (row as StoredPage | undefined) ?? null;
}

/** When a practice says in public that it works; null where it has published nothing. The same for all who ask. */
export async function announcedHours(
  tx: Tx,
  workspace: WorkspaceId,
): Promise<{
  timeZone: string;
  days: readonly number[];
  from: string | null;
  until: string | null;
} | null> {
  const row = await tx
    .selectFrom('practice_pages')
    .select(['time_zone as timeZone', 'work_days as days', 'work_from as from', 'work_until as until'])
    .where('workspace_id', '=', workspace)
    .where('published_at', 'is not', null)
    .executeTakeFirst();
  return row ?? null;
}

/** The published page to which an address leads: its own, or one that it had before. */
export async function publishedPageAt(tx: Tx, address: string): Promise<StoredPage | null> {
  if (!isAddressText(address)) return null;
  const row = await pages(tx)
    .where('workspace_id', '=', ({ selectFrom }) =>
      selectFrom('practice_addresses').select('workspace_id').where('address', '=', address),
    )
    .where('published_at', 'is not', null)
    .executeTakeFirst();
  // As above.
  return (row as StoredPage | undefined) ?? null;
}

/** The addresses of all published pages, with their texts and when each last changed. */
export async function publishedAddresses(
  tx: Tx,
): Promise<{ address: string; editions: Editions; changedAt: string }[]> {
  return (
    tx
      .selectFrom('practice_pages')
      .select(['address', 'changed_at as changedAt'])
      // As writePage wrote it.
      .select((eb) => eb.ref('editions').$castTo<Editions>().as('editions'))
      .where('published_at', 'is not', null)
      .where('is_listed', '=', true)
      .orderBy('address')
      .execute()
  );
}

/** The published pages that want to be found, the latest changed first; more than these are not looked through. */
export async function listedPages(tx: Tx, limit: number): Promise<StoredPage[]> {
  const rows = await pages(tx)
    .where('published_at', 'is not', null)
    .where('is_listed', '=', true)
    .orderBy('changed_at', 'desc')
    .limit(limit)
    .execute();
  // As above.
  return rows as StoredPage[];
}

/**
 * Takes an address for a practice, unless another one has it or had it: then answers false. Of the addresses that it had
 * before, the latest are kept.
 */
export async function takeAddress(
  tx: Tx,
  { workspace, address }: Pick<StoredPage, 'workspace' | 'address'>,
  mostKept: number,
  now: Temporal.Instant,
): Promise<boolean> {
  await tx
    .insertInto('practice_addresses')
    .values({ address, workspace_id: workspace, taken_at: now.toString() })
    .onConflict((taken) => taken.column('address').doNothing())
    .execute();
  const own = await addressesOf(tx, workspace);
  if (!own.includes(address)) return false;
  const former = own.filter((one) => one !== address);
  if (former.length > mostKept)
    await tx.deleteFrom('practice_addresses').where('address', 'in', former.slice(mostKept)).execute();
  return true;
}

/** The addresses that lead to a practice's page, the one taken last first. */
async function addressesOf(tx: Tx, workspace: WorkspaceId): Promise<string[]> {
  const rows = await tx
    .selectFrom('practice_addresses')
    .select('address')
    .where('workspace_id', '=', workspace)
    .orderBy('taken_at', 'desc')
    .orderBy('address')
    .execute();
  return rows.map(({ address }) => address);
}

/** Writes the page of a practice, new or in place of what it was. Whether it is published stays. */
export async function writePage(
  tx: Tx,
  { workspace, editions, ...page }: Omit<StoredPage, 'publishedAt'>,
  now: Temporal.Instant,
): Promise<void> {
  const values = {
    address: page.address,
    name: page.name,
    time_zone: page.timeZone,
    spoken: page.spoken,
    tools: page.tools,
    work_days: page.workDays,
    work_from: page.workFrom,
    work_until: page.workUntil,
    free_from: page.freeFrom,
    editions: JSON.stringify(editions),
    is_listed: page.isListed,
    changed_at: now.toString(),
  };
  await tx
    .insertInto('practice_pages')
    .values({ workspace_id: workspace, ...values })
    .onConflict((same) => same.column('workspace_id').doUpdateSet(values))
    .execute();
}

export async function publish(tx: Tx, workspace: WorkspaceId, at: string | null): Promise<void> {
  await tx
    .updateTable('practice_pages')
    .set({ published_at: at })
    .where('workspace_id', '=', workspace)
    .execute();
}
