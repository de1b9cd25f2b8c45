import type { Tx } from '#kernel/database/context.server.ts';
import { isUuid, type EngagementId, type Id, type PersonId, type WorkspaceId } from '#kernel/id.ts';
import { hashOf } from '#kernel/secret.server.ts';
import { ownersOf, peopleIn } from '#rooms/people/index.server.ts';
import { sql } from 'kysely';
import type { Answers, Form, ItemId, PickedActivity } from './rules.ts';
import type { SharedCopy, SharedPart, SharedResult } from './sharing.ts';
import type { CopiedEdition, TakenEdition } from './wire.ts';

export type AssessmentId = Id<'assessment'>;
export type SharedAssessmentId = Id<'sharedAssessment'>;

/** Somebody's answers as they are kept. `personId` is null until they are attached to an account. */
export interface StoredAssessment {
  id: AssessmentId;
  personId: PersonId | null;
  form: Form;
  edition: number;
  answers: Answers;
  /** What would be delegated; those of its answers that follow from it are among the answers. */
  activities: readonly PickedActivity[];
  /** What was asked, where it was a practice's test. */
  practiceEdition: TakenEdition | null;
  startedAt: string;
  changedAt: string;
  finishedAt: string | null;
  /** Since when a link shows its result; null where none does. */
  shownSince: string | null;
}

const columns = [
  'id',
  'person_id',
  'form',
  'edition',
  'answers',
  'activities',
  'practice_edition',
  'started_at',
  'changed_at',
  'finished_at',
  'shown_since',
] as const;

type Row = {
  id: string;
  person_id: string | null;
  form: string;
  edition: number;
  answers: unknown;
  activities: unknown;
  practice_edition: unknown;
  started_at: string;
  changed_at: string;
  finished_at: string | null;
  shown_since: string | null;
};

// What these columns hold was checked before it was written.
const storedOf = (row: Row): StoredAssessment => ({
  id: row.id as AssessmentId,
  personId: row.person_id as PersonId | null,
  form: row.form as Form,
  edition: row.edition,
  answers: row.answers as Answers,
  activities: row.activities as PickedActivity[],
  practiceEdition: row.practice_edition as TakenEdition | null,
  startedAt: row.started_at,
  changedAt: row.changed_at,
  finishedAt: row.finished_at,
  shownSince: row.shown_since,
});

export async function insertAssessment(
  tx: Tx,
  begun: {
    id: AssessmentId;
    secret: string;
    form: Form;
    edition: number;
    practiceEdition: TakenEdition | null;
    at: string;
  },
): Promise<void> {
  const { id, secret, form, edition, practiceEdition, at } = begun;
  await tx
    .insertInto('assessments')
    .values({
      id,
      secret_hash: hashOf(secret),
      form,
      edition,
      practice_edition: practiceEdition && JSON.stringify(practiceEdition),
      started_at: at,
      changed_at: at,
    })
    .execute();
}

/** The assessment that a secret opens, or that the actor's account holds under that id. Row-level security decides. */
export async function assessmentBy(tx: Tx, key: string): Promise<StoredAssessment | null> {
  const row = await tx
    .selectFrom('assessments')
    .select(columns)
    .where((eb) => (isUuid(key) ? eb('id', '=', key) : eb('secret_hash', '=', hashOf(key))))
    .executeTakeFirst();
  return row ? storedOf(row) : null;
}

/** The assessment whose result a link shows. */
export async function assessmentShownBy(tx: Tx, secret: string): Promise<StoredAssessment | null> {
  const row = await tx
    .selectFrom('assessments')
    .select(columns)
    .where('shown_hash', '=', hashOf(secret))
    .executeTakeFirst();
  return row ? storedOf(row) : null;
}

