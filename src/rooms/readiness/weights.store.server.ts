import type { Tx } from '#kernel/database/context.server.ts';
import type { WorkspaceId } from '#kernel/id.ts';
import { WEIGHT_PRESETS } from './rules.ts';
import type { Weights } from './rules.ts';

/** The weights of a practice: the recommended ones until it chose others. */
export async function weightsOf(tx: Tx, workspace: WorkspaceId): Promise<Weights> {
  const row = await tx
    .selectFrom('practice_weights')
    .select(['r1 as R1', 'r2 as R2', 'r3 as R3', 'r4 as R4', 'r5 as R5', 'r6 as R6', 'r7 as R7'])
    .where('workspace_id', '=', workspace)
    .executeTakeFirst();
  // What the columns hold was checked before it was written, and by the database.
  return (row as Weights | undefined) ?? WEIGHT_PRESETS.recommended;
}

/** Writes the weights of a practice, new or in place of what they were. */
export async function writeWeights(
  tx: Tx,
  workspace: WorkspaceId,
  weights: Weights,
  now: Temporal.Instant,
): Promise<void> {
  const { R1: r1, R2: r2, R3: r3, R4: r4, R5: r5, R6: r6, R7: r7 } = weights;
  const values = { r1, r2, r3, r4, r5, r6, r7, changed_at: now.toString() };
  await tx
    .insertInto('practice_weights')
    .values({ workspace_id: workspace, ...values })
    .onConflict((same) => same.column('workspace_id').doUpdateSet(values))
    .execute();
}
