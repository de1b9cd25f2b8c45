import { setTimeout as sleep } from 'node:timers/promises';
import type { Locale } from '#kernel/text.ts';
import type { Entrance } from './entrance.server.ts';

/** Does the work in a time that tells nothing about it: never sooner than the entrance's `steadyMilliseconds`. */
export async function inSteadyTime<T>(entrance: Entrance, work: () => Promise<T>): Promise<T> {
  const [outcome] = await Promise.allSettled([work(), sleep(entrance.steadyMilliseconds)]);
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}

export type Known = { id: string; isConfirmed: boolean; locale: Locale; timeZone: string };

/** Who has the address; null for nobody. */
export async function findPerson(entrance: Entrance, email: string): Promise<Known | null> {
  const { rows } = await entrance.pool.query<Known>(
    `select id, email_verified as "isConfirmed", locale, time_zone as "timeZone" from people where email = $1`,
    [email],
  );
  return rows[0] ?? null;
}