/** Has a link show the result, in place of the one before; without a link, none does any longer. */
export async function setLink(
  tx: Tx,
  id: AssessmentId,
  link: { secret: string; at: string } | null,
): Promise<void> {
  await tx
    .updateTable('assessments')
    .set({ shown_hash: link && hashOf(link.secret), shown_since: link && link.at })
    .where('id', '=', id)
    .execute();
}

/** The finished assessments of an account, the latest first. */
export async function finishedAssessmentsOf(tx: Tx, person: PersonId): Promise<StoredAssessment[]> {
  const rows = await tx
    .selectFrom('assessments')
    .select(columns)
    .where('person_id', '=', person)
    .where('finished_at', 'is not', null)
    .orderBy('finished_at', 'desc')
    .limit(50)
    .execute();
  return rows.map(storedOf);
}

/** Merges answers into those that are there; `removed` are taken out. Saving what is there already is no change. */
export async function mergeAnswers(
  tx: Tx,
  id: AssessmentId,
  { answers, removed, at }: { answers: Answers; removed: readonly ItemId[]; at: string },
): Promise<void> {
  const merged = sql`(answers || ${JSON.stringify(answers)}::jsonb) - ${[...removed]}::text[]`;
  await tx
    .updateTable('assessments')
    .set({ answers: merged, changed_at: at })
    .where('id', '=', id)
    .where(sql<boolean>`answers is distinct from ${merged}`)
    .execute();
}

/** Keeps what would be delegated, in place of what was there. */
export async function writeActivities(
  tx: Tx,
  id: AssessmentId,
  activities: readonly PickedActivity[],
  at: string,
): Promise<void> {
  const written = sql`${JSON.stringify(activities)}::jsonb`;
  await tx
    .updateTable('assessments')
    .set({ activities: written, changed_at: at })
    .where('id', '=', id)
    .where(sql<boolean>`activities is distinct from ${written}`)
    .execute();
}

/** Marks it as finished now, unless nothing has changed since it was. */
export async function markFinished(tx: Tx, id: AssessmentId, at: string): Promise<string> {
  const row = await tx
    .updateTable('assessments')
    .set({
      finished_at: sql<string>`case when finished_at >= changed_at then finished_at else ${at}::timestamptz end`,
    })
    .where('id', '=', id)
    .returning('finished_at')
    .executeTakeFirstOrThrow();
  return row.finished_at ?? at;
}

export async function attachToPerson(tx: Tx, id: AssessmentId, person: PersonId): Promise<void> {
  await tx.updateTable('assessments').set({ person_id: person }).where('id', '=', id).execute();
}

export async function eraseAssessment(tx: Tx, id: AssessmentId): Promise<void> {
  await tx.deleteFrom('assessments').where('id', '=', id).execute();
}

/** Erases what was begun, belongs to no account and was left alone since that instant. */
export async function eraseAbandoned(tx: Tx, before: string): Promise<void> {
  await tx
    .deleteFrom('assessments')
    .where('finished_at', 'is', null)
    .where('person_id', 'is', null)
    .where('changed_at', '<', before)
    .execute();
}

interface Place {
  workspace: WorkspaceId;
  engagement: EngagementId;
}

