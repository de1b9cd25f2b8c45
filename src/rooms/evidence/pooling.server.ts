import { setImmediate } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { withReach } from '#kernel/database/context.server.ts';
import type { DB } from '#kernel/database/schema.ts';
import { pooledEvidence, type PooledFigure } from './pooled.ts';
import type { Case } from './evidence.ts';
import { casesOf } from './records.ts';
import * as store from './store.server.ts';

/** How old the pooled figures must be before they are computed anew, in hours. */
const recomputedAfter = 7 * 24;

/**
 * Computes the pooled figures anew where the last ones are a week old, from the practices that take part at that
 * moment. Each practice is read in a transaction that reaches it alone; what is kept names none. Runs with the hourly
 * housekeeping.
 */
export async function refreshPooledEvidence(db: Kysely<DB>, now: Temporal.Instant): Promise<void> {
  const { last, practices } = await withReach(db, { power: 'system' }, async (tx) => ({
    last: await store.pooledFigures(tx),
    practices: await store.sharingPractices(tx),
  }));
  const dueSince = now.subtract({ hours: recomputedAfter });
  if (last && Temporal.Instant.compare(last.computedAt, dueSince) > 0) return;
  const cases: Case[][] = [];
  for (const workspace of practices) {
    const reach = { workspace, engagements: 'all', side: 'practice' } as const;
    cases.push(
      await withReach(db, reach, async (tx) =>
        casesOf(await store.engagementRecords(tx, workspace), await store.workRecords(tx, workspace), now),
      ),
    );
  }
  const figures: PooledFigure[] = [];
  for (const figure of pooledEvidence(cases)) {
    if (figure) figures.push(figure);
    // The same process answers people.
    await setImmediate();
  }
  await withReach(db, { power: 'system' }, (tx) => store.replacePooledFigures(tx, figures, now));
}
