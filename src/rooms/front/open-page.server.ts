import { redirect, type RequestEvent } from '@sveltejs/kit';
import { loadFor } from '#kernel/web/form.server.ts';
import { readPracticePage } from './page.operations.server.ts';

type AtPractice = RequestEvent & { params: { address: string } };

/**
 * The published page of the practice in the path, for what lies below /p/<address>. Who comes by an address that the page
 * had before is sent on to the same place under the one it has now.
 */
export async function openPracticePage(event: AtPractice) {
  const { address } = event.params;
  const page = await loadFor(event, readPracticePage, { address });
  if (page.address === address) return page;
  const { pathname, search } = event.url;
  redirect(301, pathname.replace(`/p/${address}`, `/p/${page.address}`) + search);
}
