import { error, redirect } from '@sveltejs/kit';
import { forbidden } from '#kernel/errors.ts';
import { doForm, keyOf, loadFor, performFor, refuseForm } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import { refusalText } from '#kernel/web/texts.server.ts';
import { lostReasons, nextStates } from '#rooms/front/prospects.ts';
import {
  eraseProspect,
  getProspect,
  kindNo,
  lostName,
  moveProspect,
  noteProspect,
  removeProspectNote,
  stateName,
  winProspect,
  wishName,
} from '#rooms/front/index.server.ts';
import { shownInvitation } from '#rooms/people/index.server.ts';
import { sharedView } from '#rooms/readiness/index.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { place } = await event.parent();
  if (!place.isOwner) error(403, refusalText(forbidden()));
  const found = await loadFor(event, getProspect, event.params);
  const { shared, lostWhy, wish, ...prospect } = found;
  const { locale } = event.locals;
  const person = personHere(event);
  const by = { person: found.id, name: found.name };
  const copy = shared && { ...shared, by, shared: found.id, isOwn: false, at: found.askedAt };
  return {
    prospect: {
      ...prospect,
      wish: wishName(wish, locale),
      stateName: stateName(found.state, locale),
      why: lostWhy && lostName(lostWhy, locale),
      next: nextStates(found.state),
    },
    copy: copy && sharedView(copy, locale),
    kindNo: kindNo(found, person.name),
    reasons: lostReasons.map((value) => ({ value, label: lostName(value, locale) })),
    locale,
    timeZone: person.timeZone,
    key: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  move: (event) => doForm(event, moveProspect, 'moved'),
  note: (event) => doForm(event, noteProspect, 'noted'),
  removeNote: (event) => doForm(event, removeProspectNote, 'noteRemoved'),
  win: async (event) => {
    personHere(event);
    const posted = await event.request.formData();
    const input = { ...Object.fromEntries(posted), ...event.params };
    const { email } = await loadFor(event, getProspect, event.params);
    const outcome = await performFor(event, winProspect, input, keyOf(posted));
    if (outcome.ok) {
      const { invitation } = outcome.value;
      return invitation ? shownInvitation(event, email, invitation.secret) : { done: 'moved' as const };
    }
    // The first answer was lost on its way: only the link can't be shown again.
    if (outcome.refusal.reason === 'already_done') return { done: 'moved' as const };
    return refuseForm(outcome.refusal, posted, 'win');
  },
  erase: async (event) => {
    personHere(event);
    const posted = await event.request.formData();
    const outcome = await performFor(event, eraseProspect, event.params, keyOf(posted));
    if (!outcome.ok) return refuseForm(outcome.refusal, posted, 'erase');
    redirect(303, `/w/${event.params.workspace}/prospects?said=erased`);
  },
};
