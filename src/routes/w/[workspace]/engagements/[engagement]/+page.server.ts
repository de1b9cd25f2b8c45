import * as m from '#messages';
import { doForm, keyOf, loadFor, performFor, refuseForm } from '#kernel/web/form.server.ts';
import { addressWith } from '#kernel/mail/reply-address.ts';
import { personHere } from '#kernel/web/person.server.ts';
import { getEngagementAddress, replaceEngagementAddress } from '#rooms/correspondence/index.server.ts';
import {
  endContact,
  getEngagement,
  inviteContact,
  removeAssistant,
  restoreEngagement,
} from '#rooms/engagements/index.server.ts';
import { pulseForms, pulseOfEngagement } from '#rooms/evidence/index.server.ts';
import { invitationForms, shownInvitation } from '#rooms/people/index.server.ts';
import { assessmentForms, assessmentsOfEngagement } from '#rooms/readiness/index.server.ts';
import { ownReferenceAbout } from '#rooms/references/index.server.ts';
import type { Actions, PageServerLoad, PageServerLoadEvent } from './$types';
import { saying } from './saying.server.ts';

export const load: PageServerLoad = async (event) => ({
  engagement: await loadFor(event, getEngagement, event.params),
  assessments: await assessmentsOfEngagement(event),
  pulse: await pulseOfEngagement(event),
  ownReference: await ownReferenceAbout(event),
  mailAddress: await mailAddressOf(event),
  locale: event.locals.locale,
  key: crypto.randomUUID(),
});

/** The engagement's own address; null where mail does not come in. */
async function mailAddressOf(event: PageServerLoadEvent): Promise<string | null> {
  const { replies } = event.locals.house.post;
  if (!replies) return null;
  const { tag } = await loadFor(event, getEngagementAddress, event.params);
  return addressWith(replies.address, tag);
}

const forms: Actions = {
  ...invitationForms,
  ...assessmentForms,
  ...pulseForms,
  invite: async (event) => {
    personHere(event);
    const posted = await event.request.formData();
    const input = { ...Object.fromEntries(posted), ...event.params };
    const outcome = await performFor(event, inviteContact, input, keyOf(posted));
    if (!outcome.ok) return refuseForm(outcome.refusal, posted, 'invite');
    return shownInvitation(event, String(posted.get('email')).trim(), outcome.value.secret);
  },
  restore: (event) => doForm(event, restoreEngagement, 'restored'),
  endContact: (event) => doForm(event, endContact, 'contactEnded'),
  removeAssistant: (event) => doForm(event, removeAssistant, 'assistantRemoved'),
  replaceAddress: (event) => doForm(event, replaceEngagementAddress, 'addressReplaced'),
};

export const actions: Actions = saying(forms, {
  restored: m.engagements_done_restored,
  contactEnded: m.engagements_done_contact_ended,
  addressReplaced: m.correspondence_address_replaced,
  assistantRemoved: m.engagements_done_assistant_removed,
  withdrawn: m.people_place_invitation_withdrawn,
  pulseAnswered: m.evidence_pulse_done,
  pulseWithdrawn: m.evidence_pulse_withdrawn,
  assessmentShared: m.readiness_share_done,
  assessmentWithdrawn: m.readiness_share_withdrawn,
});
