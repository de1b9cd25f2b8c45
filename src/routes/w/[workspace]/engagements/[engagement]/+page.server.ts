import { redirect } from '@sveltejs/kit';
import * as m from '#messages';
import { doForm, keyOf, loadFor, performFor, refuseForm } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import {
  addAssistant,
  archiveEngagement,
  endContact,
  endEngagement,
  getEngagement,
  inviteContact,
  leaveEngagement,
  removeAssistant,
  removeRenewal,
  renameEngagement,
  renewEngagement,
  restoreEngagement,
  resumeEngagement,
} from '#rooms/engagements/index.server.ts';
import { pulseForms, pulseOfEngagement } from '#rooms/evidence/index.server.ts';
import { invitationForms, shownInvitation } from '#rooms/people/index.server.ts';
import { referenceForms, referencesOfEngagement } from '#rooms/references/index.server.ts';
import { assessmentForms, assessmentsOfEngagement } from '#rooms/readiness/index.server.ts';
import type { Action, Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  engagement: await loadFor(event, getEngagement, event.params),
  assessments: await assessmentsOfEngagement(event),
  pulse: await pulseOfEngagement(event),
  references: await referencesOfEngagement(event),
  locale: event.locals.locale,
  key: crypto.randomUUID(),
});

const forms: Actions = {
  ...invitationForms,
  ...assessmentForms,
  ...pulseForms,
  ...referenceForms,
  invite: async (event) => {
    personHere(event);
    const posted = await event.request.formData();
    const input = { ...Object.fromEntries(posted), ...event.params };
    const outcome = await performFor(event, inviteContact, input, keyOf(posted));
    if (!outcome.ok) return refuseForm(outcome.refusal, posted, 'invite');
    return shownInvitation(event, String(posted.get('email')).trim(), outcome.value.secret);
  },
  rename: (event) => doForm(event, renameEngagement, 'renamed'),
  archive: (event) => doForm(event, archiveEngagement, 'archived'),
  restore: (event) => doForm(event, restoreEngagement, 'restored'),
  end: (event) => doForm(event, endEngagement, 'ended'),
  resume: (event) => doForm(event, resumeEngagement, 'resumed'),
  renew: (event) => doForm(event, renewEngagement, 'renewed'),
  removeRenewal: (event) => doForm(event, removeRenewal, 'renewalRemoved'),
  endContact: (event) => doForm(event, endContact, 'contactEnded'),
  addAssistant: (event) => doForm(event, addAssistant, 'assistantAdded'),
  removeAssistant: (event) => doForm(event, removeAssistant, 'assistantRemoved'),
  leave: async (event) => {
    const answer = await doForm(event, leaveEngagement, 'left');
    if (!('done' in answer)) return answer;
    redirect(303, '/home');
  },
};

/** What the page says after each form that was accepted: words that no browser has to load before. */
const words: Record<string, () => string> = {
  renamed: m.engagements_done_saved,
  archived: m.engagements_done_archived,
  restored: m.engagements_done_restored,
  contactEnded: m.engagements_done_contact_ended,
  assistantAdded: m.engagements_done_assistant_added,
  assistantRemoved: m.engagements_done_assistant_removed,
  withdrawn: m.people_place_invitation_withdrawn,
  left: m.engagements_done_saved,
  ended: m.engagements_done_ended,
  resumed: m.engagements_done_resumed,
  renewed: m.engagements_done_renewed,
  renewalRemoved: m.engagements_done_renewal_removed,
  pulseAnswered: m.evidence_pulse_done,
  pulseWithdrawn: m.evidence_pulse_withdrawn,
  assessmentShared: m.readiness_share_done,
  assessmentWithdrawn: m.readiness_share_withdrawn,
  referenceAsked: m.references_done_asked,
  referenceTakenBack: m.references_done_taken_back,
};

const saying =
  (act: Action): Action =>
  async (event) => {
    const answer = await act(event);
    const said = answer && 'done' in answer ? words[String(answer.done)]?.() : undefined;
    return said ? { ...answer, said } : answer;
  };

export const actions: Actions = Object.fromEntries(
  Object.entries(forms).map(([name, act]) => [name, saying(act)]),
);
