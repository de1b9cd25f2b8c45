import type { Kysely } from 'kysely';
import { withReach } from '#kernel/database/context.server.ts';
import type { DB } from '#kernel/database/schema.ts';
import { rememberedDays } from './cookie.server.ts';
import { eraseAbandoned } from './store.server.ts';

/**
 * Erases assessments that were begun and never ended, in nobody's account, once the browser that began them has
 * forgotten their secret: nobody can open those any more. Runs with the hourly housekeeping.
 */
export async function forgetAbandonedAssessments(db: Kysely<DB>, now: Temporal.Instant): Promise<void> {
  const before = now.subtract({ hours: rememberedDays * 24 }).toString();
  await withReach(db, { power: 'system' }, (tx) => eraseAbandoned(tx, before));
}
