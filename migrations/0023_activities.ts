import { sql, type Kysely } from 'kysely';

/**
 * What would be delegated, activity by activity, beside the answers that follow from it. A copy has it where it has the
 * answers, and loses it with them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
alter table assessments add activities jsonb not null default '[]';
alter table shared_assessments add activities jsonb;
alter table shared_assessments add check (answers is not null or activities is null);
`,
    )
    .execute(db);
}
