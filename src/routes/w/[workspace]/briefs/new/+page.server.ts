import { error } from '@sveltejs/kit';
import { begin } from '#rooms/delegation/draft-actions.server.ts';
import { draftPage } from '#rooms/delegation/draft-page.server.ts';
import { draftTexts } from '#rooms/delegation/page-texts.server.ts';
import { readerOf } from '#rooms/delegation/page-words.server.ts';
import * as m from '#messages';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  const reader = readerOf(event);
  if (reader.engagements.length === 0) error(404, m.app_missing_text());
  const engagements = reader.engagements.map(({ engagement, name }) => ({ value: engagement, label: name }));
  const wanted = event.url.searchParams.get('engagement');
  const chosen = engagements.find(({ value }) => value === wanted);
  const only = engagements.length === 1 ? engagements[0] : undefined;
  const now = event.locals.house.ground.now().toString();
  return {
    ...draftPage(null, reader, now),
    texts: draftTexts(),
    words: {
      list: m.delegation_page_list_title(),
      chooseFirst: m.delegation_page_engagement_first(),
      ...(reader.side === 'client'
        ? { title: m.delegation_page_new_client(), lead: m.delegation_page_new_client_lead() }
        : { title: m.delegation_page_new_practice(), lead: m.delegation_page_new_practice_lead() }),
    },
    engagements,
    engagement: (chosen ?? only)?.value ?? '',
    side: reader.side,
    timeZone: reader.timeZone,
    locale: reader.locale,
    key: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  save: (event) => begin(event, false),
  send: (event) => begin(event, true),
};
