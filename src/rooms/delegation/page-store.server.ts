import { sql } from 'kysely';
import type { Tx } from '#kernel/database/context.server.ts';
import type { BriefKey } from './brief-store.server.ts';
import type { Verdicts } from './conditions.ts';
import type { StoredFileRow } from './file-store.server.ts';

/** A brief with everything that happened on it, as one statement reads it. */
export async function briefPage(tx: Tx, { workspace, brief }: BriefKey, messages: number) {
  const { rows } = await sql<PageRow>`
    select b.engagement_id, e.name as engagement_name, c.name as client_name, b.state, b.archived_at, b.revision, b.created_by,
      b.started_by_side, b.title, b.outcome, b.context, b.done_criteria, b.wished_for, b.wished_why,
      b.effort_minutes, b.autonomy, b.limit_minutes, b.limit_amount_minor, b.limit_currency, b.not_to_do,
      b.to_consult, b.access_needed, b.examples, b.links, b.questions_asked, b.open_questions,
      b.open_teach_back, b.open_proposal, b.open_proposal_for, b.open_delivery, b.due_at, b.clock_stopped_at,
      b.created_at, b.updated_at, b.sent_at, b.understood_at, b.promised_for, b.promised_at, b.promised_by,
      b.delivered_at, b.closed_at, b.closed_by, b.closing_reason,
      array(select jsonb_build_object('id', question_id, 'text', text, 'askedBy', asked_by, 'askedAt', asked_at,
          'answer', answer, 'answeredBy', answered_by, 'answeredAt', answered_at, 'withdrawnAt', withdrawn_at)
        from questions where workspace_id = b.workspace_id and brief_id = b.brief_id
        order by question_id) as questions,
      array(select jsonb_build_object('id', teach_back_id, 'text', text, 'writtenBy', written_by,
          'writtenAt', written_at, 'verdict', verdict, 'correction', correction, 'judgedBy', judged_by,
          'judgedAt', judged_at)
        from teach_backs where workspace_id = b.workspace_id and brief_id = b.brief_id
        order by teach_back_id) as teach_backs,
      array(select jsonb_build_object('id', date_proposal_id, 'by', proposed_for, 'reason', reason,
          'proposedBy', proposed_by, 'proposedAt', proposed_at, 'verdict', verdict, 'comment', comment,
          'judgedBy', judged_by, 'judgedAt', judged_at)
        from date_proposals where workspace_id = b.workspace_id and brief_id = b.brief_id
        order by date_proposal_id) as proposals,
      array(select jsonb_build_object('id', delivery_id, 'note', note, 'deliveredBy', delivered_by,
          'deliveredAt', delivered_at, 'verdict', verdict, 'criteriaMet', criteria_met, 'comment', comment,
          'judgedBy', judged_by, 'judgedAt', judged_at)
        from deliveries where workspace_id = b.workspace_id and brief_id = b.brief_id
        order by delivery_id) as deliveries,
      array(select jsonb_build_object('id', message_id, 'text', text, 'author', author_id,
          'writtenAt', written_at)
        from (select message_id, text, author_id, written_at from messages
          where workspace_id = b.workspace_id and brief_id = b.brief_id
          order by message_id desc limit ${messages}) latest
        order by message_id) as messages,
      (select count(*) from messages
        where workspace_id = b.workspace_id and brief_id = b.brief_id) as message_count,
      array(select jsonb_build_object('id', file_id, 'name', name, 'bytes', bytes, 'mediaType', media_type,
          'addedBy', added_by, 'addedAt', added_at, 'delivery', delivery_id)
        from files where workspace_id = b.workspace_id and brief_id = b.brief_id and removed_at is null
        order by file_id) as files,
      array(select jsonb_build_object('kind', kind, 'facts', facts, 'by', actor_id, 'at', at)
        from (select event_id, kind, facts, actor_id, at from events
          where workspace_id = b.workspace_id and brief_id = b.brief_id
          order by event_id desc limit ${longestHistory}) latest
        order by event_id) as events,
      array(select jsonb_build_object('id', p.id, 'name', p.name, 'role', m.role, 'hasLeft', m.until is not null)
        from people p left join engagement_members m
          on m.workspace_id = b.workspace_id and m.engagement_id = b.engagement_id and m.person_id = p.id
        where p.id = any(array(
          select person_id from engagement_members
            where workspace_id = b.workspace_id and engagement_id = b.engagement_id
          union select actor_id from events
            where workspace_id = b.workspace_id and brief_id = b.brief_id and actor_id is not null))) as people
    from briefs b
    join engagements e on e.workspace_id = b.workspace_id and e.engagement_id = b.engagement_id
    join clients c on c.workspace_id = e.workspace_id and c.client_id = e.client_id
    where b.workspace_id = ${workspace} and b.brief_id = ${brief}`.execute(tx);
  const [row] = rows;
  return row ? isoThroughout(row) : null;
}

