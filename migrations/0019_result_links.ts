import { sql, type Kysely } from 'kysely';
import { hasSecret } from '../src/kernel/database/policies.ts';

/** A link that shows a result and can be withdrawn, beside the one that belongs to whoever gave the answers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
alter table assessments add column shown_hash text unique;
alter table assessments add column shown_since timestamptz;
alter table assessments add check ((shown_hash is null) = (shown_since is null));
create policy assessments_shown on assessments for select using (${hasSecret('shown_hash')});
`,
    )
    .execute(db);
}
