import { doForm, keyOf, loadFor, performFor, refuseForm } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import { evidenceView, getEvidence, shareEvidence } from '#rooms/evidence/index.server.ts';
import { getWeights, setWeights, weightsInput } from '#rooms/readiness/index.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { workspace } = event.params;
  const found = await loadFor(event, getEvidence, { workspace });
  const { weights } = await loadFor(event, getWeights, { workspace });
  return {
    evidence: evidenceView(found, weights, event.locals.locale),
    locale: event.locals.locale,
    key: crypto.randomUUID(),
  };
};

export const actions: Actions = {
  share: (event) => doForm(event, shareEvidence, 'shared'),
  weights: async (event) => {
    personHere(event);
    const posted = await event.request.formData();
    const input = { ...event.params, weights: weightsInput(posted) };
    const outcome = await performFor(event, setWeights, input, keyOf(posted));
    return outcome.ok ? { done: 'weighed' as const } : refuseForm(outcome.refusal, posted, 'weighed');
  },
};
