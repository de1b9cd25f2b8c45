import { loadFor } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import { getMail, originalOf } from '#rooms/correspondence/index.server.ts';
import { getBrief } from '#rooms/delegation/index.server.ts';
import * as m from '#messages';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const mail = await loadFor(event, getMail, event.params);
  const { workspace, brief } = event.params;
  const { shownTitle } = await loadFor(event, getBrief, { workspace, brief });
  const { files, reader } = event.locals.house;
  return {
    mail: { ...mail, ...(await originalOf(files, reader, workspace, mail.rawFile)) },
    briefTitle: shownTitle ?? m.delegation_untitled(),
    timeZone: personHere(event).timeZone,
    locale: event.locals.locale,
  };
};
