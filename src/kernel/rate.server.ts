import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { sql, type Kysely } from 'kysely';
import type { DB } from './database/schema.ts';
import { Refusal } from './errors.ts';

/** How often something may be done in a fixed window. `name` tells kinds of use apart; windows are a day at most. */
export type RateLimit = { name: string; uses: number; minutes: number };

/**
 * Counts one use by `who` (an address block, a mail address, a person) and lets it pass or refuses. Counted outside
 * of any other transaction, so that a refused request counts too; the database keeps a hash of `who` only.
 *
 * @throws Refusal `too_many` from the first use beyond the limit until the window ends
 */
export async function countUse(
  db: Kysely<DB>,
  limit: RateLimit,
  who: string,
  now: Temporal.Instant,
): Promise<void> {
  const bucket = createHash('sha256').update(`${limit.name}\n${who}`).digest('hex');
  const seconds = limit.minutes * 60;
  const windowStart = Math.floor(now.epochMilliseconds / 1000 / seconds) * seconds;
  const { rows } = await sql<{ uses: number }>`
    insert into rate_limits (bucket, window_start, uses) values (${bucket}, ${windowStart}, 1)
    on conflict (bucket, window_start) do update set uses = rate_limits.uses + 1
    returning uses`.execute(db);
  if (rows[0]!.uses > limit.uses) throw new Refusal('too_many');
}

/**
 * What counts as one place on the net: an IPv4 address, or the /64 of an IPv6 address, since one household or
 * server usually holds a whole /64 (RFC 6177).
 */
export function addressBlock(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped) return mapped[1]!;
  if (!isIPv6(address)) return address;
  const [head = '', tail = ''] = address.toLowerCase().split('%')[0]!.split('::');
  const first = head ? head.split(':') : [];
  const last = tail ? tail.split(':') : [];
  const missing = address.includes('::') ? Math.max(0, 8 - first.length - last.length) : 0;
  const groups = [...first, ...Array<string>(missing).fill('0'), ...last];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
