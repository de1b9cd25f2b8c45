import { error } from '@sveltejs/kit';
import { statusOf } from '#kernel/errors.ts';
import { renderOrdered } from '#kernel/mail/deliver.server.ts';
import { listMails, retryMail } from '#kernel/mail/operations.server.ts';
import { perform } from '#kernel/perform.server.ts';
import { refuseForm } from '#kernel/web/form.server.ts';
import { operatorOf } from '#kernel/web/operator.server.ts';
import { refusalText } from '#kernel/web/texts.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const operator = operatorOf(event);
  const { ground, post } = event.locals.house;
  const input = {
    state: event.url.searchParams.get('state') ?? undefined,
    page: event.url.searchParams.get('page') ?? undefined,
  };
  const outcome = await perform(ground, listMails, operator, input);
  if (!outcome.ok) error(statusOf(outcome.refusal), refusalText(outcome.refusal));
  const { mails, counts, pages } = outcome.value;
  event.setHeaders({ 'cache-control': 'no-store' });
  return {
    sends: post.transport !== null,
    counts,
    pages,
    mails: mails.map(({ facts, template, ...mail }) => ({
      ...mail,
      // Where mails do leave, they are for their reader alone: the operator sees that they exist, not what they say.
      content: post.transport === null ? contentOf(post, template, facts, mail) : null,
    })),
  };
};

type Reader = { name: string | null; locale: 'es' | 'en'; timeZone: string };

function contentOf(
  post: Parameters<typeof renderOrdered>[0],
  template: string,
  facts: unknown,
  reader: Reader,
) {
  try {
    const { subject, text } = renderOrdered(post, template, facts, reader);
    return { subject, parts: linked(text, post.origin) };
  } catch {
    // Ordered by another version of the code; the list must still open.
    return null;
  }
}

/** Text cut where an address of this server begins and ends, so that the page can link it. */
function linked(text: string, origin: string): { text: string; href: string | null }[] {
  return text
    .split(/(https?:\/\/\S+)/)
    .map((part) => ({ text: part, href: part.startsWith(`${origin}/`) ? part : null }));
}

export const actions: Actions = {
  retry: async (event) => {
    const operator = operatorOf(event);
    const form = await event.request.formData();
    const outcome = await perform(event.locals.house.ground, retryMail, operator, { mail: form.get('mail') });
    return outcome.ok ? { retried: true } : refuseForm(outcome.refusal, form);
  },
};
