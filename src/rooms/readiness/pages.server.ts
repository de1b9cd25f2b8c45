/** Self-assessments on the pages of other rooms: an engagement's page, and that of an invitation. */
import type { RequestEvent } from '@sveltejs/kit';
import { personOf, type Membership, type Person } from '#kernel/actor.ts';
import type { EngagementId, WorkspaceId } from '#kernel/id.ts';
import { perform } from '#kernel/perform.server.ts';
import { keyOf, loadFor, performFor, refuseForm } from '#kernel/web/form.server.ts';
import { personHere } from '#kernel/web/person.server.ts';
import { rememberedAssessment } from './cookie.server.ts';
import { getAssessment, judgedBy, listOwnAssessments } from './operations.server.ts';
import { assess, type Answers } from './rules.ts';
import { copyToShare, editionInCopy, type SharedPart } from './sharing.ts';
import { getPracticeTest } from './practice-test.operations.server.ts';
import { listShared, shareAssessment, withdrawAllShared } from './sharing.operations.server.ts';
import { offerView, sharedView, type OfferView } from './views.server.ts';
import type { CopyAtHand } from './wire.ts';

/**
 * The finished assessment that somebody could share: the one in this browser, else the latest in their account. By the
 * answers alone: `getResult` would also search for what would alter the verdict, which nobody is shown here.
 */
async function assessmentAtHand(event: RequestEvent) {
  const assessment = rememberedAssessment(event);
  if (assessment) {
    const found = await performFor(event, getAssessment, { assessment });
    if (found.ok && found.value.finishedAt) {
      return { assessment, finishedAt: found.value.finishedAt, verdict: judged(found.value).verdict };
    }
  }
  if (!personOf(event.locals.actor)) return null;
  const own = await performFor(event, listOwnAssessments, {});
  return own.ok ? (own.value.assessments[0] ?? null) : null;
}

const judged = ({ answers, ...asked }: Parameters<typeof judgedBy>[0] & { answers: Answers }) =>
  assess(answers, judgedBy(asked));

/** What the reader could attach as they accept an invitation to an engagement; null where there is nothing. */
export async function assessmentOffer(event: RequestEvent): Promise<OfferView | null> {
  const atHand = await assessmentAtHand(event);
  return atHand && offerView(atHand, event.locals.locale);
}

/** What an engagement's page shows: what was shared there, and to a contact what they could share. */
export async function assessmentsOfEngagement(event: RequestEvent) {
  const { assessments } = await loadFor(event, listShared, event.params);
  const { workspace } = event.params;
  const membership = personOf(event.locals.actor)?.memberships.find((one) => one.workspace === workspace);
  return {
    shared: assessments.map((shared) => sharedView(shared, event.locals.locale)),
    offer: membership?.role === null ? await assessmentOffer(event) : null,
  };
}

/**
 * A copy of the assessment at hand for the practice at an address, with which its owner has no engagement yet, judged by
 * the weights of that practice; null where they chose to share nothing, or there is nothing to share.
 */
export async function copyAtHand(
  event: RequestEvent,
  what: unknown,
  address: string,
): Promise<CopyAtHand | null> {
  const atHand = what === 'verdict' || what === 'answers' ? await assessmentAtHand(event) : null;
  if (!atHand) return null;
  const { assessment, finishedAt } = atHand;
  const found = await loadFor(event, getAssessment, { assessment });
  const { workspace, weights } = await loadFor(event, getPracticeTest, { address });
  const { form, edition, answers } = found;
  const activities = what === 'answers' ? found.activities : null;
  const practiceEdition = editionInCopy(found.practiceEdition, workspace);
  const result = assess(answers, { ...judgedBy(found), weights });
  // Checked by the condition above.
  return {
    form,
    edition,
    finishedAt,
    practiceEdition,
    activities,
    ...copyToShare(result, answers, what as SharedPart),
  };
}

/** The forms of `SharedAssessments.svelte`, for the actions of an engagement's page. */
export const assessmentForms = {
  shareAssessment: async (event: RequestEvent) => {
    personHere(event);
    const posted = await event.request.formData();
    const atHand = await assessmentAtHand(event);
    const input = { ...event.params, what: posted.get('what'), assessment: atHand?.assessment ?? '' };
    const outcome = await performFor(event, shareAssessment, input, keyOf(posted));
    return outcome.ok
      ? { done: 'assessmentShared' as const }
      : refuseForm(outcome.refusal, posted, 'shareAssessment');
  },
  withdrawAssessment: async (event: RequestEvent) => {
    personHere(event);
    const posted = await event.request.formData();
    const outcome = await performFor(event, withdrawAllShared, event.params, keyOf(posted));
    return outcome.ok
      ? { done: 'assessmentWithdrawn' as const }
      : refuseForm(outcome.refusal, posted, 'withdrawAssessment');
  },
};

/**
 * Shares what was chosen on an invitation's page, once the invitation is accepted. Nothing happens where nothing was
 * chosen; where it cannot be shared, the engagement's page offers it again.
 *
 * @param joined the place that the invitation led to: the request's own person was not there yet
 */
export async function shareOnAccepting(
  event: RequestEvent,
  posted: FormData,
  joined: { workspace: WorkspaceId; engagement: EngagementId | null; role: string },
): Promise<void> {
  const { workspace, engagement, role } = joined;
  const what = posted.get('what');
  if (!engagement || (role !== 'principal' && role !== 'member') || !what || what === 'none') return;
  const atHand = await assessmentAtHand(event);
  if (!atHand) return;
  const person = withPlace(personHere(event), workspace, { engagement, name: '', role });
  const input = { workspace, engagement, what, assessment: atHand.assessment };
  await perform(event.locals.house.ground, shareAssessment, person, input, keyOf(posted)?.concat(':share'));
}

function withPlace(person: Person, workspace: WorkspaceId, place: Membership['engagements'][number]): Person {
  const known = person.memberships.find((one) => one.workspace === workspace);
  const membership = known ?? { workspace, workspaceName: '', role: null, engagements: [] };
  return {
    ...person,
    memberships: [
      ...person.memberships.filter((one) => one !== known),
      { ...membership, engagements: [...membership.engagements, place] },
    ],
  };
}
