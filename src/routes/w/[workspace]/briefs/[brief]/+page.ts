import { partsOf } from '#rooms/delegation/brief-parts.svelte.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data, url }) => {
  const [parts, mails] = await Promise.all([
    partsOf(data.desk, url.searchParams.get('act')),
    // Most briefs have none.
    data.mails.length > 0 ? import('#rooms/correspondence/MailsOfBrief.svelte') : undefined,
  ]);
  return { ...data, parts, MailsOfBrief: mails?.default };
};
