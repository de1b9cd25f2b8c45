import { sql } from 'kysely';
import { personOf, type Actor } from './actor.ts';
import type { Tx } from './database/context.server.ts';
import type { WorkspaceId } from './id.ts';
import { newId } from './new-id.server.ts';
import { enqueue } from './jobs.server.ts';
import type { Happening, MailOrder, Run } from './operation.server.ts';

/** The channel on which every process hears what has changed, so that open pages update. */
export const changesChannel = 'delega_changes';

/** What travels on that channel: ids only. */
export type Change = {
  workspace: string;
  engagement: string | null;
  brief: string | null;
  kind: string;
  by: string | null;
};

type Appending = { tx: Tx; actor: Actor; now: Temporal.Instant; newId: Run['newId'] };

/** Appends what happened to the log and orders its mails and updates: all in the operation's own transaction. */
export async function appendHappenings(
  { tx, actor, now, newId }: Appending,
  workspace: WorkspaceId | null,
  happenings: Happening[],
  mails: MailOrder[],
): Promise<void> {
  if (workspace && happenings.length > 0) {
    const by = personOf(actor)?.id ?? null;
    const rows = happenings.map((happening) => ({
      workspace_id: workspace,
      event_id: newId<'event'>(),
      engagement_id: happening.engagement ?? null,
      brief_id: happening.brief ?? null,
      at: now.toString(),
      actor_kind: actor.kind,
      actor_id: by,
      kind: happening.kind,
      facts: JSON.stringify(happening.facts ?? {}),
    }));
    const heard = rows.map((row): Change => ({
      workspace,
      engagement: row.engagement_id,
      brief: row.brief_id,
      kind: row.kind,
      by,
    }));
    // One statement appends and announces; the announcement leaves with the commit.
    await tx
      .with('appended', (db) => db.insertInto('events').values(rows))
      .selectNoFrom(
        heard.map((change, index) =>
          sql`pg_notify(${changesChannel}, ${JSON.stringify(change)})`.as(`n${index}`),
        ),
      )
      .execute();
    for (const [index, happening] of happenings.entries()) {
      if (happening.notify) await enqueue(tx, 'notify', { workspace, event: rows[index]!.event_id });
    }
  }
  for (const order of mails) await orderMail(tx, now, workspace, order);
}

/** Writes a mail to be sent, and the job that sends it. The same event never mails the same person twice. */
export async function orderMail(
  tx: Tx,
  now: Temporal.Instant,
  workspace: WorkspaceId | null,
  order: MailOrder & { event?: string },
): Promise<void> {
  const id = newId<'mail'>();
  const receiver = typeof order.to === 'string' ? { person_id: order.to } : addressed(order.to);
  await tx
    .insertInto('mails')
    .values({
      id,
      workspace_id: workspace,
      event_id: order.event ?? null,
      ...receiver,
      template: order.template,
      facts: JSON.stringify(order.facts),
      about: order.about ?? null,
      ...talkColumns(order.talk),
      created_at: now.toString(),
    })
    .onConflict((same) => same.doNothing())
    .execute();
  await enqueue(tx, 'deliver_mail', { mail: id });
}

function talkColumns(talk: MailOrder['talk']) {
  if (!talk) return {};
  return {
    engagement_id: talk.engagement,
    brief_id: talk.brief,
    matter: talk.matter,
    things: [...(talk.things ?? [])],
    answers_message: talk.answers?.messageId ?? null,
    depth: talk.answers?.depth ?? 0,
  };
}

function addressed(to: Exclude<MailOrder['to'], string>) {
  return { address: to.address, locale: to.locale, time_zone: to.timeZone };
}