/** Lines of the log that a page shows at most. */
const longestHistory = 500;

/** Inside JSON, PostgreSQL writes instants as `…+00:00`; everywhere else they end in `Z`. */
function isoThroughout(row: PageRow): PageRow {
  for (const name of jsonColumns) {
    for (const entry of row[name] as Record<string, unknown>[]) {
      for (const key of Object.keys(entry)) {
        const value = entry[key];
        if (isMoment(key) && typeof value === 'string') entry[key] = value.replace(/\+00:00$/, 'Z');
      }
    }
  }
  return row;
}

const isMoment = (key: string): boolean => /^(?:at|by|.*At)$/.test(key);

const jsonColumns = [
  'questions',
  'teach_backs',
  'proposals',
  'deliveries',
  'messages',
  'files',
  'events',
] as const satisfies readonly (keyof PageRow)[];

type Judged = { judgedBy: string | null; judgedAt: string | null };

export type PageRow = {
  engagement_id: string;
  engagement_name: string;
  client_name: string;
  state: string;
  archived_at: string | null;
  revision: number;
  created_by: string;
  started_by_side: string;
  title: string;
  outcome: string;
  context: string;
  done_criteria: unknown;
  wished_for: string | null;
  wished_why: string;
  effort_minutes: number | null;
  autonomy: number | null;
  limit_minutes: number | null;
  limit_amount_minor: number | null;
  limit_currency: string | null;
  not_to_do: string;
  to_consult: string;
  access_needed: string;
  examples: string;
  links: unknown;
  questions_asked: number;
  open_questions: number;
  open_teach_back: string | null;
  open_proposal: string | null;
  open_proposal_for: string | null;
  open_delivery: string | null;
  due_at: string | null;
  clock_stopped_at: string | null;
  created_at: string;
  updated_at: string;
  sent_at: string | null;
  understood_at: string | null;
  promised_for: string | null;
  promised_at: string | null;
  promised_by: string | null;
  delivered_at: string | null;
  closed_at: string | null;
  closed_by: string | null;
  closing_reason: string | null;
  questions: {
    id: string;
    text: string;
    askedBy: string;
    askedAt: string;
    answer: string | null;
    answeredBy: string | null;
    answeredAt: string | null;
    withdrawnAt: string | null;
  }[];
  teach_backs: (Judged & {
    id: string;
    text: string;
    writtenBy: string;
    writtenAt: string;
    verdict: 'confirmed' | 'corrected' | null;
    correction: string | null;
  })[];
  proposals: (Judged & {
    id: string;
    by: string;
    reason: string;
    proposedBy: string;
    proposedAt: string;
    verdict: 'agreed' | 'refused' | null;
    comment: string | null;
  })[];
  deliveries: (Judged & {
    id: string;
    note: string;
    deliveredBy: string;
    deliveredAt: string;
    verdict: 'accepted' | 'changes_requested' | null;
    criteriaMet: Verdicts | null;
    comment: string | null;
  })[];
  messages: { id: string; text: string; author: string; writtenAt: string }[];
  message_count: number;
  files: StoredFileRow[];
  events: { kind: string; facts: Record<string, unknown>; by: string | null; at: string }[];
  people: { id: string; name: string; role: string | null; hasLeft: boolean }[];
};