/** Whether that person has shared anything in the engagement, taken back or not. */
export async function hasShared(
  tx: Tx,
  { workspace, engagement }: Place,
  person: PersonId,
): Promise<boolean> {
  const row = await tx
    .selectFrom('shared_assessments')
    .select('shared_assessment_id')
    .where('workspace_id', '=', workspace)
    .where('engagement_id', '=', engagement)
    .where('shared_by', '=', person)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Writes a shared copy; false where another of the same person got in between. */
export async function insertShared(
  tx: Tx,
  { workspace, engagement }: Place,
  shared: SharedCopy & {
    id: SharedAssessmentId;
    by: PersonId;
    at: string;
    form: Form;
    edition: number;
    practiceEdition: CopiedEdition | null;
    finishedAt: string;
    activities: readonly PickedActivity[] | null;
  },
): Promise<boolean> {
  const row = await tx
    .insertInto('shared_assessments')
    .values({
      workspace_id: workspace,
      shared_assessment_id: shared.id,
      engagement_id: engagement,
      shared_by: shared.by,
      shared_at: shared.at,
      what: shared.what,
      form: shared.form,
      edition: shared.edition,
      practice_edition: shared.practiceEdition && JSON.stringify(shared.practiceEdition),
      result: JSON.stringify(shared.result),
      answers: shared.answers && JSON.stringify(shared.answers),
      activities: shared.answers && JSON.stringify(shared.activities ?? []),
      finished_at: shared.finishedAt,
    })
    .onConflict((other) => other.doNothing())
    .returning('shared_assessment_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** The copy that a person shares in an engagement now. */
export async function currentCopyOf(
  tx: Tx,
  { workspace, engagement }: Place,
  person: PersonId,
): Promise<{ id: SharedAssessmentId; finishedAt: string } | null> {
  const row = await tx
    .selectFrom('shared_assessments')
    .select(['shared_assessment_id', 'finished_at'])
    .where('workspace_id', '=', workspace)
    .where('engagement_id', '=', engagement)
    .where('shared_by', '=', person)
    .where('withdrawn_at', 'is', null)
    .where('replaced_at', 'is', null)
    .executeTakeFirst();
  return row ? { id: row.shared_assessment_id as SharedAssessmentId, finishedAt: row.finished_at } : null;
}

/** Puts a copy into the history, where its scores stay; its answers are erased. */
export async function replaceShared(
  tx: Tx,
  { workspace }: Place,
  shared: SharedAssessmentId,
  at: string,
): Promise<void> {
  await tx
    .updateTable('shared_assessments')
    .set({ replaced_at: at, what: 'verdict', answers: null, activities: null })
    .where('workspace_id', '=', workspace)
    .where('shared_assessment_id', '=', shared)
    .where('replaced_at', 'is', null)
    .execute();
}

/** Erases what a person's shared copies say, all of them (the earlier ones too) or one; true where there was one to withdraw. */
export async function withdrawSharedBy(
  tx: Tx,
  { workspace, engagement }: Place,
  person: PersonId,
  at: string,
  only?: SharedAssessmentId,
): Promise<boolean> {
  let withdrawing = tx
    .updateTable('shared_assessments')
    .set({ result: null, answers: null, activities: null, practice_edition: null, withdrawn_at: at })
    .where('workspace_id', '=', workspace)
    .where('engagement_id', '=', engagement)
    .where('shared_by', '=', person)
    .where('withdrawn_at', 'is', null);
  if (only) withdrawing = withdrawing.where('shared_assessment_id', '=', only);
  return (await withdrawing.returning('shared_assessment_id').execute()).length > 0;
}

/** What is shared in an engagement now, as far as the actor sees it: the latest first. */
export async function sharedIn(tx: Tx, { workspace, engagement }: Place) {
  const rows = await tx
    .selectFrom('shared_assessments')
    .leftJoin('people', 'people.id', 'shared_assessments.shared_by')
    .select([
      'shared_assessment_id',
      'shared_by',
      'people.name as shared_by_name',
      'shared_at',
      'what',
      'form',
      'edition',
      'practice_edition',
      'result',
      'answers',
      'activities',
      'finished_at',
    ])
    .where('workspace_id', '=', workspace)
    .where('engagement_id', '=', engagement)
    .where('withdrawn_at', 'is', null)
    .where('replaced_at', 'is', null)
    .orderBy('shared_at', 'desc')
    .execute();
  // What these columns hold was checked before it was written; a copy that is not withdrawn has a result. One from before
  // practices had weights of their own lacks `recommended`, which the operation's output fills in.
  return rows.map((row) => ({
    id: row.shared_assessment_id as SharedAssessmentId,
    by: { id: row.shared_by as PersonId, name: row.shared_by_name ?? '' },
    at: row.shared_at,
    what: row.what as SharedPart,
    form: row.form as Form,
    edition: row.edition,
    practiceEdition: row.practice_edition as CopiedEdition | null,
    result: row.result as SharedResult,
    answers: row.answers as Answers | null,
    activities: row.activities as PickedActivity[] | null,
    finishedAt: row.finished_at,
  }));
}

/** The copies of a workspace, or of one engagement in it, whose answers were shared too, as far as the actor sees them: by engagement, the latest first. */
export async function sharedAnswersOf(tx: Tx, workspace: WorkspaceId, only?: EngagementId) {
  let shared = tx
    .selectFrom('shared_assessments as s')
    .innerJoin('engagements as e', (join) =>
      join.onRef('e.workspace_id', '=', 's.workspace_id').onRef('e.engagement_id', '=', 's.engagement_id'),
    )
    .leftJoin('people as p', 'p.id', 's.shared_by')
    .select([
      's.engagement_id',
      'e.name as engagement_name',
      'p.name as shared_by_name',
      's.shared_at',
      's.form',
      's.edition',
      's.practice_edition',
      's.answers',
      's.activities',
      's.finished_at',
    ])
    .where('s.workspace_id', '=', workspace)
    .where('s.answers', 'is not', null)
    .orderBy('e.name')
    .orderBy('s.engagement_id')
    .orderBy('s.shared_at', 'desc');
  if (only) shared = shared.where('s.engagement_id', '=', only);
  const rows = await shared.execute();
  // What these columns hold was checked before it was written.
  return rows.map((row) => ({
    engagement: { id: row.engagement_id as EngagementId, name: row.engagement_name },
    by: row.shared_by_name ?? '',
    at: row.shared_at,
    form: row.form as Form,
    edition: row.edition,
    practiceEdition: row.practice_edition as CopiedEdition | null,
    answers: row.answers as Answers,
    activities: (row.activities ?? []) as PickedActivity[],
    finishedAt: row.finished_at,
  }));
}

/** Of the copy shared last in an engagement, as far as the actor sees it, who shared it, when, and its scores; null for none. */
export async function latestScoresIn(tx: Tx, { workspace, engagement }: Place) {
  const row = await tx
    .selectFrom('shared_assessments')
    .leftJoin('people', 'people.id', 'shared_assessments.shared_by')
    .select(['shared_by', 'people.name as shared_by_name', 'shared_at', 'finished_at', 'result'])
    .where('workspace_id', '=', workspace)
    .where('engagement_id', '=', engagement)
    .where('withdrawn_at', 'is', null)
    .where('replaced_at', 'is', null)
    .orderBy('shared_at', 'desc')
    .orderBy('shared_assessment_id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  return {
    by: { id: row.shared_by as PersonId, name: row.shared_by_name ?? '' },
    at: row.shared_at,
    finishedAt: row.finished_at,
    // As in `sharedIn`.
    requirements: (row.result as SharedResult).requirements,
  };
}

/** The people who do the work in an engagement: its assistants, or the workspace's owners where it has none yet. */
export async function assistantsToTell(tx: Tx, { workspace, engagement }: Place): Promise<PersonId[]> {
  const assistants = await peopleIn(tx, { workspace, engagement }, ['assistant']);
  return assistants.length === 0 ? ownersOf(tx, workspace) : assistants;
}

/** The names that a mail about an engagement needs. */
export async function namesIn(
  tx: Tx,
  { workspace, engagement }: Place,
  person: PersonId,
): Promise<{ person: string; engagement: string } | null> {
  const row = await tx
    .selectFrom('engagements')
    .innerJoin('people', (join) => join.on('people.id', '=', person))
    .select(['engagements.name as engagement', 'people.name as person'])
    .where('workspace_id', '=', workspace)
    .where('engagement_id', '=', engagement)
    .executeTakeFirst();
  return row ?? null;
}
