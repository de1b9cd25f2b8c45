import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import type { Operation } from '#kernel/operation.server.ts';
import { keyOf, loadFor, performFor, refuseForm } from '#kernel/web/form.server.ts';
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

/** Does what a form of this page asks for; `done` says so to the page. */
async function act<Done extends string>(event: RequestEvent, operation: Operation<z.ZodType>, done: Done) {
  personHere(event);
  const posted = await event.request.formData();
  const input = { ...Object.fromEntries(posted), ...event.params };
  const outcome = await performFor(event, operation, input, keyOf(posted));
  return outcome.ok ? { done } : refuseForm(outcome.refusal, posted, done);
}

export const actions: Actions = {
  rename: (event) => act(event, renameClient, 'renamed'),
  archive: (event) => act(event, archiveClient, 'archived'),
  restore: (event) => act(event, restoreClient, 'restored'),
  begin: async (event) => {
    personHere(event);
    const posted = await event.request.formData();
    const input = { ...event.params, name: posted.get('engagementName') };
    const outcome = await performFor(event, createEngagement, input, keyOf(posted));
    if (!outcome.ok) return refuseForm(outcome.refusal, posted, 'begin');
    redirect(303, `/w/${event.params.workspace}/engagements/${outcome.value.engagement}`);
  },
};
