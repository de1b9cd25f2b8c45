import { sql } from 'kysely';
import type { Tx } from '#kernel/database/context.server.ts';
import type { EngagementId, Id, PersonId, WorkspaceId } from '#kernel/id.ts';
import type { PlanId } from '../plans.ts';
import type { AgreedText, TextExercise, WeekLine } from './exercises.ts';
import type { PlanStep, PlanStepId } from './rules.ts';

type Place = { workspace: WorkspaceId; engagement: EngagementId };
export type WeekLineId = Id<'weekLine'>;

const stamp = (by: string | null, at: string | null) => (by && at ? { by: by as PersonId, at } : null);

/** Every step of an engagement's plan. */
export async function stepsIn(tx: Tx, { workspace, engagement }: Place): Promise<PlanStep[]> {
  const rows = await tx
    .selectFrom('plan_steps')
    .select(['plan_step_id', 'plan', 'number', 'words', 'position', 'owner_id'])
    .select(['done_by', 'done_at', 'told_id', 'told_at'])
    .select(sql<string | null>`to_char(due_on, 'YYYY-MM-DD')`.as('due_on'))
    .where('workspace_id', '=', workspace)
    .where('engagement_id', '=', engagement)
    .orderBy('position')
    .execute();
  // What these columns hold was checked before it was written.
  return rows.map((row) => ({
    id: row.plan_step_id as PlanStepId,
    plan: row.plan as PlanId,
    number: row.number,
    words: row.words,
    position: row.position,
    owner: row.owner_id as PersonId | null,
    dueOn: row.due_on,
    done: stamp(row.done_by, row.done_at),
    told: row.told_id && row.told_at ? { person: row.told_id as PersonId, at: row.told_at } : null,
  }));
}

/** Adds steps that are not there yet; gives how many were added. */
export async function addSteps(
  tx: Tx,
  { workspace, engagement }: Place,
  steps: readonly (Pick<PlanStep, 'id' | 'plan' | 'number' | 'words' | 'position'> & {
    by: PersonId;
    at: string;
  })[],
): Promise<number> {
  const added = await tx
    .insertInto('plan_steps')
    .values(
      steps.map(({ id, plan, number, words, position, by, at }) => ({
        workspace_id: workspace,
        plan_step_id: id,
        engagement_id: engagement,
        ...{ plan, number, words, position },
        added_by: by,
        added_at: at,
      })),
    )
    .onConflict((other) => other.doNothing())
    .returning('plan_step_id')
    .execute();
  return added.length;
}

/** Who does a step and by which day; `told` where a mail goes out. */
export async function planStep(
  tx: Tx,
  { workspace, engagement }: Place,
  step: PlanStepId,
  { owner, dueOn, told }: { owner: PersonId | null; dueOn: string | null; told: PlanStep['told'] },
): Promise<void> {
  await tx
    .updateTable('plan_steps')
    .set({ owner_id: owner, due_on: dueOn, told_id: told?.person ?? null, told_at: told?.at ?? null })
    .where('workspace_id', '=', workspace)
    .where('engagement_id', '=', engagement)
    .where('plan_step_id', '=', step)
    .execute();
}

/** Marks a step as done, or with null as open again. */
export async function markStep(
  tx: Tx,
  { workspace, engagement }: Place,
  step: PlanStepId,
  done: PlanStep['done'],
): Promise<void> {
  await tx
    .updateTable('plan_steps')
    .set({ done_by: done?.by ?? null, done_at: done?.at ?? null })
    .where('workspace_id', '=', workspace)
    .where('engagement_id', '=', engagement)
    .where('plan_step_id', '=', step)
    .execute();
}

/** Erases an own step, or all steps of one plan; gives how many. */
export async function removeSteps(
  tx: Tx,
  { workspace, engagement }: Place,
  which: { step: PlanStepId } | { plan: PlanId },
): Promise<number> {
  const all = tx
    .deleteFrom('plan_steps')
    .where('workspace_id', '=', workspace)
    .where('engagement_id', '=', engagement);
  const these =
    'plan' in which
      ? all.where('plan', '=', which.plan)
      : all.where('plan_step_id', '=', which.step).where('number', 'is', null);
  return (await these.returning('plan_step_id').execute()).length;
}

export interface PlanText extends AgreedText {
  exercise: TextExercise;
  version: number;
  title: string;
  text: string;
  writtenAt: string;
}

/** The texts that the exercises left. */
export async function textsIn(tx: Tx, { workspace, engagement }: Place): Promise<PlanText[]> {
  const rows = await tx
    .selectFrom('plan_texts')
    .select(['exercise', 'version', 'title', 'text', 'written_at'])
    .select(['practice_by', 'practice_at', 'client_by', 'client_at'])
    .where('workspace_id', '=', workspace)
    .where('engagement_id', '=', engagement)
    .execute();
  // As above.
  return rows.map((row) => ({
    exercise: row.exercise as TextExercise,
    version: row.version,
    title: row.title,
    text: row.text,
    writtenAt: row.written_at,
    practice: stamp(row.practice_by, row.practice_at),
    client: stamp(row.client_by, row.client_at),
  }));
}

