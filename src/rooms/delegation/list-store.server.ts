import { sql, type ExpressionBuilder, type JoinBuilder, type SqlBool } from 'kysely';
import { sideOf } from '#kernel/actor.ts';
import type { DB } from '#kernel/database/schema.ts';
import type { EngagementId, WorkspaceId } from '#kernel/id.ts';
import type { Run } from '#kernel/operation.server.ts';
import { briefStates, type BriefState } from './brief.ts';

/** What a list shows of a brief, and what decides whose turn it is. */
const listColumns = [
  'briefs.brief_id',
  'briefs.engagement_id',
  'briefs.title',
  'briefs.state',
  'briefs.archived_at',
  'briefs.questions_asked',
  'briefs.open_questions',
  'briefs.open_teach_back',
  'briefs.open_proposal',
  'briefs.open_proposal_for',
  'briefs.open_delivery',
  'briefs.wished_for',
  'briefs.due_at',
  'briefs.clock_stopped_at',
  'briefs.updated_at',
] as const;

type Briefs = ExpressionBuilder<DB, 'briefs'>;

/** Enough of the outcome to name a brief that has no title. */
const outcomeStart = sql<string>`left(briefs.outcome, 200)`.as('outcome');

/**
 * What the actor may see, said to the planner too: row-level security holds the wall between engagements, but no index
 * can use it. A draft that the client's side keeps to itself is for who began it only (the rule is `maySee`).
 */
function withinSight(run: Run, workspace: WorkspaceId) {
  const mine = run.membership?.engagements.map((one) => one.engagement) ?? [];
  const isPractice = run.membership !== null && sideOf(run.membership) === 'practice';
  return (eb: Briefs) =>
    eb.and([
      eb('briefs.workspace_id', '=', workspace),
      ...(run.membership?.role === 'owner'
        ? []
        : [sql<SqlBool>`briefs.engagement_id = any(${mine}::uuid[])`]),
      ...(isPractice ? [eb.or([eb('kept_private', '=', false), eb('created_by', '=', run.person.id)])] : []),
    ]);
}

/** Whose turn it is at that moment: what the last action left, until the date of an unanswered proposal passes. */
const turnAt = (now: Temporal.Instant) =>
  sql<string>`case when briefs.awaited_until <= ${now.toString()}::timestamptz then 'assistant' else briefs.awaits end`;

/** Whether it is the actor's turn (`true`) or that of somebody else (`false`); null where nobody is awaited. */
function isMyTurn(run: Run) {
  const turn = turnAt(run.now);
  if (run.membership && sideOf(run.membership) === 'practice') {
    return sql<
      boolean | null
    >`case ${turn} when 'nobody' then null when 'assistant' then true else false end`;
  }
  const decidesIn = run.membership?.engagements
    .filter(({ role }) => role === 'principal')
    .map(({ engagement }) => engagement);
  return sql<
    boolean | null
  >`case ${turn} when 'nobody' then null when 'assistant' then false when 'client' then true
    else briefs.engagement_id = any(${decidesIn ?? []}::uuid[]) end`;
}

/** What a list is narrowed to; `engagement` and `words` narrow the counts of the other filters too. */
export type ListFilter = {
  workspace: WorkspaceId;
  engagement: EngagementId | undefined;
  words: string;
  state: BriefState | undefined;
  waitingFor: 'me' | 'them' | undefined;
  archived: boolean;
};

const narrowed = (run: Run, filter: ListFilter) =>
  run.tx
    .selectFrom('briefs')
    .where(withinSight(run, filter.workspace))
    .$if(filter.engagement !== undefined, (query) =>
      query.where('briefs.engagement_id', '=', filter.engagement ?? ''),
    )
    .$if(filter.words !== '', (query) => query.where('briefs.title', 'ilike', `%${escaped(filter.words)}%`));

/** The words as they are: `%`, `_` and the escape sign itself stand for themselves. */
const escaped = (words: string): string => words.replace(/[\\%_]/g, (sign) => `\\${sign}`);

function chosen(run: Run, { state, waitingFor, archived }: ListFilter) {
  return (eb: Briefs) =>
    eb.and([
      eb('briefs.archived_at', archived ? 'is not' : 'is', null),
      ...(state ? [eb('briefs.state', '=', state)] : []),
      ...(waitingFor ? [sql<SqlBool>`${isMyTurn(run)} is ${sql.lit(waitingFor === 'me')}`] : []),
    ]);
}

