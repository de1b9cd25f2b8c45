import type { EngagementRole } from '#kernel/actor.ts';
import type { Tx } from '#kernel/database/context.server.ts';
import type { EngagementId, Id, PersonId, WorkspaceId } from '#kernel/id.ts';
import type { Answers, Form } from '../rules.ts';
import type { SharedResult } from '../sharing.ts';
import type { SharedAssessmentId } from '../store.server.ts';

export type AssistantViewId = Id<'assistantView'>;
type Place = { workspace: WorkspaceId; engagement: EngagementId };

export interface StoredView {
  id: AssistantViewId;
  by: PersonId;
  name: string;
  answeredAt: string;
  correctedAt: string | null;
  answers: Answers;
}

/** The assistants' views in an engagement, as far as the actor sees them: the earliest first. */
export async function viewsIn(tx: Tx, { workspace, engagement }: Place): Promise<StoredView[]> {
  const rows = await tx
    .selectFrom('assistant_views')
    .leftJoin('people', 'people.id', 'assistant_views.answered_by')
    .select(['assistant_view_id', 'answered_by', 'people.name', 'answered_at', 'corrected_at', 'answers'])
    .where('workspace_id', '=', workspace)
    .where('engagement_id', '=', engagement)
    .orderBy('answered_at')
    .execute();
  // What these columns hold was checked before it was written.
  return rows.map((row) => ({
    id: row.assistant_view_id as AssistantViewId,
    by: row.answered_by as PersonId,
    name: row.name ?? '',
    answeredAt: row.answered_at,
    correctedAt: row.corrected_at,
    answers: row.answers as Answers,
  }));
}

export async function insertView(
  tx: Tx,
  { workspace, engagement }: Place,
  view: { id: AssistantViewId; by: PersonId; at: string; edition: number; answers: Answers },
): Promise<void> {
  await tx
    .insertInto('assistant_views')
    .values({
      workspace_id: workspace,
      assistant_view_id: view.id,
      engagement_id: engagement,
      answered_by: view.by,
      answered_at: view.at,
      edition: view.edition,
      answers: JSON.stringify(view.answers),
    })
    .execute();
}

export async function correctView(
  tx: Tx,
  workspace: WorkspaceId,
  view: { id: AssistantViewId; at: string; edition: number; answers: Answers },
): Promise<void> {
  await tx
    .updateTable('assistant_views')
    .set({ answers: JSON.stringify(view.answers), edition: view.edition, corrected_at: view.at })
    .where('workspace_id', '=', workspace)
    .where('assistant_view_id', '=', view.id)
    .execute();
}

/** Erases all that an assistant answered in an engagement; how many answers that were. */
export async function eraseViews(tx: Tx, { workspace, engagement }: Place, by: PersonId): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('assistant_views')
    .where('workspace_id', '=', workspace)
    .where('engagement_id', '=', engagement)
    .where('answered_by', '=', by)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

export interface StoredCopy {
  id: SharedAssessmentId;
  by: PersonId;
  name: string;
  answeredAt: string;
  form: Form;
  result: SharedResult;
  /** Only of the latest copy of a person, where they shared them. */
  answers: Answers | null;
}

/** The copies that contacts share in an engagement, the earlier ones too, as far as the actor sees them: earliest first. */
export async function copiesIn(tx: Tx, { workspace, engagement }: Place): Promise<StoredCopy[]> {
  const rows = await tx
    .selectFrom('shared_assessments')
    .leftJoin('people', 'people.id', 'shared_assessments.shared_by')
    .select(['shared_assessment_id', 'shared_by', 'people.name', 'finished_at', 'form', 'result', 'answers'])
    .where('workspace_id', '=', workspace)
    .where('engagement_id', '=', engagement)
    .where('withdrawn_at', 'is', null)
    .orderBy('finished_at')
    .orderBy('shared_at')
    .execute();
  // As above; a copy that is not withdrawn has a result.
  return rows.map((row) => ({
    id: row.shared_assessment_id as SharedAssessmentId,
    by: row.shared_by as PersonId,
    name: row.name ?? '',
    answeredAt: row.finished_at,
    form: row.form as Form,
    result: row.result as SharedResult,
    answers: row.answers as Answers | null,
  }));
}

