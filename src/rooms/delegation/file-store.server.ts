import type { Tx } from '#kernel/database/context.server.ts';
import type { BriefKey, HeldBrief } from './brief-store.server.ts';
import type { Signed } from './store.server.ts';

export type StoredFileRow = {
  id: string;
  name: string;
  bytes: number;
  mediaType: string;
  addedBy: string;
  addedAt: string;
  delivery: string | null;
};

/** The files that hang on a brief, in the order in which they came. */
export async function filesOf(tx: Tx, { workspace, brief }: BriefKey): Promise<StoredFileRow[]> {
  return tx
    .selectFrom('files')
    .select([
      'file_id as id',
      'name',
      'bytes',
      'media_type as mediaType',
      'added_by as addedBy',
      'added_at as addedAt',
      'delivery_id as delivery',
    ])
    .where('workspace_id', '=', workspace)
    .where('brief_id', '=', brief)
    .where('removed_at', 'is', null)
    .orderBy('file_id')
    .execute();
}

export async function insertFile(
  tx: Tx,
  held: HeldBrief,
  file: { id: string; name: string; bytes: number; mediaType: string; sha256: string },
  { by, at }: Signed,
): Promise<void> {
  await tx
    .insertInto('files')
    .values({
      workspace_id: held.workspace,
      engagement_id: held.engagement,
      brief_id: held.brief,
      file_id: file.id,
      name: file.name,
      bytes: file.bytes,
      media_type: file.mediaType,
      sha256: file.sha256,
      added_by: by,
      added_at: at.toString(),
    })
    .execute();
}

/** Takes a file out of sight. Its row and its bytes stay: what people remove is archived. */
export async function markRemoved(
  tx: Tx,
  { workspace }: BriefKey,
  file: string,
  at: Temporal.Instant,
): Promise<void> {
  await tx
    .updateTable('files')
    .set({ removed_at: at.toString() })
    .where('workspace_id', '=', workspace)
    .where('file_id', '=', file)
    .execute();
}

/** How many of these files may go into a delivery: attached by the practice, and in no other delivery. */
export async function deliverableFiles(tx: Tx, held: HeldBrief, files: readonly string[]): Promise<number> {
  const row = await tx
    .selectFrom('files')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('workspace_id', '=', held.workspace)
    .where('brief_id', '=', held.brief)
    .where('file_id', 'in', files)
    .where('removed_at', 'is', null)
    .where('delivery_id', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('engagement_members as contact')
            .select('contact.person_id')
            .whereRef('contact.workspace_id', '=', 'files.workspace_id')
            .whereRef('contact.engagement_id', '=', 'files.engagement_id')
            .whereRef('contact.person_id', '=', 'files.added_by')
            .where('contact.role', 'in', ['principal', 'member']),
        ),
      ),
    )
    .executeTakeFirstOrThrow();
  return row.n;
}
