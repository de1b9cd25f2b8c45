import type { Kysely } from 'kysely';
import { withReach } from '#kernel/database/context.server.ts';
import type { DB } from '#kernel/database/schema.ts';
import { appendHappenings } from '#kernel/events.server.ts';
import type { EngagementId, WorkspaceId } from '#kernel/id.ts';
import { newId } from '#kernel/new-id.server.ts';
import { roundAt } from './rounds.ts';
import * as store from './store.server.ts';

/**
 * Opens the round that is due in every engagement that is not archived and in which somebody has answered, and has
 * both sides asked by mail. Runs every hour; a round is opened once, so that nobody is asked twice. After a long
 * standstill only the latest round is opened.
 */
export async function askBothSides(db: Kysely<DB>, now: Temporal.Instant): Promise<void> {
  const workspaces = await withReach(db, { power: 'system' }, (tx) =>
    tx.selectFrom('workspaces').select(['workspace_id', 'time_zone']).execute(),
  );
  for (const { workspace_id, time_zone } of workspaces) {
    await askIn(db, { workspace: workspace_id as WorkspaceId, timeZone: time_zone }, now);
  }
}

async function askIn(
  db: Kysely<DB>,
  { workspace, timeZone }: { workspace: WorkspaceId; timeZone: string },
  now: Temporal.Instant,
): Promise<void> {
  const reach = { workspace, engagements: 'all', side: 'practice', power: 'system' } as const;
  const engagements = await withReach(db, reach, (tx) => store.engagementsWithAnswers(tx, workspace));
  for (const engagement of engagements) {
    // One transaction an engagement: what is refused to one does not keep the others waiting.
    await withReach(db, reach, (tx) => openRound(tx, { workspace, engagement, timeZone }, now));
  }
}

async function openRound(
  tx: Parameters<Parameters<typeof withReach>[2]>[0],
  { workspace, engagement, timeZone }: { workspace: WorkspaceId; engagement: EngagementId; timeZone: string },
  now: Temporal.Instant,
): Promise<void> {
  const place = { workspace, engagement };
  const start = await store.firstAnsweredAt(tx, place);
  const due = start && roundAt(now, Temporal.Instant.from(start), timeZone);
  if (!due) return;
  const latest = await store.latestRound(tx, place);
  if (latest && latest.round >= due.round) return;
  const opened = { round: due.round, openedAt: due.opensAt.toString(), at: now.toString() };
  if (!(await store.insertRound(tx, place, opened))) return;
  const actor = { kind: 'system', task: 'ask_both_sides' } as const;
  const happening = {
    kind: 'readiness.roundOpened',
    engagement,
    facts: { round: due.round },
    notify: true,
  };
  await appendHappenings({ tx, actor, now, newId }, workspace, [happening], []);
}
