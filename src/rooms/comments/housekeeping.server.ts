import type { Kysely } from 'kysely';
import { withReach } from '#kernel/database/context.server.ts';
import type { DB } from '#kernel/database/schema.ts';
import { enqueue } from '#kernel/jobs.server.ts';
import { unconfirmedKeptDays } from './rules.ts';
import { eraseUnconfirmed } from './store.server.ts';

/** Erases what came with an address that nobody confirmed, and the mails that asked. Runs with the hourly housekeeping. */
export async function forgetUnconfirmedComments(db: Kysely<DB>, now: Temporal.Instant): Promise<void> {
  const before = now.subtract({ hours: unconfirmedKeptDays * 24 }).toString();
  await withReach(db, { power: 'system' }, async (tx) => {
    for (const about of await eraseUnconfirmed(tx, before)) await enqueue(tx, 'forget_mails', { about });
  });
}
