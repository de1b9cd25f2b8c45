import type { Reach } from '#kernel/database/context.server.ts';
import type { PersonId } from '#kernel/id.ts';
import type { Scene } from './scene.ts';

/** A transaction's context, and in whose name it is. `engagement` is null where all of the workspace is reached. */
export type Context = {
  who: string;
  reach: Reach;
  workspace: string;
  engagement: string | null;
  person: PersonId;
};

export function contextsIn({ first }: Scene): Context[] {
  const { workspace, engagement, people } = first;
  const of = (who: string, { id: person }: { id: PersonId }, side: Reach['side']): Context => ({
    who,
    reach: { workspace, person, side, engagements: [engagement] },
    ...{ workspace, engagement, person },
  });
  const owner = of('an owner', people.owner, 'practice');
  return [
    of('a contact', people.principal, 'client'),
    of('an assistant', people.assistant, 'practice'),
    { ...owner, engagement: null, reach: { ...owner.reach, engagements: 'all' } },
  ];
}

export type Table = { name: string; columns: string[] };

/**
 * Which rows of a table (aliased t) a context should see: said a second time, in plain SQL over ids, so that policies
 * can be held against it.
 *
 * @throws Error for a table that belongs to no workspace and of which nobody has said who sees it
 */
export function intendedRows({ name, columns }: Table, context: Context): string {
  const special = intendedOf[name];
  if (special) return special(context);
  if (columns.includes('engagement_id')) return inEngagement(context);
  if (columns.includes('workspace_id')) return inWorkspace(context);
  throw new Error(`Say in intendedOf who sees the rows of ${name}`);
}

type Intended = (context: Context) => string;

const inWorkspace = ({ workspace }: Context, alias = 't') => `${alias}.workspace_id = '${workspace}'`;
const inEngagement = (context: Context, alias = 't') =>
  context.engagement
    ? `(${inWorkspace(context, alias)} and ${alias}.engagement_id = '${context.engagement}')`
    : inWorkspace(context, alias);
const self =
  (column: string): Intended =>
  ({ person }) =>
    `t.${column} = '${person}'`;
const nobody: Intended = () => 'false';
const isClient = ({ reach }: Context) => reach.side === 'client';
const practiceOf = (context: Context, alias: string) =>
  isClient(context)
    ? `(${inWorkspace(context, alias)} and ${alias}.role = 'owner')`
    : inWorkspace(context, alias);

const hasPublishedPage =
  't.workspace_id in (select p.workspace_id from practice_pages p where p.published_at is not null)';

const askedOneself = ({ person }: Context) =>
  `t.reference_id in (select r.reference_id from reference_requests r where r.person_id = '${person}')`;

const intendedOf: Record<string, Intended> = {
  accounts: nobody,
  verifications: nobody,
  two_factors: nobody,
  mails: nobody,
  sessions: self('person_id'),
  passkeys: self('person_id'),
  api_tokens: self('person_id'),
  assessments: self('person_id'),
  performed_requests: self('actor_id'),
  // Nothing but hashes: who used what how often.
  rate_limits: () => 'true',
  clients: (context) =>
    `t.client_id in (select e.client_id from engagements e where ${inEngagement(context, 'e')})`,
  workspace_members: (context) => `${self('person_id')(context)} or ${practiceOf(context, 't')}`,
  engagement_members: (context) => `${self('person_id')(context)} or ${inEngagement(context)}`,
  people: (context) => `${self('id')(context)}
    or t.id in (select w.person_id from workspace_members w where ${practiceOf(context, 'w')})
    or t.id in (select m.person_id from engagement_members m where ${inEngagement(context, 'm')})`,
  // What is published is for everybody; what is not, for the practice.
  practice_pages: (context) =>
    `t.published_at is not null${isClient(context) ? '' : ` or ${inWorkspace(context)}`}`,
  // So that a link with an address of before leads on.
  practice_addresses: (context) =>
    `${hasPublishedPage}${isClient(context) ? '' : ` or ${inWorkspace(context)}`}`,
  // Owners only: whether a practice takes part is its own affair.
  evidence_sharing: (context) => (context.engagement === null ? inWorkspace(context) : 'false'),
  // Figures over many practices, each from five at least.
  pooled_evidence: () => 'true',
  // Whoever may read a practice's page may take its test.
  practice_editions: (context) => `${inWorkspace(context)} or ${hasPublishedPage}`,
  practice_weights: (context) => `${inWorkspace(context)} or ${hasPublishedPage}`,
  practice_edition_drafts: (context) => (isClient(context) ? 'false' : inWorkspace(context)),
  // What stands in public is for everybody; earlier versions and drafts, for the practice.
  standing_guides: (context) =>
    `${hasPublishedPage}${isClient(context) ? '' : ` or ${inWorkspace(context)}`}`,
  guide_editions: (context) => `(${hasPublishedPage} and exists (select 1 from standing_guides s
      where (s.workspace_id, s.guide, s.language, s.number) = (t.workspace_id, t.guide, t.language, t.number)))
    ${isClient(context) ? '' : ` or ${inWorkspace(context)}`}`,
  guide_drafts: (context) => (isClient(context) ? 'false' : inWorkspace(context)),
  // Owners only: an engagement's people have no part in who else asks.
  prospects: (context) => (context.engagement === null ? inWorkspace(context) : 'false'),
  prospect_notes: (context) => (context.engagement === null ? inWorkspace(context) : 'false'),
  // The client's side reads them while a copy of their own is shared there.
  assistant_views: (context) =>
    isClient(context)
      ? `${inEngagement(context)} and exists (select 1 from shared_assessments s where ${inEngagement(context, 's')}
          and s.shared_by = '${context.person}' and s.withdrawn_at is null)`
      : inEngagement(context),
  // What is shown at a published page is for everybody; the rest, for the practice.
  guide_comments: (context) => `(t.state = 'shown' and exists (
      select 1 from practice_pages p where p.workspace_id = t.workspace_id and p.published_at is not null))
    ${isClient(context) ? '' : ` or (t.state <> 'unconfirmed' and ${inWorkspace(context)})`}`,
  // To which address a link went, the practice never sees.
  guide_comment_links: nobody,
  guide_comment_reports: (context) => (isClient(context) ? 'false' : inWorkspace(context)),
  // The practice knows whom it asked; of the client's side, only who was.
  reference_requests: (context) => (isClient(context) ? self('person_id')(context) : inEngagement(context)),
  // Nobody but whoever was asked reads what they have begun.
  reference_drafts: (context) => askedOneself(context),
  // What a published page does not hide is for everybody; the rest for its practice, and for whoever wrote it.
  published_references: (
    context,
  ) => `exists (select 1 from practice_pages p where p.workspace_id = t.workspace_id
      and p.published_at is not null and t.reference_id <> all (p.hidden_references))
    or ${isClient(context) ? 'false' : inWorkspace(context)} or ${askedOneself(context)}`,
  // Tokens are for the jobs that mail and take mail in.
  reply_addresses: nobody,
  // What is held, because its sender may be another, is for the practice.
  inbound_mails: (context) =>
    `${inEngagement(context)}${isClient(context) ? " and t.state in ('received', 'done')" : ''}`,
  shared_assessments: (context) =>
    isClient(context) ? `${inEngagement(context)} and ${self('shared_by')(context)}` : inEngagement(context),
};
