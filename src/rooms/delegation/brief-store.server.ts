import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Tx } from '#kernel/database/context.server.ts';
import type { Briefs } from '#kernel/database/schema.ts';
import type { BriefId, EngagementId, PersonId, WorkspaceId } from '#kernel/id.ts';
import type { AutonomyLevel, BriefContent, BriefState, DoneCriterion } from './brief.ts';
import { turnOf, type BriefStanding } from './steps.ts';

/** Which brief: its workspace is in every key. */
export type BriefKey = { workspace: WorkspaceId; brief: BriefId };

/** A brief whose row is locked until the transaction ends: nobody else can act on it meanwhile. */
export type HeldBrief = BriefKey & {
  engagement: EngagementId;
  createdBy: PersonId;
  startedBy: 'assistant' | 'client';
  wasSent: boolean;
  revision: number;
  content: BriefContent;
  standing: BriefStanding;
};

/** What decides who may see a brief, without its content; null where there is none within reach. */
export async function briefFacts(tx: Tx, { workspace, brief }: BriefKey) {
  const row = await tx
    .selectFrom('briefs')
    .select(['engagement_id', 'state', 'created_by', 'started_by_side', 'sent_at', 'archived_at'])
    .where('workspace_id', '=', workspace)
    .where('brief_id', '=', brief)
    .executeTakeFirst();
  if (!row) return null;
  return {
    engagement: row.engagement_id as EngagementId,
    state: row.state as BriefState,
    isArchived: row.archived_at !== null,
    createdBy: row.created_by as PersonId,
    startedBy: startedBy(row.started_by_side),
    wasSent: row.sent_at !== null,
  };
}

/** Whether the engagement was put aside: it takes no new briefs then. Null where there is none within reach. */
export async function isEngagementArchived(
  tx: Tx,
  workspace: WorkspaceId,
  engagement: EngagementId,
): Promise<boolean | null> {
  const row = await tx
    .selectFrom('engagements')
    .select('archived_at')
    .where('workspace_id', '=', workspace)
    .where('engagement_id', '=', engagement)
    .executeTakeFirst();
  return row ? row.archived_at !== null : null;
}

const contentColumns = [
  'title',
  'outcome',
  'context',
  'done_criteria',
  'wished_for',
  'wished_why',
  'effort_minutes',
  'autonomy',
  'limit_minutes',
  'limit_amount_minor',
  'limit_currency',
  'not_to_do',
  'to_consult',
  'access_needed',
  'examples',
  'links',
] as const satisfies readonly (keyof Briefs)[];

const standingColumns = [
  'state',
  'archived_at',
  'questions_asked',
  'open_questions',
  'open_teach_back',
  'open_proposal',
  'open_proposal_for',
  'open_delivery',
  'due_at',
  'clock_stopped_at',
] as const satisfies readonly (keyof Briefs)[];

/** Locks a brief and reads it as it then stands; null where there is none within reach. */
export async function holdBrief(tx: Tx, { workspace, brief }: BriefKey): Promise<HeldBrief | null> {
  const row = await tx
    .selectFrom('briefs')
    .select(['engagement_id', 'created_by', 'started_by_side', 'sent_at', 'revision'])
    .select([...contentColumns, ...standingColumns])
    .where('workspace_id', '=', workspace)
    .where('brief_id', '=', brief)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return null;
  return {
    workspace,
    brief,
    engagement: row.engagement_id as EngagementId,
    createdBy: row.created_by as PersonId,
    startedBy: startedBy(row.started_by_side),
    wasSent: row.sent_at !== null,
    revision: row.revision,
    content: contentOf(row),
    standing: standingOf(row),
  };
}

/** A new brief, as its first writer leaves it. */
export type NewBrief = BriefKey & {
  engagement: EngagementId;
  createdBy: PersonId;
  startedBy: 'assistant' | 'client';
  content: Partial<BriefContent>;
  standing: BriefStanding;
  keptPrivate: boolean;
};

export async function insertBrief(tx: Tx, brief: NewBrief, now: Temporal.Instant): Promise<void> {
  const row: Insertable<Briefs> = {
    workspace_id: brief.workspace,
    brief_id: brief.brief,
    engagement_id: brief.engagement,
    created_by: brief.createdBy,
    started_by_side: brief.startedBy === 'assistant' ? 'practice' : 'client',
    created_at: now.toString(),
    updated_at: now.toString(),
    kept_private: brief.keptPrivate,
    ...contentValues(brief.content),
    ...standingValues(brief.standing, now),
  };
  await tx.insertInto('briefs').values(row).execute();
}

