import { sql, type Kysely } from 'kysely';

/** An invitation may be answered with a no. Who may write that, the policies of invitations say already. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table invitations add column declined_at timestamptz`.execute(db);
}
