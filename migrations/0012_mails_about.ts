import { sql, type Kysely } from 'kysely';
import { hasSecret } from '../src/kernel/database/policies.ts';

/**
 * A mail says whom it is about, so that it can be forgotten with them also after it was sent, when its facts are no
 * longer kept. And whoever asks a practice writes that they asked into its log, and nothing else.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
alter table mails add column about uuid;
create index mails_by_about on mails (about) where about is not null;
update mails set about = (facts ->> 'prospect')::uuid where template in ('front.asked', 'front.prospect');

drop policy events_prospect_asking on events;
create policy events_prospect_asking on events for insert with check (
  engagement_id is null and kind = 'front.prospectAsked' and exists (
    select 1 from prospects p where p.workspace_id = events.workspace_id and p.${hasSecret('secret_hash')}));
`,
    )
    .execute(db);
}
