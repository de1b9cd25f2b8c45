import { loadFor } from '#kernel/web/form.server.ts';
import { countComments } from '#rooms/comments/index.server.ts';
import { briefLine } from '#rooms/delegation/lines.server.ts';
import { getHome } from '#rooms/delegation/operations.server.ts';
import { readerOf } from '#rooms/delegation/page-words.server.ts';
import { listWaitingRounds, listWaitingSteps } from '#rooms/readiness/index.server.ts';
import { listOwnReferences } from '#rooms/references/index.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { workspace } = event.params;
  const home = await loadFor(event, getHome, { workspace });
  const counts =
    home.side === 'practice' ? (await loadFor(event, countComments, { workspace })).counts : null;
  const { waiting } = await loadFor(event, listWaitingRounds, { workspace });
  const steps = await loadFor(event, listWaitingSteps, { workspace: event.params.workspace });
  const { references } =
    home.side === 'client' ? await loadFor(event, listOwnReferences, {}) : { references: [] };
  const reader = readerOf(event);
  const linesOf = ({ total, briefs }: typeof home.promised) => ({
    total,
    lines: briefs.map((item) => briefLine(item, reader, home.now)),
  });
  return {
    side: home.side,
    isFirstDay: home.isFirstDay,
    /** What visitors said and the practice has to look at, and where. */
    visitors: counts && {
      waiting: counts.waiting + counts.reported,
      part: counts.waiting > 0 ? 'waiting' : 'reported',
    },
    firstName: reader.name.split(' ')[0] ?? reader.name,
    // An assistant has several clients; who has one engagement needs no name beside each line.
    showsEngagement: home.side === 'practice' || reader.engagements.length > 1,
    hasEngagements: reader.engagements.length > 0,
    waitingViews: waiting.map(({ engagement, name }) => ({ engagement, name })),
    waitingSteps: steps.waiting,
    waitingReferences: references.filter(
      (one) => one.workspace === workspace && (one.state === 'asked' || one.state === 'draft'),
    ),
    waitsForMe: linesOf(home.waitsForMe),
    waitsForThem: linesOf(home.waitsForThem),
    promised: linesOf(home.promised),
  };
};
