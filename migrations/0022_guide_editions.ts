import { sql, type Kysely } from 'kysely';
import { inWorkspace, onSide, reachesAll, secure } from '../src/kernel/database/policies.ts';

/**
 * A practice's own editions of the guides. What was published is only ever added to; which version of it stands in
 * public, a table beside says, so that everybody reads that one and the earlier ones stay the practice's.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const ofGuide = `
  workspace_id uuid not null,
  guide text not null check (guide in ('is-it-for-me', 'technology', 'communication', 'delegation', 'trust',
    'supervision', 'systems', 'teamwork')),
  language text not null check (language in ('es', 'en')),`;
  const words = `
  title text not null check (length(title) <= 90),
  description text not null check (length(description) <= 170),
  body text not null check (length(body) <= 24000),`;
  const byPractice = `${inWorkspace} and ${onSide('practice')}`;
  // Owners only: nobody else reaches every engagement.
  const byOwners = `${inWorkspace} and ${reachesAll}`;
  const hasPublishedPage = (table: string) =>
    `exists (select 1 from practice_pages p where p.workspace_id = ${table}.workspace_id and p.published_at is not null)`;
  await sql
    .raw(
      `
create table guide_editions (${ofGuide}
  number integer not null check (number > 0),${words}
  words integer not null check (words >= 0),
  published_at timestamptz not null,
  published_by uuid not null,
  primary key (workspace_id, guide, language, number)
);
create table standing_guides (${ofGuide}
  number integer not null,
  primary key (workspace_id, guide, language),
  foreign key (workspace_id, guide, language, number) references guide_editions (workspace_id, guide, language, number)
);
create table guide_drafts (${ofGuide}
  revision integer not null check (revision > 0),${words}
  changed_at timestamptz not null,
  primary key (workspace_id, guide, language)
);

${secure(
  'standing_guides',
  { for: 'select', using: `(${byPractice}) or ${hasPublishedPage('standing_guides')}` },
  { for: 'insert', using: 'true', check: byOwners },
  { for: 'update', using: byOwners },
  { for: 'delete', using: byOwners },
)}
${secure(
  'guide_editions',
  {
    for: 'select',
    using: `(${byPractice}) or exists (select 1 from standing_guides s where s.workspace_id = guide_editions.workspace_id
      and s.guide = guide_editions.guide and s.language = guide_editions.language and s.number = guide_editions.number
      and ${hasPublishedPage('s')})`,
  },
  { for: 'insert', using: 'true', check: byOwners },
)}
${secure(
  'guide_drafts',
  { for: 'select', using: byPractice },
  { for: 'insert', using: 'true', check: byOwners },
  { for: 'update', using: byOwners },
  { for: 'delete', using: byOwners },
)}
`,
    )
    .execute(db);
}
