import { sql } from 'kysely';
import type { Tx } from '#kernel/database/context.server.ts';
import type { WorkspaceId } from '#kernel/id.ts';
import type { EngagementRecord, WorkRecord } from './records.ts';

/**
 * Every engagement of a practice with what is known of its course, the oldest first. Of its shared self-assessments the
 * first that was not taken back stands for what was declared at the start.
 */
export async function engagementRecords(tx: Tx, workspace: WorkspaceId): Promise<EngagementRecord[]> {
  const { rows } = await sql<EngagementRecord>`
    select e.engagement_id as engagement, e.created_at as began, to_char(x.ended_on, 'YYYY-MM-DD') as "endedOn",
      x.is_early as "isEarly", x.reason,
      (select s.result -> 'requirements' from shared_assessments s
        where s.workspace_id = e.workspace_id and s.engagement_id = e.engagement_id and s.result is not null
        order by s.shared_at, s.shared_assessment_id limit 1) as declared,
      (select min(r.noted_at) from engagement_renewals r
        where r.workspace_id = e.workspace_id and r.engagement_id = e.engagement_id) as "renewedAt",
      (select avg(p.satisfaction)::float8 from pulses p
        where p.workspace_id = e.workspace_id and p.engagement_id = e.engagement_id and p.side = 'client')
        as "clientSatisfaction",
      (select avg(p.satisfaction)::float8 from pulses p
        where p.workspace_id = e.workspace_id and p.engagement_id = e.engagement_id and p.side = 'practice')
        as "practiceSatisfaction"
    from engagements e
    left join engagement_endings x on x.workspace_id = e.workspace_id and x.engagement_id = e.engagement_id
    where e.workspace_id = ${workspace}
    order by e.engagement_id`.execute(tx);
  return rows;
}

/**
 * How the work went in each engagement: the briefs whose first delivery was judged and how many of those were accepted,
 * the briefs that were sent and how many of those were wished for within two days.
 */
export async function workRecords(tx: Tx, workspace: WorkspaceId): Promise<WorkRecord[]> {
  const { rows } = await sql<WorkRecord>`
    select b.engagement_id as engagement, count(*)::int as sent,
      count(*) filter (where b.wished_for < b.sent_at + interval '48 hours')::int as urgent,
      count(first.verdict)::int as judged, count(*) filter (where first.verdict = 'accepted')::int as "acceptedFirst"
    from briefs b
    left join lateral (select d.verdict from deliveries d
      where d.workspace_id = b.workspace_id and d.brief_id = b.brief_id
      order by d.delivered_at, d.delivery_id limit 1) first on true
    where b.workspace_id = ${workspace} and b.sent_at is not null
    group by b.engagement_id`.execute(tx);
  return rows;
}

/** Since when a practice takes part in the pooled evidence; null where it doesn't. */
export async function sharingSince(tx: Tx, workspace: WorkspaceId): Promise<string | null> {
  const row = await tx
    .selectFrom('evidence_sharing')
    .select('joined_at')
    .where('workspace_id', '=', workspace)
    .executeTakeFirst();
  return row?.joined_at ?? null;
}

export async function joinSharing(tx: Tx, workspace: WorkspaceId, now: Temporal.Instant): Promise<void> {
  await tx
    .insertInto('evidence_sharing')
    .values({ workspace_id: workspace, joined_at: now.toString() })
    .onConflict((same) => same.column('workspace_id').doNothing())
    .execute();
}

export async function leaveSharing(tx: Tx, workspace: WorkspaceId): Promise<void> {
  await tx.deleteFrom('evidence_sharing').where('workspace_id', '=', workspace).execute();
}

/** The practices that take part. For the system alone. */
export async function sharingPractices(tx: Tx): Promise<WorkspaceId[]> {
  const rows = await tx
    .selectFrom('evidence_sharing')
    .select('workspace_id')
    .orderBy('workspace_id')
    .execute();
  // The column holds ids of workspaces.
  return rows.map(({ workspace_id }) => workspace_id as WorkspaceId);
}

/** The figures that were computed last, with when; null before the first. */
export async function pooledFigures(tx: Tx): Promise<{ computedAt: string; figures: unknown } | null> {
  const row = await tx
    .selectFrom('pooled_evidence')
    .select(['computed_at as computedAt', 'figures'])
    .orderBy('computed_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** Puts new figures in the place of the ones before. For the system alone. */
export async function replacePooledFigures(tx: Tx, figures: unknown, now: Temporal.Instant): Promise<void> {
  await tx.deleteFrom('pooled_evidence').execute();
  await tx
    .insertInto('pooled_evidence')
    .values({ computed_at: now.toString(), figures: JSON.stringify(figures) })
    .execute();
}
