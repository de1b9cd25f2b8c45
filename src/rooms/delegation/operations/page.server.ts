import type { z } from 'zod';
import type { EngagementRole } from '#kernel/actor.ts';
import { notFound } from '#kernel/errors.ts';
import type { EngagementId } from '#kernel/id.ts';
import { operation, type Run } from '#kernel/operation.server.ts';
import { isOwn, maySeeBrief } from '../access.server.ts';
import { contentOf, standingOf, startedBy } from '../brief-store.server.ts';
import { shownTitle, type BriefContent } from '../brief.ts';
import { clarityFound } from '../vagueness.ts';
import { readClock } from '../clock.ts';
import { isProposalOpen } from '../conditions.ts';
import { briefEventKinds, readableHistory, type BriefEventKind, type LoggedEvent } from '../history.ts';
import { getBriefInput } from '../inputs.ts';
import { briefPage, type PageRow } from '../page-store.server.ts';
import { actionsOpenTo, type Standing } from '../rules.ts';
import type { BriefStanding } from '../steps.ts';
import { briefView, type briefContentView } from '../views.ts';
import { viewOf } from './files.server.ts';
import { isLate, saidClock, waitingOf } from './lists.server.ts';

/** Everything that a brief's page shows, with what the reader may do now. */
export const getBrief = operation({
  name: 'delegation.getBrief',
  summary: 'Shows a brief with all that happened on it, and what may be done now',
  http: 'GET /workspaces/{workspace}/briefs/{brief}',
  input: getBriefInput,
  output: briefView,
  may: maySeeBrief,
  async run(run, { messages, ...input }) {
    const row = await briefPage(run.tx, input, messages);
    if (!row) throw notFound();
    return viewOfBrief(run, input.brief, row);
  },
});

function viewOfBrief(run: Run, brief: string, row: PageRow): z.input<typeof briefView> {
  const standing = standingOf(row);
  const content = contentOf(row);
  const own = isOwn(run, { createdBy: row.created_by });
  const seen: Standing = { state: standing.state, isArchived: standing.isArchived, isOwn: own };
  return {
    brief,
    engagement: row.engagement_id,
    engagementName: row.engagement_name,
    clientName: row.client_name,
    state: standing.state,
    isArchived: standing.isArchived,
    revision: row.revision,
    startedBy: startedBy(row.started_by_side),
    createdBy: row.created_by,
    isOwn: own,
    role: run.role,
    shownTitle: shownTitle(content),
    content: saidContent(content),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    sentAt: row.sent_at,
    understoodAt: row.understood_at,
    promise: promiseOf(row),
    deliveredAt: row.delivered_at,
    closedAt: row.closed_at,
    closedBy: row.closed_by,
    closingReason: row.closing_reason,
    mayDo: [...actionsOpenTo(seen, run.role)],
    waitsFor: waitingOf(run, row.engagement_id as EngagementId, standing),
    clock: standing.clock && saidClock(readClock(standing.clock, run.now)),
    isOverdue: isLate(standing.clock, run.now),
    ...clarityFound({ ...content, fileCount: row.files.length }),
    questions: row.questions.map((question) => ({ ...question, status: questionStatus(question) })),
    teachBacks: row.teach_backs.map((one) => ({
      ...one,
      status: one.verdict ?? (one.id === standing.openTeachBack ? 'open' : 'overtaken'),
    })),
    proposals: row.proposals.map((one) => ({ ...one, status: proposalStatus(one, standing, run.now) })),
    deliveries: row.deliveries.map((one) => ({
      ...one,
      status: one.verdict ?? 'open',
      criteriaMet: one.criteriaMet ?? {},
      comment: one.comment ?? '',
    })),
    messages: row.messages,
    messageCount: row.message_count,
    files: row.files.map((file) => viewOf(file, run, seen)),
    history: historyOf(row),
    people: Object.fromEntries(row.people.map((person) => [person.id, personOf(person)])),
    now: run.now.toString(),
  };
}

/** Content as it travels: instants as ISO 8601. */
const saidContent = (content: BriefContent): z.input<typeof briefContentView> => ({
  ...content,
  doneCriteria: [...content.doneCriteria],
  links: [...content.links],
  wishedBy: content.wishedBy?.toString() ?? null,
});

const promiseOf = ({ promised_for, promised_at, promised_by }: PageRow) =>
  promised_for && promised_at && promised_by
    ? { by: promised_for, promisedAt: promised_at, promisedBy: promised_by }
    : null;

function questionStatus({ answeredAt, withdrawnAt }: PageRow['questions'][number]) {
  if (answeredAt !== null) return 'answered';
  return withdrawnAt === null ? 'open' : 'withdrawn';
}

function proposalStatus(
  { id, verdict }: PageRow['proposals'][number],
  { proposal }: BriefStanding,
  now: Temporal.Instant,
) {
  if (verdict !== null) return verdict;
  if (proposal?.id !== id) return 'overtaken';
  return isProposalOpen(proposal, now) ? 'open' : 'expired';
}

/** The history without the noise of a draft that saves itself, the oldest first. */
function historyOf({ events, people }: PageRow): z.input<typeof briefView>['history'] {
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const logged = events
    .filter(({ kind }) => briefEventKinds.includes(kind as BriefEventKind))
    // The log holds for each kind the facts that its writer gave it.
    .map(({ kind, facts, by, at }) => ({ kind, facts, who: names.get(by ?? '') ?? '', at }) as LoggedEvent);
  return [...readableHistory(logged)];
}

function personOf({ name, role, hasLeft }: PageRow['people'][number]) {
  const side = role === 'principal' || role === 'member' ? 'client' : 'practice';
  return { name, side, role: hasLeft ? null : (role as EngagementRole | null) } as const;
}
