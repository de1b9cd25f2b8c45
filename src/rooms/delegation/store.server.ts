import type { Tx } from '#kernel/database/context.server.ts';
import type { PersonId } from '#kernel/id.ts';
import type { BriefKey, HeldBrief } from './brief-store.server.ts';
import type { Verdicts } from './conditions.ts';
import type { LastEdit } from './history.ts';

/** What surrounds a draft: how many files hang on it, and the last edit in the log if it is this person's. */
export async function aroundDraft(
  tx: Tx,
  { workspace, brief }: BriefKey,
  person: PersonId,
): Promise<{ fileCount: number; lastEdit: LastEdit | null }> {
  const row = await tx
    .selectFrom('briefs')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('events')
          .select(['kind', 'facts', 'at', 'actor_id'])
          .whereRef('events.workspace_id', '=', 'briefs.workspace_id')
          .whereRef('events.brief_id', '=', 'briefs.brief_id')
          .orderBy('event_id', 'desc')
          .limit(1)
          .as('last'),
      (join) => join.onTrue(),
    )
    .select(['last.kind', 'last.facts', 'last.at', 'last.actor_id'])
    .select((eb) =>
      eb
        .selectFrom('files')
        .select((files) => files.fn.countAll<number>().as('n'))
        .whereRef('files.workspace_id', '=', 'briefs.workspace_id')
        .whereRef('files.brief_id', '=', 'briefs.brief_id')
        .where('removed_at', 'is', null)
        .as('fileCount'),
    )
    .where('briefs.workspace_id', '=', workspace)
    .where('briefs.brief_id', '=', brief)
    .executeTakeFirstOrThrow();
  const isTheirs = row.kind === 'delegation.draftEdited' && row.actor_id === person;
  const lastEdit =
    isTheirs && row.at !== null
      ? {
          fields: (row.facts as { fields: string[] }).fields,
          at: Temporal.Instant.from(row.at),
        }
      : null;
  return { fileCount: row.fileCount ?? 0, lastEdit };
}

/** Who did it and when. */
export type Signed = { by: PersonId; at: Temporal.Instant };

const inBrief = ({ workspace, engagement, brief }: HeldBrief) => ({
  workspace_id: workspace,
  engagement_id: engagement,
  brief_id: brief,
});

export async function insertQuestions(
  tx: Tx,
  held: HeldBrief,
  questions: readonly { id: string; text: string }[],
  { by, at }: Signed,
): Promise<void> {
  const rows = questions.map(({ id, text }) => ({
    ...inBrief(held),
    question_id: id,
    text,
    asked_by: by,
    asked_at: at.toString(),
  }));
  await tx.insertInto('questions').values(rows).execute();
}

/** Whether a question of the brief is still open; null where the brief has no such question. */
export async function isQuestionOpen(tx: Tx, held: HeldBrief, question: string): Promise<boolean | null> {
  const row = await tx
    .selectFrom('questions')
    .select(['answered_at', 'withdrawn_at'])
    .where('workspace_id', '=', held.workspace)
    .where('brief_id', '=', held.brief)
    .where('question_id', '=', question)
    .executeTakeFirst();
  return row ? row.answered_at === null && row.withdrawn_at === null : null;
}

/** Closes a question with an answer, or without one where the assistant takes it back. */
export async function closeQuestion(
  tx: Tx,
  held: HeldBrief,
  question: string,
  answer: string | null,
  { by, at }: Signed,
): Promise<void> {
  const closed = at.toString();
  await tx
    .updateTable('questions')
    .set(answer === null ? { withdrawn_at: closed } : { answer, answered_by: by, answered_at: closed })
    .where('workspace_id', '=', held.workspace)
    .where('question_id', '=', question)
    .execute();
}

export async function insertTeachBack(
  tx: Tx,
  held: HeldBrief,
  id: string,
  text: string,
  { by, at }: Signed,
): Promise<void> {
  const row = { ...inBrief(held), teach_back_id: id, text, written_by: by, written_at: at.toString() };
  await tx.insertInto('teach_backs').values(row).execute();
}

/** Confirms a teach-back, or corrects it in these words. */
export async function judgeTeachBack(
  tx: Tx,
  held: HeldBrief,
  id: string,
  correction: string | null,
  { by, at }: Signed,
): Promise<void> {
  const verdict = correction === null ? 'confirmed' : 'corrected';
  await tx
    .updateTable('teach_backs')
    .set({ verdict, correction, judged_by: by, judged_at: at.toString() })
    .where('workspace_id', '=', held.workspace)
    .where('teach_back_id', '=', id)
    .execute();
}

export async function insertProposal(
  tx: Tx,
  held: HeldBrief,
  proposal: { id: string; by: Temporal.Instant; reason: string },
  { by, at }: Signed,
): Promise<void> {
  const row = {
    ...inBrief(held),
    date_proposal_id: proposal.id,
    proposed_for: proposal.by.toString(),
    reason: proposal.reason,
    proposed_by: by,
    proposed_at: at.toString(),
  };
  await tx.insertInto('date_proposals').values(row).execute();
}

/** Agrees to a proposed date or refuses it; answers which date that was and who had proposed it. */
export async function judgeProposal(
  tx: Tx,
  held: HeldBrief,
  id: string,
  verdict: 'agreed' | 'refused',
  comment: string | null,
  { by, at }: Signed,
): Promise<{ by: Temporal.Instant; proposedBy: string }> {
  const row = await tx
    .updateTable('date_proposals')
    .set({ verdict, comment, judged_by: by, judged_at: at.toString() })
    .where('workspace_id', '=', held.workspace)
    .where('date_proposal_id', '=', id)
    .returning(['proposed_by', 'proposed_for'])
    .executeTakeFirstOrThrow();
  return { by: Temporal.Instant.from(row.proposed_for), proposedBy: row.proposed_by };
}

export async function insertDelivery(
  tx: Tx,
  held: HeldBrief,
  delivery: { id: string; note: string; files: readonly string[] },
  { by, at }: Signed,
): Promise<void> {
  const row = {
    ...inBrief(held),
    delivery_id: delivery.id,
    note: delivery.note,
    delivered_by: by,
    delivered_at: at.toString(),
  };
  await tx.insertInto('deliveries').values(row).execute();
  if (delivery.files.length === 0) return;
  await tx
    .updateTable('files')
    .set({ delivery_id: delivery.id })
    .where('workspace_id', '=', held.workspace)
    .where('file_id', 'in', delivery.files)
    .execute();
}

export async function judgeDelivery(
  tx: Tx,
  held: HeldBrief,
  id: string,
  judgement: { verdict: 'accepted' | 'changes_requested'; criteriaMet: Verdicts; comment: string },
  { by, at }: Signed,
): Promise<void> {
  await tx
    .updateTable('deliveries')
    .set({
      verdict: judgement.verdict,
      criteria_met: JSON.stringify(judgement.criteriaMet),
      comment: judgement.comment,
      judged_by: by,
      judged_at: at.toString(),
    })
    .where('workspace_id', '=', held.workspace)
    .where('delivery_id', '=', id)
    .execute();
}

export async function insertMessage(
  tx: Tx,
  held: HeldBrief,
  id: string,
  text: string,
  { by, at }: Signed,
): Promise<void> {
  const row = { ...inBrief(held), message_id: id, text, author_id: by, written_at: at.toString() };
  await tx.insertInto('messages').values(row).execute();
}
