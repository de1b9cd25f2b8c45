/** What this room shows on the page of an engagement, and the forms there. */
import type { RequestEvent } from '@sveltejs/kit';
import { doForm, loadFor } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import { askForReference, listAsked, takeBackAsking } from './asking.operations.server.ts';
import { listOwnReferences } from './writing.operations.server.ts';

/** The forms around asking, for the actions of an engagement's page. */
export const referenceForms = {
  askReference: (event: RequestEvent) => doForm(event, askForReference, 'referenceAsked'),
  takeBackReference: (event: RequestEvent) => doForm(event, takeBackAsking, 'referenceTakenBack'),
};

/** For the practice, who can be asked; for the client's side, what the reader was asked themselves. */
export async function referencesOfEngagement(event: RequestEvent) {
  const { workspace, engagement } = event.params;
  const place = personHere(event).memberships.find((one) => one.workspace === workspace);
  if (place?.role != null) return { asking: await loadFor(event, listAsked, event.params), own: null };
  const { references } = await loadFor(event, listOwnReferences, {});
  return {
    asking: null,
    own: references.find((one) => one.workspace === workspace && one.engagement === engagement) ?? null,
  };
}
export type Asking = NonNullable<Awaited<ReturnType<typeof referencesOfEngagement>>['asking']>;
