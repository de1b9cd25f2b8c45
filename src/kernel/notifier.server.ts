import type { Kysely } from 'kysely';
import { withReach, type Tx } from './database/context.server.ts';
import type { DB } from './database/schema.ts';
import { orderMail } from './events.server.ts';
import type { BriefId, EngagementId, PersonId, WorkspaceId } from './id.ts';
import type { MailOrder } from './operation.server.ts';

/** An event of the log, as a notifier sees it. */
export type LoggedEvent = {
  id: string;
  workspace: WorkspaceId;
  engagement: EngagementId | null;
  brief: BriefId | null;
  at: string;
  by: PersonId | null;
  kind: string;
  facts: Record<string, unknown>;
};

/** Who has to be told of an event, and what: decided after the fact, in the workspace's whole reach. */
export type Notifier = (tx: Tx, event: LoggedEvent) => Promise<MailOrder[]>;

/** Orders the mails of one event. Running it again orders nothing twice: an event mails a person once. */
export async function notifyOf(
  db: Kysely<DB>,
  notifiers: Record<string, Notifier>,
  now: Temporal.Instant,
  { workspace, event }: { workspace: string; event: string },
): Promise<void> {
  // A job's payload was written by `enqueue`, so these are ids.
  const workspaceId = workspace as WorkspaceId;
  await withReach(
    db,
    { workspace: workspaceId, engagements: 'all', side: 'practice', power: 'system' },
    async (tx) => {
      const row = await tx
        .selectFrom('events')
        .select(['event_id', 'engagement_id', 'brief_id', 'at', 'actor_id', 'kind', 'facts'])
        .where('workspace_id', '=', workspace)
        .where('event_id', '=', event)
        .executeTakeFirst();
      const notifier = row && notifiers[row.kind];
      if (!notifier) return;
      const orders = await notifier(tx, {
        id: row.event_id,
        workspace: workspaceId,
        engagement: row.engagement_id as EngagementId | null,
        brief: row.brief_id as BriefId | null,
        at: row.at,
        by: row.actor_id as PersonId | null,
        kind: row.kind,
        facts: row.facts as Record<string, unknown>,
      });
      for (const order of await wanted(tx, orders))
        await orderMail(tx, now, workspaceId, { ...order, event: row.event_id });
    },
  );
}

/** Without those for people who do without such mails: what waits for them stands in the product all the same. */
async function wanted(tx: Tx, orders: MailOrder[]): Promise<MailOrder[]> {
  const people = orders.flatMap(({ to }) => (typeof to === 'string' ? [to] : []));
  if (people.length === 0) return orders;
  const unwilling = await tx
    .selectFrom('people')
    .select('id')
    .where('id', 'in', people)
    .where('work_mails', '=', false)
    .execute();
  return orders.filter(({ to }) => !unwilling.some(({ id }) => id === to));
}
