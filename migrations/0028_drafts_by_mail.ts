import { sql, type Kysely } from 'kysely';
import { hasPower, hasSecret } from '../src/kernel/database/policies.ts';

/**
 * Each engagement has an address of its own, which opens drafts: 90 random bits that its people may read, and that mail
 * coming in is sorted by: the system reads that one engagement, and only if it knows the address. What can be answered by mail are no longer ids alone, but also fields of a draft.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const things = (table: string) => `
alter table ${table} alter column things drop default;
alter table ${table} alter column things type text[] using things::text[];
alter table ${table} alter column things set default '{}';`;
  await sql
    .raw(
      `
alter table engagements add column mail_tag text not null
  default substr(replace(gen_random_uuid()::text, '-', ''), 1, 24);
create unique index engagements_mail_tag on engagements (workspace_id, mail_tag);
create index engagements_by_mail_tag on engagements (mail_tag);
create policy engagements_taking_mail on engagements for select
  using (${hasPower('system')} and ${hasSecret("encode(sha256(convert_to(mail_tag, 'UTF8')), 'hex')")});
${['mails', 'reply_addresses', 'inbound_mails'].map(things).join('\n')}
`,
    )
    .execute(db);
}
