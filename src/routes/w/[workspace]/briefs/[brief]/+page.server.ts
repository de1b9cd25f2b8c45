import { loadFor } from '#kernel/web/form.server.ts';
import { fieldText } from '#kernel/web/texts.server.ts';
import { listMailsOfBrief } from '#rooms/correspondence/index.server.ts';
import { briefActions, duplicate } from '#rooms/delegation/brief-actions.server.ts';
import { briefDesk } from '#rooms/delegation/brief-page.server.ts';
import { save, send } from '#rooms/delegation/draft-actions.server.ts';
import { getBrief } from '#rooms/delegation/operations.server.ts';
import { draftTexts, sentTexts } from '#rooms/delegation/page-texts.server.ts';
import { readerOf } from '#rooms/delegation/page-words.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { workspace, brief } = event.params;
  const messages = /^[1-9]\d{0,3}$/.exec(event.url.searchParams.get('messages') ?? '')?.[0];
  const view = await loadFor(event, getBrief, { workspace, brief, messages });
  // Whoever wanted to send a new brief at once sees here what it still lacks.
  const lacks = event.url.searchParams.has('check')
    ? view.missing
        .filter(({ level }) => level === 'required')
        .map(({ field }) => [field, fieldText('required')])
    : [];
  const { mails } = event.locals.house.post.replies
    ? await loadFor(event, listMailsOfBrief, { workspace, brief })
    : { mails: [] };
  const desk = briefDesk(view, readerOf(event));
  return {
    desk,
    mails,
    texts: desk.draft ? draftTexts() : sentTexts(),
    lacks: Object.fromEntries(lacks) as Record<string, string>,
    key: crypto.randomUUID(),
  };
};

export const actions: Actions = { save, send, duplicate, ...briefActions };
