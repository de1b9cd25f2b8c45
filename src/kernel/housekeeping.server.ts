import { sql, type Kysely } from 'kysely';
import { withReach } from './database/context.server.ts';
import type { DB } from './database/schema.ts';

/** How long answered requests are kept for retries, in hours: a phone that was off for a weekend may still retry. */
const answersKeptHours = 24 * 7;

/** Forgets what is kept only for a while. Runs every hour. */
export async function forgetWhatIsOver(db: Kysely<DB>, now: Temporal.Instant): Promise<void> {
  await withReach(db, { power: 'system' }, async (tx) => {
    const before = now.subtract({ hours: answersKeptHours }).toString();
    await tx.deleteFrom('performed_requests').where('at', '<', before).execute();
    await tx
      .deleteFrom('rate_limits')
      .where('window_start', '<', sql<number>`${Math.floor(now.epochMilliseconds / 1000) - 24 * 3600}`)
      .execute();
  });
}
