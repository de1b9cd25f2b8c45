import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import { businessPool } from '#kernel/database/pools.server.ts';
import type { DB } from '#kernel/database/schema.ts';
import { fingerprint, type TestDatabase } from '../database.ts';
import { appRole } from '../server.ts';

/** Where things can be tried without lasting: a transaction that commits is looked at and taken back. */
export type Sandbox = {
  /** As the application's role: row-level security applies. */
  db: Kysely<DB>;
  /** Runs `work`, which opens one transaction at most, and says whether it changed the database. */
  trying<T>(work: () => Promise<T>): Promise<{ result: T; changed: boolean }>;
  close(): Promise<void>;
};

/**
 * One connection on which COMMIT is withheld. As the owner one can then look, past row-level security, at all that
 * the transaction would have left; thousands of attempts need no cleaning up.
 */
export async function openSandbox(database: Pick<TestDatabase, 'ownerUrl'>): Promise<Sandbox> {
  const pool = businessPool(database.ownerUrl, 1);
  const client = await pool.connect();
  let isWithheld = false;
  const withholding = {
    query(sql: string, parameters: unknown[]) {
      if (sql.startsWith('begin;')) {
        return client.query(sql.replace('begin;', `begin; set local role ${appRole};`));
      }
      if (sql !== 'commit') return client.query(sql, parameters);
      isWithheld = true;
      return { rows: [] };
    },
    release: () => {},
  };
  const db = new Kysely<DB>({
    dialect: new PostgresDialect({
      // The dialect asks a pool for `connect` and `end` only, and a client for `query` and `release`.
      pool: { connect: async () => withholding, end: async () => {} } as unknown as pg.Pool,
    }),
  });
  const untouched = await fingerprint(client);

  async function hasChanged(): Promise<boolean> {
    await client.query('reset role');
    // A transaction that wrote or locked nothing has no id.
    const { rows } = await client.query('select pg_current_xact_id_if_assigned() is not null as wrote');
    return rows[0].wrote && (await fingerprint(client)) !== untouched;
  }

  return {
    db,
    async trying(work) {
      isWithheld = false;
      const result = await work();
      if (!isWithheld) return { result, changed: false };
      try {
        return { result, changed: await hasChanged() };
      } finally {
        await client.query('rollback');
      }
    },
    async close() {
      await db.destroy();
      client.release(true);
      await pool.end();
    },
  };
}
