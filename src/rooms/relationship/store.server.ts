import { sql } from 'kysely';
import type { Tx } from '#kernel/database/context.server.ts';
import type { EngagementId, WorkspaceId } from '#kernel/id.ts';
import { momentKinds, momentOf, type LoggedMoment } from './log.ts';
import type { RequestRecord } from './records.ts';

type Place = { workspace: WorkspaceId; engagement: EngagementId };

/** Where an engagement is, and when its first request was sent; null where there is none within reach. */
export async function placeOf(tx: Tx, { workspace, engagement }: Place) {
  const row = await tx
    .selectFrom('engagements')
    .innerJoin('clients', (join) =>
      join
        .onRef('clients.workspace_id', '=', 'engagements.workspace_id')
        .onRef('clients.client_id', '=', 'engagements.client_id'),
    )
    .innerJoin('workspaces', 'workspaces.workspace_id', 'engagements.workspace_id')
    .select(['engagements.name', 'clients.client_id', 'clients.name as client_name', 'workspaces.time_zone'])
    // In the log's own order, so that reading ends at the first.
    .select((eb) =>
      eb
        .selectFrom('events')
        .select('at')
        .whereRef('events.workspace_id', '=', 'engagements.workspace_id')
        .whereRef('events.engagement_id', '=', 'engagements.engagement_id')
        .where('kind', '=', 'delegation.briefSent')
        .orderBy('event_id')
        .limit(1)
        .as('first_sent_at'),
    )
    .where('engagements.workspace_id', '=', workspace)
    .where('engagements.engagement_id', '=', engagement)
    .executeTakeFirst();
  if (!row) return null;
  return {
    name: row.name,
    client: { id: row.client_id, name: row.client_name },
    timeZone: row.time_zone,
    firstSentAt: row.first_sent_at === null ? null : Temporal.Instant.from(row.first_sent_at),
  };
}

/** What a source is called. */
export type Named = { readonly title: string; readonly outcome: string };

/**
 * The requests of an engagement on which something happened since a moment, each with its own log; none that was never
 * sent. Texts stay where they are: whether there is one is all that counts.
 */
export async function requestsSince(
  tx: Tx,
  { workspace, engagement }: Place,
  since: Temporal.Instant,
): Promise<readonly (RequestRecord & Named)[]> {
  const { rows } = await sql<Row>`
    select b.brief_id, b.title, left(b.outcome, 200) as outcome, b.sent_at, b.state = 'draft' as is_draft, b.autonomy,
      btrim(b.context) <> '' or btrim(b.wished_why) <> '' as has_purpose,
      b.effort_minutes is not null or b.limit_minutes is not null or b.limit_amount_minor is not null as has_size,
      btrim(b.examples) <> '' or jsonb_array_length(b.links) > 0 or exists (select from files f
        where f.workspace_id = b.workspace_id and f.brief_id = b.brief_id and f.added_at <= b.sent_at
          and (f.removed_at is null or f.removed_at > b.sent_at)) as has_example,
      btrim(b.to_consult) <> '' as says_what_to_consult,
      array(select jsonb_build_object('id', e.event_id, 'kind', e.kind, 'at', e.at,
          'wishedBy', e.facts ->> 'wishedBy', 'by', e.facts ->> 'by', 'question', e.facts ->> 'questionId',
          'criteria', coalesce(jsonb_array_length(e.facts -> 'criteria'), 0))
        from events e where e.workspace_id = b.workspace_id and e.brief_id = b.brief_id
          and e.kind = any(${[...momentKinds]}::text[])) as moments
    from briefs b
    where b.workspace_id = ${workspace} and b.engagement_id = ${engagement}
      and b.updated_at >= ${since.toString()}::timestamptz and b.sent_at is not null`.execute(tx);
  return rows.map((row) => ({
    brief: row.brief_id,
    title: row.title,
    outcome: row.outcome,
    asSent: row.is_draft
      ? null
      : {
          at: Temporal.Instant.from(row.sent_at),
          hasPurpose: row.has_purpose,
          hasSize: row.has_size,
          hasExample: row.has_example,
          autonomyLevel: row.autonomy,
          saysWhatToConsult: row.says_what_to_consult,
        },
    moments: row.moments.flatMap((logged) => momentOf(logged) ?? []),
  }));
}

type Row = {
  brief_id: string;
  title: string;
  outcome: string;
  sent_at: string;
  is_draft: boolean;
  autonomy: number | null;
  has_purpose: boolean;
  has_size: boolean;
  has_example: boolean;
  says_what_to_consult: boolean;
  moments: LoggedMoment[];
};
