import { partsOf } from '#rooms/delegation/brief-parts.svelte.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data }) => ({ ...data, parts: await partsOf(data.desk) });
