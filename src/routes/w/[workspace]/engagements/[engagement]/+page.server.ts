import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import type { Operation } from '#kernel/operation.server.ts';
import { keyOf, loadFor, performFor, refuseForm } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import {
  addAssistant,
  archiveEngagement,
  endContact,
  getEngagement,
  inviteContact,
  leaveEngagement,
  removeAssistant,
  renameEngagement,
  restoreEngagement,
} from '#rooms/engagements/index.server.ts';
import { invitationForms, shownInvitation } from '#rooms/people/index.server.ts';
import { assessmentForms, assessmentsOfEngagement } from '#rooms/readiness/index.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  engagement: await loadFor(event, getEngagement, event.params),
  assessments: await assessmentsOfEngagement(event),
  locale: event.locals.locale,
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
  ...invitationForms,
  ...assessmentForms,
  invite: async (event) => {
    personHere(event);
    const posted = await event.request.formData();
    const input = { ...Object.fromEntries(posted), ...event.params };
    const outcome = await performFor(event, inviteContact, input, keyOf(posted));
    if (!outcome.ok) return refuseForm(outcome.refusal, posted, 'invite');
    return shownInvitation(event, String(posted.get('email')).trim(), outcome.value.secret);
  },
  rename: (event) => act(event, renameEngagement, 'renamed'),
  archive: (event) => act(event, archiveEngagement, 'archived'),
  restore: (event) => act(event, restoreEngagement, 'restored'),
  endContact: (event) => act(event, endContact, 'contactEnded'),
  addAssistant: (event) => act(event, addAssistant, 'assistantAdded'),
  removeAssistant: (event) => act(event, removeAssistant, 'assistantRemoved'),
  leave: async (event) => {
    const answer = await act(event, leaveEngagement, 'left');
    if (!('done' in answer)) return answer;
    redirect(303, '/home');
  },
};
