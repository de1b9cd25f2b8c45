import { sql, type Kysely } from 'kysely';
import { inWorkspace, isSelf, onSide, reachesEngagement } from '../src/kernel/database/policies.ts';

/** What an assistant answered about a client is theirs to take back, as a copy is the client's. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
create policy assistant_views_own_delete on assistant_views for delete
  using (${inWorkspace} and ${reachesEngagement} and ${onSide('practice')} and ${isSelf('answered_by')});
`,
    )
    .execute(db);
}