/** When either side answered first in an engagement, also where it was taken back since; null where nobody did. */
export async function firstAnsweredAt(tx: Tx, { workspace, engagement }: Place): Promise<string | null> {
  const [shared, viewed] = await Promise.all([
    tx
      .selectFrom('shared_assessments')
      .select('shared_at as at')
      .where('workspace_id', '=', workspace)
      .where('engagement_id', '=', engagement)
      .orderBy('shared_at')
      .limit(1)
      .executeTakeFirst(),
    tx
      .selectFrom('assistant_views')
      .select('answered_at as at')
      .where('workspace_id', '=', workspace)
      .where('engagement_id', '=', engagement)
      .orderBy('answered_at')
      .limit(1)
      .executeTakeFirst(),
  ]);
  const times = [shared?.at, viewed?.at].filter((at) => at !== undefined);
  return times.toSorted((one, other) => Temporal.Instant.compare(one, other))[0] ?? null;
}

/** Engagements of a workspace that are not over and in which somebody has answered. */
export async function engagementsWithAnswers(tx: Tx, workspace: WorkspaceId): Promise<EngagementId[]> {
  const rows = await tx
    .selectFrom('engagements as e')
    .select('e.engagement_id')
    .where('e.workspace_id', '=', workspace)
    .where('e.archived_at', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('engagement_endings as x')
            .select('x.engagement_id')
            .where('x.workspace_id', '=', workspace)
            .whereRef('x.engagement_id', '=', 'e.engagement_id'),
        ),
      ),
    )
    .where((eb) =>
      eb.or([
        eb.exists(
          eb
            .selectFrom('shared_assessments as a')
            .select('a.engagement_id')
            .where('a.workspace_id', '=', workspace)
            .whereRef('a.engagement_id', '=', 'e.engagement_id'),
        ),
        eb.exists(
          eb
            .selectFrom('assistant_views as a')
            .select('a.engagement_id')
            .where('a.workspace_id', '=', workspace)
            .whereRef('a.engagement_id', '=', 'e.engagement_id'),
        ),
      ]),
    )
    .execute();
  return rows.map((row) => row.engagement_id as EngagementId);
}

export async function findPlace(tx: Tx, { workspace, engagement }: Place) {
  const row = await tx
    .selectFrom('engagements as e')
    .leftJoin('engagement_endings as x', (join) =>
      join.onRef('x.workspace_id', '=', 'e.workspace_id').onRef('x.engagement_id', '=', 'e.engagement_id'),
    )
    .select(['e.name', 'e.archived_at as archivedAt', 'x.noted_at as endNotedAt'])
    .where('e.workspace_id', '=', workspace)
    .where('e.engagement_id', '=', engagement)
    .executeTakeFirst();
  return row ? { ...row, isOver: row.archivedAt !== null || row.endNotedAt !== null } : null;
}

export interface Participant {
  person: PersonId;
  role: EngagementRole;
  since: string;
}

/** Who takes part in an engagement now. */
export async function participantsIn(tx: Tx, { workspace, engagement }: Place): Promise<Participant[]> {
  const rows = await tx
    .selectFrom('engagement_members')
    .select(['person_id', 'role', 'since'])
    .where('workspace_id', '=', workspace)
    .where('engagement_id', '=', engagement)
    .where('until', 'is', null)
    .execute();
  return rows.map((row) => ({
    person: row.person_id as PersonId,
    // The column's check allows no other role.
    role: row.role as EngagementRole,
    since: row.since,
  }));
}

