/** What this room shows on the pages of an engagement, and the forms there. */
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

/** For the practice, who can be asked; null for the client's side. */
export async function whoCanBeAsked(event: RequestEvent) {
  return isOfPractice(event) ? loadFor(event, listAsked, event.params) : null;
}
export type Asking = NonNullable<Awaited<ReturnType<typeof whoCanBeAsked>>>;

/** For the client's side, what the reader was asked about the engagement, if they were. */
export async function ownReferenceAbout(event: RequestEvent) {
  if (isOfPractice(event)) return null;
  const { workspace, engagement } = event.params;
  const { references } = await loadFor(event, listOwnReferences, {});
  return references.find((one) => one.workspace === workspace && one.engagement === engagement) ?? null;
}

function isOfPractice(event: RequestEvent): boolean {
  const place = personHere(event).memberships.find((one) => one.workspace === event.params.workspace);
  return place?.role != null;
}
