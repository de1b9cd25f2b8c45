import type { z } from 'zod';
import { sideOf } from '#kernel/actor.ts';
import type { EngagementId } from '#kernel/id.ts';
import { anyMember, roleIn } from '#kernel/may.server.ts';
import { operation, type Run } from '#kernel/operation.server.ts';
import { standingOf } from '../brief-store.server.ts';
import { shownTitle, type BriefState } from '../brief.ts';
import { isPastDue, readClock, type KeptClock, type PromiseClock } from '../clock.ts';
import { homeInput, listBriefsInput } from '../inputs.ts';
import { awaitedBriefs, briefsOnPage, countsOf, hasAnyBrief, type ListRow } from '../list-store.server.ts';
import { waitingFacts, type BriefStanding } from '../steps.ts';
import { briefList, homeView, type briefListItem, type clockView, type waitingView } from '../views.ts';
import { rolesAwaited, waitsFor } from '../waiting.ts';

const pageSize = 50;
const homeLines = 20;

/** Briefs within reach, those that changed last first, 50 a page, with the counts of every filter. */
export const listBriefs = operation({
  name: 'delegation.listBriefs',
  summary: 'Lists briefs, by engagement, state, whose turn it is or words in the title',
  http: 'GET /workspaces/{workspace}/briefs',
  input: listBriefsInput,
  output: briefList,
  may: anyMember,
  async run(run, { workspace, engagement, state, waitingFor, q, archived, page }) {
    const filter = { workspace, engagement, state, waitingFor, words: q, archived };
    const rows = await briefsOnPage(run, filter, { size: pageSize, number: page });
    const { total, counts } = await countsOf(run, filter);
    return {
      briefs: rows.map((row) => itemOf(run, row)),
      page,
      pages: Math.max(1, Math.ceil(total / pageSize)),
      total,
      counts,
      now: run.now.toString(),
    };
  },
});

/** What waits for the one who asks, what they wait for, and what is promised and when: across all their engagements. */
export const getHome = operation({
  name: 'delegation.getHome',
  summary: 'Says what waits for me, what I wait for, and what is promised',
  http: 'GET /workspaces/{workspace}/home',
  input: homeInput,
  output: homeView,
  may: anyMember,
  async run(run, { workspace }) {
    const rows = await awaitedBriefs(run, workspace, homeLines);
    const group = (rows: readonly (typeof allRows)[number][], total: number) => ({
      total,
      briefs: rows.slice(0, homeLines).map((row) => itemOf(run, row)),
    });
    const allRows = rows.toSorted((one, other) => one.turn_place - other.turn_place);
    const mine = allRows.filter((row) => row.mine === true);
    const theirs = allRows.filter((row) => row.mine === false);
    const promised = rows
      .filter((row) => row.state === 'promised')
      .toSorted((one, other) => one.state_place - other.state_place);
    return {
      // `anyMember` lets nobody pass who has no membership.
      side: run.membership ? sideOf(run.membership) : 'client',
      waitsForMe: group(mine, mine[0]?.turn_total ?? 0),
      waitsForThem: group(theirs, theirs[0]?.turn_total ?? 0),
      promised: group(promised, promised[0]?.state_total ?? 0),
      isFirstDay: rows.length === 0 && !(await hasAnyBrief(run, workspace)),
      now: run.now.toString(),
    };
  },
});

function itemOf(run: Run, row: ListRow): z.input<typeof briefListItem> {
  const standing = standingOf(row);
  return {
    brief: row.brief_id,
    engagement: row.engagement_id,
    engagementName: row.engagement_name,
    clientName: row.client_name,
    title: shownTitle(row),
    // The column's check knows no other state.
    state: row.state as BriefState,
    isArchived: standing.isArchived,
    waitsFor: waitingOf(run, row.engagement_id as EngagementId, standing),
    openQuestions: standing.openQuestions,
    wishedBy: row.wished_for,
    clock: standing.clock && saidClock(readClock(standing.clock, run.now)),
    isOverdue: isLate(standing.clock, run.now),
    updatedAt: row.updated_at,
  };
}

/** Who is awaited, and whether the reader is one of them. */
export function waitingOf(
  run: Run,
  engagement: EngagementId,
  standing: BriefStanding,
): z.input<typeof waitingView> {
  const waiting = waitsFor(waitingFacts(standing), run.now);
  const role = roleIn(run, engagement);
  return { ...waiting, mine: role !== null && rolesAwaited(waiting).includes(role) };
}

export const isLate = (clock: KeptClock | null, now: Temporal.Instant): boolean =>
  clock !== null && isPastDue(clock, now);

/** A clock in the words of the boundary: instants as ISO 8601. */
export const saidClock = (clock: PromiseClock): z.input<typeof clockView> =>
  clock.running
    ? { running: true, dueAt: clock.dueAt.toString() }
    : {
        running: false,
        stoppedSince: clock.stoppedSince.toString(),
        dueIfAnsweredNow: clock.dueIfAnsweredNow.toString(),
      };
