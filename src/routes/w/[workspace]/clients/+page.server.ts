import { loadFor } from '#kernel/web/form.server.ts';
import { listClients } from '#rooms/engagements/index.server.ts';
import { pageIn } from '#ui/url.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { searchParams } = event.url;
  const show = searchParams.get('archived') === 'true' ? 'archived' : 'current';
  const page = pageIn(event.url);
  const named = (searchParams.get('q') ?? '').slice(0, 80);
  const { workspace } = event.params;
  return { ...(await loadFor(event, listClients, { workspace, named, show, page })), show, page, named };
};
