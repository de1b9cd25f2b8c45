import type { Tx } from '#kernel/database/context.server.ts';
import type { LoggedEvent } from '#kernel/notifier.server.ts';

type OnBrief = Pick<LoggedEvent, 'workspace'> & { brief: string };

/** What every mail about a brief says, as it stands when the mail is ordered; null for a brief that is not there. */
export async function briefInMail(tx: Tx, { workspace, brief }: OnBrief) {
  return tx
    .selectFrom('briefs')
    .innerJoin('engagements', (join) =>
      join
        .onRef('engagements.workspace_id', '=', 'briefs.workspace_id')
        .onRef('engagements.engagement_id', '=', 'briefs.engagement_id'),
    )
    .select([
      'briefs.state',
      'briefs.title',
      'briefs.outcome',
      'briefs.wished_for as wishedBy',
      'briefs.wished_why as wishedWhy',
      'briefs.due_at as dueAt',
      'briefs.clock_stopped_at as stoppedAt',
      'briefs.kept_private as keptPrivate',
      'engagements.name as engagement',
    ])
    .where('briefs.workspace_id', '=', workspace)
    .where('briefs.brief_id', '=', brief)
    .executeTakeFirst();
}

/** What somebody is called, and on which side of the engagement they stand. */
export async function whoActed(tx: Tx, event: Pick<LoggedEvent, 'workspace' | 'engagement' | 'by'>) {
  return tx
    .selectFrom('people')
    .leftJoin('engagement_members', (join) =>
      join
        .onRef('engagement_members.person_id', '=', 'people.id')
        .on('engagement_members.workspace_id', '=', event.workspace)
        .on('engagement_members.engagement_id', '=', event.engagement),
    )
    .select(['people.name', 'engagement_members.role'])
    .where('people.id', '=', event.by)
    .executeTakeFirst();
}

/** All questions of a brief, in the order in which they were asked. */
export async function questionsOf(tx: Tx, { workspace, brief }: OnBrief) {
  return tx
    .selectFrom('questions')
    .select([
      'question_id as id',
      'text',
      'answer',
      'asked_by as askedBy',
      'asked_at as askedAt',
      'answered_at as answeredAt',
      'withdrawn_at as withdrawnAt',
    ])
    .where('workspace_id', '=', workspace)
    .where('brief_id', '=', brief)
    .orderBy('question_id')
    .execute();
}

export async function teachBackInMail(tx: Tx, { workspace, brief }: OnBrief, id: string) {
  return tx
    .selectFrom('teach_backs')
    .select(['text', 'correction'])
    .where('workspace_id', '=', workspace)
    .where('brief_id', '=', brief)
    .where('teach_back_id', '=', id)
    .executeTakeFirst();
}

export async function deliveryInMail(tx: Tx, { workspace, brief }: OnBrief, id: string) {
  const delivery = await tx
    .selectFrom('deliveries')
    .select(['note', 'comment'])
    .where('workspace_id', '=', workspace)
    .where('brief_id', '=', brief)
    .where('delivery_id', '=', id)
    .executeTakeFirst();
  const files = await tx
    .selectFrom('files')
    .select('name')
    .where('workspace_id', '=', workspace)
    .where('brief_id', '=', brief)
    .where('delivery_id', '=', id)
    .orderBy('file_id')
    .execute();
  return { note: delivery?.note, comment: delivery?.comment, files: files.map(({ name }) => name) };
}

export async function messageInMail(tx: Tx, { workspace, brief }: OnBrief, id: string) {
  return tx
    .selectFrom('messages')
    .select('text')
    .where('workspace_id', '=', workspace)
    .where('brief_id', '=', brief)
    .where('message_id', '=', id)
    .executeTakeFirst();
}
