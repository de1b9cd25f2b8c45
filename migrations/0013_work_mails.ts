import { sql, type Kysely } from 'kysely';

/** People can do without the mails that tell what waits for them; those about signing in always come. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table people add column work_mails boolean not null default true').execute(db);
}
