import { Kysely, PostgresDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { runMigrations as migrateJobs } from 'graphile-worker';
import pg from 'pg';
import { migrations } from '../../../migrations/index.ts';
import { findSecurityFaults, isPlace } from './lint.server.ts';
import { quietly } from './pools.server.ts';

type PrepareCode = 'newer_database' | 'unreachable' | 'too_old' | 'migration_failed' | 'insecure';

/** Why a database can't be used; `code` is for the start's one-line message. */
export class UnusableDatabase extends Error {
  readonly code: PrepareCode;
  constructor(code: PrepareCode, detail: string) {
    super(detail);
    this.code = code;
  }
}

/**
 * Makes a database ready for this version of the code, as its owner: checks that it answers and is PostgreSQL 15
 * or newer, runs the migrations that are missing, creates the application's role and its grants, and refuses to go
 * on where row-level security has a hole. Running it again changes nothing.
 *
 * @returns the connection string of the application role
 * @throws UnusableDatabase
 */
export async function prepareDatabase(options: {
  ownerUrl: string;
  appPassword: string;
  /** Default: the database's name with `_app`. */
  appRole?: string;
}): Promise<{ appUrl: string }> {
  const pool = quietly(new pg.Pool({ connectionString: options.ownerUrl, max: 2 }));
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    const { database, version } = await describe(db);
    if (version < 150000) throw new UnusableDatabase('too_old', `PostgreSQL ${Math.floor(version / 10000)}`);
    await migrate(db);
    await migrateJobs({ pgPool: pool });
    const appRole = options.appRole ?? `${database}_app`;
    await grantApplication(db, appRole, options.appPassword);
    const faults = await findSecurityFaults(db, appRole);
    if (faults.length > 0) throw new UnusableDatabase('insecure', faults.join('; '));
    return { appUrl: asRole(options.ownerUrl, appRole, options.appPassword) };
  } finally {
    await db.destroy();
  }
}

async function describe(db: Kysely<unknown>): Promise<{ database: string; version: number }> {
  try {
    const { rows } = await sql<{ database: string; version: number }>`
      select current_database() as database, current_setting('server_version_num')::int as version`.execute(
      db,
    );
    return rows[0]!;
  } catch (error) {
    throw new UnusableDatabase(
      'unreachable',
      error instanceof Error ? error.message || error.name : String(error),
    );
  }
}

async function migrate(db: Kysely<unknown>): Promise<void> {
  await sql`create schema if not exists migrations`.execute(db);
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    migrationTableSchema: 'migrations',
    // Capabilities are built side by side: a step may land after one with a higher number, and none needs another's order.
    allowUnorderedMigrations: true,
  });
  const known = await sql<{ name: string }>`select name from migrations.kysely_migration`
    .execute(db)
    .catch(() => null);
  const unknown = known?.rows.filter((row) => !(row.name in migrations)) ?? [];
  if (unknown.length > 0)
    throw new UnusableDatabase('newer_database', unknown.map((row) => row.name).join(', '));
  const { error } = await migrator.migrateToLatest();
  if (error) {
    throw new UnusableDatabase(
      'migration_failed',
      error instanceof Error ? error.message : JSON.stringify(error),
    );
  }
}

/** The application owns nothing, bypasses nothing, and only appends to the log. */
async function grantApplication(db: Kysely<unknown>, role: string, password: string): Promise<void> {
  const name = sql.id(role);
  const { rows } = await sql`select 1 from pg_roles where rolname = ${role}`.execute(db);
  const secret = sql.lit(password);
  if (rows.length === 0) await sql`create role ${name} login password ${secret}`.execute(db);
  else await sql`alter role ${name} login password ${secret}`.execute(db);
  await sql`grant usage on schema public, graphile_worker to ${name}`.execute(db);
  await sql`grant select, insert, update, delete on all tables in schema public to ${name}`.execute(db);
  await sql.raw(withoutMoves(role)).execute(db);
  await sql`revoke update, delete on events from ${name}`.execute(db);
  await sql`grant select, insert, update, delete on all tables in schema graphile_worker to ${name}`.execute(
    db,
  );
  await sql`grant usage on all sequences in schema graphile_worker to ${name}`.execute(db);
  await sql`grant execute on all functions in schema graphile_worker to ${name}`.execute(db);
  // graphile-worker secures its tables for their owner alone; jobs carry ids, never content, so the application may use them.
  const tables = await sql<{ tablename: string }>`
    select t.tablename from pg_tables t where t.schemaname = 'graphile_worker' and t.rowsecurity
      and not exists (select 1 from pg_policies p where p.schemaname = t.schemaname
        and p.tablename = t.tablename and p.policyname = 'application')`.execute(db);
  for (const { tablename } of tables.rows) {
    await sql`create policy application on ${sql.id('graphile_worker', tablename)} using (true)`.execute(db);
  }
}

/**
 * No row ever changes its workspace or its engagement. A policy sees where a row goes and not where it came from: whoever
 * takes part in two engagements could move a row that is theirs from one to the other. So these columns can't be updated at
 * all, and every other column by itself can. In one statement: a server that runs meanwhile never meets half of it.
 */
function withoutMoves(role: string): string {
  return `do $$ declare one record; begin
    for one in
      select c.oid::regclass as name, string_agg(quote_ident(a.attname), ', ')
          filter (where not (${isPlace})) as others
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
       group by c.oid having bool_or(${isPlace})
    loop
      execute format('revoke update on %s from %I', one.name, '${role.replaceAll("'", "''")}');
      if one.others is not null then
        execute format('grant update (%s) on %s to %I', one.others, one.name, '${role.replaceAll("'", "''")}');
      end if;
    end loop;
  end $$`;
}

function asRole(ownerUrl: string, role: string, password: string): string {
  const url = new URL(ownerUrl);
  url.username = encodeURIComponent(role);
  url.password = encodeURIComponent(password);
  return url.toString();
}
