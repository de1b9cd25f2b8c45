import { sql, type Kysely } from 'kysely';
import { inWorkspace, isSelf, onSide } from '../src/kernel/database/policies.ts';

/** Somebody of the practice may end their own belonging to it, and nothing else about it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const own = `${inWorkspace} and ${onSide('practice')}`;
  await sql
    .raw(
      `
create policy workspace_members_leaving on workspace_members for update
  using (${own} and ${isSelf('person_id')} and until is null)
  with check (${own} and ${isSelf('person_id')} and until is not null);
-- It stands in the log of the practice, which only owners read.
create policy events_leaving on events for insert
  with check (${own} and ${isSelf('actor_id')} and engagement_id is null and kind = 'people.left');
`,
    )
    .execute(db);
}
