import { redirect } from '@sveltejs/kit';
import { doForm, keyOf, loadFor, performFor, refuseForm } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import {
  archiveClient,
  createEngagement,
  getClient,
  renameClient,
  restoreClient,
} from '#rooms/engagements/index.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  client: await loadFor(event, getClient, event.params),
  key: crypto.randomUUID(),
});

export const actions: Actions = {
  rename: (event) => doForm(event, renameClient, 'renamed'),
  archive: (event) => doForm(event, archiveClient, 'archived'),
  restore: (event) => doForm(event, restoreClient, 'restored'),
  begin: async (event) => {
    personHere(event);
    const posted = await event.request.formData();
    const input = { ...event.params, name: posted.get('engagementName') };
    const outcome = await performFor(event, createEngagement, input, keyOf(posted));
    if (!outcome.ok) return refuseForm(outcome.refusal, posted, 'begin');
    redirect(303, `/w/${event.params.workspace}/engagements/${outcome.value.engagement}`);
  },
};
