import { redirect } from '@sveltejs/kit';
import * as m from '#messages';
import { doForm, loadFor } from '#kernel/web/form.server.ts';
import {
  addAssistant,
  archiveEngagement,
  endEngagement,
  getEngagement,
  leaveEngagement,
  removeRenewal,
  renameEngagement,
  renewEngagement,
  resumeEngagement,
} from '#rooms/engagements/index.server.ts';
import { referenceForms, whoCanBeAsked } from '#rooms/references/index.server.ts';
import { saying } from '../saying.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  engagement: await loadFor(event, getEngagement, event.params),
  asking: await whoCanBeAsked(event),
  locale: event.locals.locale,
  key: crypto.randomUUID(),
});

const forms: Actions = {
  ...referenceForms,
  rename: (event) => doForm(event, renameEngagement, 'renamed'),
  addAssistant: (event) => doForm(event, addAssistant, 'assistantAdded'),
  end: (event) => doForm(event, endEngagement, 'ended'),
  resume: (event) => doForm(event, resumeEngagement, 'resumed'),
  renew: (event) => doForm(event, renewEngagement, 'renewed'),
  removeRenewal: (event) => doForm(event, removeRenewal, 'renewalRemoved'),
  archive: async (event) => {
    const answer = await doForm(event, archiveEngagement, 'archived');
    if (!('done' in answer)) return answer;
    const { workspace, engagement } = event.params;
    redirect(303, `/w/${workspace}/engagements/${engagement}`);
  },
  leave: async (event) => {
    const answer = await doForm(event, leaveEngagement, 'left');
    if (!('done' in answer)) return answer;
    redirect(303, '/home');
  },
};

export const actions: Actions = saying(forms, {
  renamed: m.engagements_done_saved,
  assistantAdded: m.engagements_done_assistant_added,
  ended: m.engagements_done_ended,
  resumed: m.engagements_done_resumed,
  renewed: m.engagements_done_renewed,
  renewalRemoved: m.engagements_done_renewal_removed,
  referenceAsked: m.references_done_asked,
  referenceTakenBack: m.references_done_taken_back,
});