/** Columns that an action sets beside the standing: who did it, when, with what words. */
export type BriefChanges = Updateable<Briefs>;

/** Writes a brief as an action leaves it, with whose turn it is now. */
export async function updateBrief(
  tx: Tx,
  { workspace, brief }: BriefKey,
  standing: BriefStanding,
  changes: BriefChanges,
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .updateTable('briefs')
    .set({ ...standingValues(standing, now), ...changes, updated_at: now.toString() })
    .where('workspace_id', '=', workspace)
    .where('brief_id', '=', brief)
    .execute();
}

function standingValues(standing: BriefStanding, now: Temporal.Instant) {
  const turn = turnOf(standing, now);
  return {
    state: standing.state,
    questions_asked: standing.questionsAsked,
    open_questions: standing.openQuestions,
    open_teach_back: standing.openTeachBack,
    open_proposal: standing.proposal?.id ?? null,
    open_proposal_for: standing.proposal?.by.toString() ?? null,
    open_delivery: standing.openDelivery,
    due_at: standing.clock?.dueAt.toString() ?? null,
    clock_stopped_at: standing.clock?.stoppedAt?.toString() ?? null,
    awaits: turn.awaits,
    awaited_until: turn.until?.toString() ?? null,
  };
}

/** The columns of these fields; a field that is not there leaves its column as it is. */
export function contentValues(content: Partial<BriefContent>) {
  const { doneCriteria, wishedBy, limitMoney, links } = content;
  return {
    ...renamed(content),
    ...(doneCriteria && { done_criteria: JSON.stringify(doneCriteria) }),
    ...(links && { links: JSON.stringify(links) }),
    ...(wishedBy !== undefined && { wished_for: wishedBy?.toString() ?? null }),
    ...(limitMoney !== undefined && {
      limit_amount_minor: limitMoney?.amountMinor ?? null,
      limit_currency: limitMoney?.currency ?? null,
    }),
  };
}

/** `undefined` leaves a column out of the statement. */
const renamed = (content: Partial<BriefContent>) => ({
  title: content.title,
  outcome: content.outcome,
  context: content.context,
  wished_why: content.wishedWhy,
  effort_minutes: content.effortMinutes,
  autonomy: content.autonomyLevel,
  limit_minutes: content.limitMinutes,
  not_to_do: content.notToDo,
  to_consult: content.toConsult,
  access_needed: content.accessNeeded,
  examples: content.examples,
});

type ContentRow = Pick<Selectable<Briefs>, (typeof contentColumns)[number]>;
type StandingRow = Pick<Selectable<Briefs>, (typeof standingColumns)[number]>;

// What the columns hold was checked by the inputs' schemas and the table's own checks.
export const contentOf = (row: ContentRow): BriefContent => ({
  title: row.title,
  outcome: row.outcome,
  context: row.context,
  doneCriteria: row.done_criteria as DoneCriterion[],
  wishedBy: instantOf(row.wished_for),
  wishedWhy: row.wished_why,
  effortMinutes: row.effort_minutes,
  autonomyLevel: row.autonomy as AutonomyLevel | null,
  limitMinutes: row.limit_minutes,
  limitMoney:
    row.limit_amount_minor === null || row.limit_currency === null
      ? null
      : { amountMinor: row.limit_amount_minor, currency: row.limit_currency },
  notToDo: row.not_to_do,
  toConsult: row.to_consult,
  accessNeeded: row.access_needed,
  examples: row.examples,
  links: row.links as string[],
});

export const standingOf = (row: StandingRow): BriefStanding => ({
  state: row.state as BriefState,
  isArchived: row.archived_at !== null,
  questionsAsked: row.questions_asked,
  openQuestions: row.open_questions,
  openTeachBack: row.open_teach_back,
  proposal:
    row.open_proposal === null || row.open_proposal_for === null
      ? null
      : { id: row.open_proposal, by: Temporal.Instant.from(row.open_proposal_for) },
  openDelivery: row.open_delivery,
  clock:
    row.due_at === null
      ? null
      : { dueAt: Temporal.Instant.from(row.due_at), stoppedAt: instantOf(row.clock_stopped_at) },
});

export const startedBy = (side: string): 'assistant' | 'client' =>
  side === 'practice' ? 'assistant' : 'client';

export const instantOf = (text: string | null): Temporal.Instant | null =>
  text === null ? null : Temporal.Instant.from(text);