/** The round that was opened last in an engagement; null where none was. */
export async function latestRound(tx: Tx, { workspace, engagement }: Place) {
  const row = await tx
    .selectFrom('readiness_rounds')
    .select(['round', 'opened_at as openedAt'])
    .where('workspace_id', '=', workspace)
    .where('engagement_id', '=', engagement)
    .orderBy('round', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** Opens a round; false where it was opened before. */
export async function insertRound(
  tx: Tx,
  { workspace, engagement }: Place,
  { round, openedAt, at }: { round: number; openedAt: string; at: string },
): Promise<boolean> {
  const row = await tx
    .insertInto('readiness_rounds')
    .values({
      workspace_id: workspace,
      engagement_id: engagement,
      round,
      opened_at: openedAt,
      asked_at: at,
    })
    .onConflict((other) => other.doNothing())
    .returning('round')
    .executeTakeFirst();
  return row !== undefined;
}

/** Who sits a round out. */
export async function skippersOf(
  tx: Tx,
  { workspace, engagement }: Place,
  round: number,
): Promise<PersonId[]> {
  const rows = await tx
    .selectFrom('readiness_round_skips')
    .select('person_id')
    .where('workspace_id', '=', workspace)
    .where('engagement_id', '=', engagement)
    .where('round', '=', round)
    .execute();
  return rows.map((row) => row.person_id as PersonId);
}

export async function insertSkip(
  tx: Tx,
  { workspace, engagement }: Place,
  { round, person, at }: { round: number; person: PersonId; at: string },
): Promise<void> {
  await tx
    .insertInto('readiness_round_skips')
    .values({
      workspace_id: workspace,
      engagement_id: engagement,
      round,
      person_id: person,
      skipped_at: at,
    })
    .onConflict((other) => other.doNothing())
    .execute();
}

/**
 * The engagements with an open round in which somebody takes part, with what decides whether it waits for them. One
 * query: it stands on everybody's home page.
 */
export async function openRoundsOf(tx: Tx, workspace: WorkspaceId, person: PersonId) {
  const rows = await tx
    .selectFrom('readiness_rounds as r')
    .innerJoin('engagements as e', (join) =>
      join.onRef('e.workspace_id', '=', 'r.workspace_id').onRef('e.engagement_id', '=', 'r.engagement_id'),
    )
    .innerJoin('engagement_members as m', (join) =>
      join.onRef('m.workspace_id', '=', 'r.workspace_id').onRef('m.engagement_id', '=', 'r.engagement_id'),
    )
    .leftJoin('readiness_round_skips as s', (join) =>
      join
        .onRef('s.workspace_id', '=', 'r.workspace_id')
        .onRef('s.engagement_id', '=', 'r.engagement_id')
        .onRef('s.round', '=', 'r.round')
        .onRef('s.person_id', '=', 'm.person_id'),
    )
    .select(['r.engagement_id', 'e.name', 'r.round', 'r.opened_at', 'm.role', 'm.since', 's.skipped_at'])
    .select((eb) => [
      eb
        .selectFrom('shared_assessments as c')
        .select((max) => max.fn.max('c.finished_at').as('at'))
        .where('c.workspace_id', '=', workspace)
        .whereRef('c.engagement_id', '=', 'r.engagement_id')
        .where('c.shared_by', '=', person)
        .where('c.withdrawn_at', 'is', null)
        .as('shared_at'),
      eb
        .selectFrom('assistant_views as v')
        .select((max) => max.fn.max('v.answered_at').as('at'))
        .where('v.workspace_id', '=', workspace)
        .whereRef('v.engagement_id', '=', 'r.engagement_id')
        .where('v.answered_by', '=', person)
        .as('viewed_at'),
    ])
    .where('r.workspace_id', '=', workspace)
    .where('m.person_id', '=', person)
    .where('m.until', 'is', null)
    .where('e.archived_at', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('engagement_endings as x')
            .select('x.engagement_id')
            .where('x.workspace_id', '=', workspace)
            .whereRef('x.engagement_id', '=', 'e.engagement_id'),
        ),
      ),
    )
    .orderBy('r.engagement_id')
    .orderBy('r.round', 'desc')
    .distinctOn('r.engagement_id')
    .execute();
  return rows.map((row) => ({
    engagement: row.engagement_id as EngagementId,
    name: row.name,
    round: row.round,
    openedAt: row.opened_at,
    // As above.
    role: row.role as EngagementRole,
    since: row.since,
    answeredAt: (row.role === 'assistant' ? row.viewed_at : row.shared_at) ?? null,
    hasSkipped: row.skipped_at !== null,
  }));
}