/** Writes a text in place of the version that was read; false where it has changed since. */
export async function writeText(
  tx: Tx,
  { workspace, engagement }: Place,
  { exercise, version, title, text, practice, client }: Omit<PlanText, 'writtenAt'>,
  written: { by: PersonId; at: string },
): Promise<boolean> {
  const values = {
    ...{ title, text, written_by: written.by, written_at: written.at },
    ...{ practice_by: practice?.by ?? null, practice_at: practice?.at ?? null },
    ...{ client_by: client?.by ?? null, client_at: client?.at ?? null },
  };
  const row =
    version === 0
      ? await tx
          .insertInto('plan_texts')
          .values({ workspace_id: workspace, engagement_id: engagement, exercise, version: 1, ...values })
          .onConflict((other) => other.doNothing())
          .returning('version')
          .executeTakeFirst()
      : await tx
          .updateTable('plan_texts')
          .set({ ...values, version: version + 1 })
          .where('workspace_id', '=', workspace)
          .where('engagement_id', '=', engagement)
          .where('exercise', '=', exercise)
          .where('version', '=', version)
          .returning('version')
          .executeTakeFirst();
  return row !== undefined;
}

/** Confirms a version for one side; false where it has changed since. */
export async function confirmText(
  tx: Tx,
  { workspace, engagement }: Place,
  { exercise, version }: { exercise: TextExercise; version: number },
  { side, by, at }: { side: 'practice' | 'client'; by: PersonId; at: string },
): Promise<boolean> {
  const row = await tx
    .updateTable('plan_texts')
    .set(side === 'practice' ? { practice_by: by, practice_at: at } : { client_by: by, client_at: at })
    .where('workspace_id', '=', workspace)
    .where('engagement_id', '=', engagement)
    .where('exercise', '=', exercise)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();
  return row !== undefined;
}

export async function removeText(
  tx: Tx,
  { workspace, engagement }: Place,
  exercise: TextExercise,
): Promise<boolean> {
  const row = await tx
    .deleteFrom('plan_texts')
    .where('workspace_id', '=', workspace)
    .where('engagement_id', '=', engagement)
    .where('exercise', '=', exercise)
    .returning('exercise')
    .executeTakeFirst();
  return row !== undefined;
}

export interface StoredLine extends WeekLine {
  id: WeekLineId;
  words: string;
}

/** The week that somebody wrote down, line by line. */
export async function weekIn(tx: Tx, { workspace, engagement }: Place): Promise<StoredLine[]> {
  const rows = await tx
    .selectFrom('plan_week_lines')
    .select(['week_line_id', 'words', 'repeats', 'explainable', 'mendable'])
    .where('workspace_id', '=', workspace)
    .where('engagement_id', '=', engagement)
    .orderBy('written_at')
    .orderBy('week_line_id')
    .execute();
  // A column of ids of this kind.
  return rows.map(({ week_line_id, ...line }) => ({ id: week_line_id as WeekLineId, ...line }));
}

export async function addLine(
  tx: Tx,
  { workspace, engagement }: Place,
  { id, words, repeats, explainable, mendable }: StoredLine,
  written: { by: PersonId; at: string },
): Promise<void> {
  await tx
    .insertInto('plan_week_lines')
    .values({
      workspace_id: workspace,
      week_line_id: id,
      engagement_id: engagement,
      ...{ words, repeats, explainable, mendable },
      written_by: written.by,
      written_at: written.at,
    })
    .execute();
}

export async function removeLine(
  tx: Tx,
  { workspace, engagement }: Place,
  line: WeekLineId,
): Promise<boolean> {
  const row = await tx
    .deleteFrom('plan_week_lines')
    .where('workspace_id', '=', workspace)
    .where('engagement_id', '=', engagement)
    .where('week_line_id', '=', line)
    .returning('week_line_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Who takes part in an engagement now, with their names. */
export async function peopleIn(tx: Tx, { workspace, engagement }: Place) {
  const rows = await tx
    .selectFrom('engagement_members as m')
    .innerJoin('people as p', 'p.id', 'm.person_id')
    .select(['m.person_id', 'p.name'])
    .where('m.workspace_id', '=', workspace)
    .where('m.engagement_id', '=', engagement)
    .where('m.until', 'is', null)
    .orderBy('p.name')
    .execute();
  return rows.map((row) => ({ person: row.person_id as PersonId, name: row.name }));
}

/** How many open steps of somebody have come to their day, in engagements that go on and in which they take part. */
export async function waitingStepsOf(tx: Tx, workspace: WorkspaceId, person: PersonId, today: string) {
  const rows = await tx
    .selectFrom('plan_steps as s')
    .innerJoin('engagements as e', (join) =>
      join.onRef('e.workspace_id', '=', 's.workspace_id').onRef('e.engagement_id', '=', 's.engagement_id'),
    )
    .innerJoin('engagement_members as m', (join) =>
      join
        .onRef('m.workspace_id', '=', 's.workspace_id')
        .onRef('m.engagement_id', '=', 's.engagement_id')
        .onRef('m.person_id', '=', 's.owner_id'),
    )
    .leftJoin('engagement_endings as x', (join) =>
      join.onRef('x.workspace_id', '=', 's.workspace_id').onRef('x.engagement_id', '=', 's.engagement_id'),
    )
    .select(['s.engagement_id', 'e.name'])
    .select((eb) => eb.fn.countAll<number>().as('steps'))
    .where('s.workspace_id', '=', workspace)
    .where('s.owner_id', '=', person)
    .where('s.done_at', 'is', null)
    .where(sql<boolean>`s.due_on <= ${today}::date`)
    .where('m.until', 'is', null)
    .where('e.archived_at', 'is', null)
    .where('x.engagement_id', 'is', null)
    .groupBy(['s.engagement_id', 'e.name'])
    .orderBy('e.name')
    .execute();
  return rows.map((row) => ({
    engagement: row.engagement_id as EngagementId,
    name: row.name,
    steps: Number(row.steps),
  }));
}
