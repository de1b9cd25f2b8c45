import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { inject } from 'vitest';
import { businessPool } from '#kernel/database/pools.server.ts';
import type { DB } from '#kernel/database/schema.ts';
import { appRole, appPassword, templateName } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A PostgreSQL server for this test run, as its owner; holds the migrated template database. */
    postgresServer: string;
  }
}

export type TestDatabase = {
  ownerUrl: string;
  appUrl: string;
  /** As the application's role: row-level security applies. */
  db: Kysely<DB>;
  /** As the owner, past row-level security: to look at what is really there. */
  asOwner: pg.Pool;
  drop(): Promise<void>;
};

/** A database of its own for one test file, copied from the migrated template: a real PostgreSQL. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject('postgresServer');
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`;
  await onServer(server, `create database ${name} template ${templateName}`);
  const ownerUrl = databaseUrl(server, name);
  const appUrl = databaseUrl(server, name, appRole, appPassword);
  const pool = businessPool(appUrl);
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  const asOwner = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  asOwner.on('error', () => {});
  return {
    ownerUrl,
    appUrl,
    db,
    asOwner,
    async drop() {
      await Promise.all([db.destroy(), asOwner.end()]);
      await onServer(server, `drop database ${name} with (force)`);
    },
  };
}

async function onServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function databaseUrl(server: string, database: string, role?: string, password?: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  if (role) url.username = role;
  if (password) url.password = password;
  return url.toString();
}

/** Everything in the tables, as one hash for each: to see that nothing changed. One statement. */
export async function fingerprint(asOwner: Pick<pg.ClientBase, 'query'>): Promise<string> {
  const { rows: tables } = await asOwner.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public'
     and tablename not in ('performed_requests', 'rate_limits') order by 1`,
  );
  const hashes = tables.map(
    ({ name }) =>
      `select '${name}' as name, md5(string_agg(t::text, '|' order by t::text)) as hash from ${name} t`,
  );
  const { rows } = await asOwner.query<{ name: string; hash: string | null }>(hashes.join(' union all '));
  return rows.map(({ name, hash }) => `${name}:${hash ?? ''}`).join('\n');
}