const ofEngagement = (join: JoinBuilder<DB, 'engagements' | 'clients'>) =>
  join
    .onRef('clients.workspace_id', '=', 'engagements.workspace_id')
    .onRef('clients.client_id', '=', 'engagements.client_id');

/** One page of briefs, those that changed last first. */
export function briefsOnPage(run: Run, filter: ListFilter, page: { size: number; number: number }) {
  return narrowed(run, filter)
    .where(chosen(run, filter))
    .innerJoin('engagements', (join) =>
      join
        .onRef('engagements.workspace_id', '=', 'briefs.workspace_id')
        .onRef('engagements.engagement_id', '=', 'briefs.engagement_id'),
    )
    .innerJoin('clients', ofEngagement)
    .select([
      ...listColumns,
      'engagements.name as engagement_name',
      'clients.name as client_name',
      outcomeStart,
    ])
    .orderBy('briefs.updated_at', 'desc')
    .orderBy('briefs.brief_id', 'desc')
    .limit(page.size)
    .offset((page.number - 1) * page.size)
    .execute();
}

/** How many briefs each filter would show, and how many the chosen ones do. */
export async function countsOf(run: Run, filter: ListFilter) {
  const rows = await narrowed(run, filter)
    .select(['briefs.state', isMyTurn(run).as('mine')])
    .select((eb) => [eb('archived_at', 'is not', null).as('archived'), eb.fn.countAll<number>().as('n')])
    .groupBy([sql`1`, sql`2`, sql`3`])
    .execute();
  const sum = (fits: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(fits).reduce((total, { n }) => total + n, 0);
  const inState = (state: BriefState) => sum((row) => row.state === state && !row.archived);
  return {
    total: sum(
      ({ state, mine, archived }) =>
        archived === filter.archived &&
        (!filter.state || state === filter.state) &&
        (!filter.waitingFor || mine === (filter.waitingFor === 'me')),
    ),
    counts: {
      all: sum(({ archived }) => !archived),
      archived: sum(({ archived }) => archived === true),
      waitingForMe: sum(({ mine }) => mine === true),
      waitingForThem: sum(({ mine }) => mine === false),
      // Every state has its count, none has another key.
      byState: Object.fromEntries(briefStates.map((state) => [state, inState(state)])) as Record<
        BriefState,
        number
      >,
    },
  };
}

/**
 * The briefs in which somebody is awaited, in three groups: the actor's turn, somebody else's, and those promised. Of
 * each the most urgent first, as many as `lines`, with the size of the whole group.
 */
export function awaitedBriefs(run: Run, workspace: WorkspaceId, lines: number) {
  const urgency = sql`coalesce(briefs.due_at, briefs.wished_for) asc nulls last, briefs.brief_id`;
  return run.tx
    .with('awaited', (db) =>
      db
        .selectFrom('briefs')
        .where(withinSight(run, workspace))
        .where('archived_at', 'is', null)
        .where('awaits', '<>', sql.lit('nobody'))
        .select(listColumns)
        .select([
          outcomeStart,
          isMyTurn(run).as('mine'),
          sql<number>`count(*) over (partition by ${isMyTurn(run)})`.as('turn_total'),
          sql<number>`row_number() over (partition by ${isMyTurn(run)} order by ${urgency})`.as('turn_place'),
          sql<number>`count(*) over (partition by state)`.as('state_total'),
          sql<number>`row_number() over (partition by state order by ${urgency})`.as('state_place'),
        ]),
    )
    .selectFrom('awaited')
    .innerJoin('engagements', (join) =>
      join
        .on('engagements.workspace_id', '=', workspace)
        .onRef('engagements.engagement_id', '=', 'awaited.engagement_id'),
    )
    .innerJoin('clients', ofEngagement)
    .where((eb) =>
      eb.or([
        eb('turn_place', '<=', lines),
        eb.and([eb('awaited.state', '=', 'promised'), eb('state_place', '<=', lines)]),
      ]),
    )
    .selectAll('awaited')
    .select(['engagements.name as engagement_name', 'clients.name as client_name'])
    .execute();
}

/** Whether there is any brief at all within sight. */
export async function hasAnyBrief(run: Run, workspace: WorkspaceId): Promise<boolean> {
  const row = await run.tx
    .selectFrom('briefs')
    .select('briefs.brief_id')
    .where(withinSight(run, workspace))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export type ListRow = Awaited<ReturnType<typeof briefsOnPage>>[number];
