import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { withReach } from '../../src/kernel/database/context.server.ts';
import { authPool, businessPool } from '../../src/kernel/database/pools.server.ts';
import type { DB } from '../../src/kernel/database/schema.ts';
import type { RunningDelega } from '../../src/kernel/settings.server.ts';
import { createAuth } from '../../src/rooms/people/sign-in/auth.server.ts';
import { linkPath } from '../../src/rooms/people/sign-in/mails.server.ts';
import { people, type DemoPerson } from './cast.ts';
import { fill } from './fill.ts';

export type DemoLink = { name: string; role: DemoPerson['role']; address: string; link: string };

/**
 * Fills the demo once and gives links that sign in, one for each of its people who has one. The links are used up by
 * signing in and last 15 minutes; each start makes new ones.
 */
export async function openDemo(
  running: RunningDelega,
  origin: string,
  beforeFilling: () => void,
): Promise<DemoLink[]> {
  const mark = join(running.dataFolder, 'demo');
  const [pool, business] = [authPool(running.appUrl, 2), businessPool(running.appUrl, 2)];
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool: business }) });
  const letters: { address: string; token: string }[] = [];
  const auth = createAuth({
    pool,
    secret: running.secrets.authSecret,
    origin,
    sendMail: async ({ to, facts }) => {
      if (typeof to !== 'string') letters.push({ address: to.address, token: String(facts.token) });
    },
  });
  try {
    if (!existsSync(mark)) {
      beforeFilling();
      await fill({ db, pool, auth, folder: running.dataFolder, now: Temporal.Now.instant() });
      await forgetMails(db);
      writeFileSync(mark, '');
    }
    const links: DemoLink[] = [];
    for (const { name, role, email } of people.filter((person) => person.printed)) {
      await auth.api.signInMagicLink({ body: { email }, headers: new Headers() });
      const letter = letters.findLast(({ address }) => address === email);
      if (letter) links.push({ name, role, address: email, link: origin + linkPath('magic', letter.token) });
    }
    return links;
  } finally {
    await Promise.all([db.destroy(), pool.end()]);
  }
}

/** The mails of months gone by were read long ago: the outbox begins empty. */
async function forgetMails(db: Kysely<DB>): Promise<void> {
  await withReach(db, { power: 'system' }, async (tx) => {
    await sql`delete from graphile_worker._private_jobs`.execute(tx);
    await tx.deleteFrom('mails').execute();
  });
}
