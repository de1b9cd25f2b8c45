import { sql, type Kysely } from 'kysely';
import { inWorkspace, reachesAll, secure } from '../src/kernel/database/policies.ts';

/**
 * How much each requirement counts in a practice's self-assessment. A practice without a row judges by the recommended
 * weights. Everybody in the workspace may know by what a client is judged; owners choose it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
create table practice_weights (
  workspace_id uuid primary key references workspaces (workspace_id),
  r1 double precision not null check (r1 between 0 and 30),
  r2 double precision not null check (r2 between 5 and 30),
  r3 double precision not null check (r3 between 5 and 30),
  r4 double precision not null check (r4 between 5 and 30),
  r5 double precision not null check (r5 between 5 and 30),
  r6 double precision not null check (r6 between 5 and 30),
  r7 double precision not null check (r7 between 5 and 30),
  changed_at timestamptz not null
);

${secure(
  'practice_weights',
  { for: 'select', using: inWorkspace },
  // Owners only: nobody else reaches every engagement.
  { for: 'insert', using: 'true', check: `${inWorkspace} and ${reachesAll}` },
  { for: 'update', using: `${inWorkspace} and ${reachesAll}` },
)}
`,
    )
    .execute(db);
}
