import { loadFor } from '#kernel/web/form.server.ts';
import { listClients } from '#rooms/engagements/index.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { searchParams } = event.url;
  const show = searchParams.get('archived') === 'true' ? 'archived' : 'current';
  const page = Math.max(1, Number.parseInt(searchParams.get('page') ?? '1', 10) || 1);
  const named = (searchParams.get('q') ?? '').slice(0, 80);
  const { workspace } = event.params;
  return { ...(await loadFor(event, listClients, { workspace, named, show, page })), show, page, named };
};
