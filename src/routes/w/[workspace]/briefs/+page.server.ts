import { loadFor } from '#kernel/web/form.server.ts';
import { briefStates } from '#rooms/delegation/brief.ts';
import { briefLine } from '#rooms/delegation/lines.server.ts';
import { listBriefs } from '#rooms/delegation/operations.server.ts';
import { readerOf, stateText } from '#rooms/delegation/page-words.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { searchParams } = event.url;
  // An address may be old or mistyped: a filter that does not exist chooses nothing.
  const chosen = <Value extends string>(name: string, values: readonly Value[]) =>
    values.find((value) => value === searchParams.get(name));
  const state = chosen('state', briefStates);
  const list = await loadFor(event, listBriefs, {
    workspace: event.params.workspace,
    engagement: searchParams.get('engagement') || undefined,
    state,
    waitingFor: chosen('waiting', ['me', 'them']),
    archived: chosen('archived', ['true']),
    q: searchParams.get('q')?.slice(0, 200),
    page: /^[1-9]\d{0,4}$/.exec(searchParams.get('page') ?? '')?.[0],
  });
  const reader = readerOf(event);
  const { counts } = list;
  return {
    lines: list.briefs.map((item) => briefLine(item, reader, list.now)),
    page: list.page,
    pages: list.pages,
    total: list.total,
    counts,
    side: reader.side,
    engagements: reader.engagements.map(({ engagement, name }) => ({ value: engagement, label: name })),
    // A state that no brief is in is no choice, unless it is the one that is chosen.
    states: briefStates
      .filter((one) => (counts.byState[one] ?? 0) > 0 || one === state)
      .map((one) => ({ value: one, label: `${stateText(one, false)} (${counts.byState[one] ?? 0})` })),
  };
};
