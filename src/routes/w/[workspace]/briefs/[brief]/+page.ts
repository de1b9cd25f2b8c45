import { partsOf } from '#rooms/delegation/brief-parts.svelte.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data, url }) => ({
  ...data,
  parts: await partsOf(data.desk, url.searchParams.get('act')),
});
