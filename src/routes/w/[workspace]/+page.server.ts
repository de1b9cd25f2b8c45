import { loadFor } from '#kernel/web/form.server.ts';
import { briefLine } from '#rooms/delegation/lines.server.ts';
import { getHome } from '#rooms/delegation/operations.server.ts';
import { readerOf } from '#rooms/delegation/page-words.server.ts';
import { listWaitingRounds } from '#rooms/readiness/index.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const home = await loadFor(event, getHome, { workspace: event.params.workspace });
  const { waiting } = await loadFor(event, listWaitingRounds, { workspace: event.params.workspace });
  const reader = readerOf(event);
  const linesOf = ({ total, briefs }: typeof home.promised) => ({
    total,
    lines: briefs.map((item) => briefLine(item, reader, home.now)),
  });
  return {
    side: home.side,
    isFirstDay: home.isFirstDay,
    firstName: reader.name.split(' ')[0] ?? reader.name,
    // An assistant has several clients; who has one engagement needs no name beside each line.
    showsEngagement: home.side === 'practice' || reader.engagements.length > 1,
    hasEngagements: reader.engagements.length > 0,
    waitingViews: waiting.map(({ engagement, name }) => ({ engagement, name })),
    waitsForMe: linesOf(home.waitsForMe),
    waitsForThem: linesOf(home.waitsForThem),
    promised: linesOf(home.promised),
  };
};
