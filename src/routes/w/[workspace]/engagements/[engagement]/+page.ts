import type { PageLoad } from './$types';

/** Fetches the parts that there is something for: a browser loads no code for what the reader doesn't see. */
export const load: PageLoad = async ({ data }) => {
  const { engagement, assessments, pulse, references } = data;
  const { mayInvite, mayManage } = engagement.rights;
  const [shared, share, invitations, invite, manage, course, pulseCard, ask, own] = await Promise.all([
    assessments.shared.length > 0 ? import('#rooms/readiness/SharedAssessment.svelte') : undefined,
    assessments.offer ? import('#rooms/readiness/ShareAssessment.svelte') : undefined,
    engagement.invitations.length > 0 ? import('#rooms/people/places/InvitationRows.svelte') : undefined,
    mayInvite ? import('#rooms/engagements/InviteContact.svelte') : undefined,
    mayManage ? import('#rooms/engagements/ManageEngagement.svelte') : undefined,
    mayManage || engagement.ending || engagement.renewals.length > 0
      ? import('#rooms/engagements/EngagementCourse.svelte')
      : undefined,
    pulse.mayAnswer || pulse.months.length > 0 ? import('#rooms/evidence/PulseCard.svelte') : undefined,
    references.asking ? import('#rooms/references/AskReferences.svelte') : undefined,
    references.own ? import('#rooms/references/OwnReference.svelte') : undefined,
  ]);
  return {
    ...data,
    parts: {
      SharedAssessment: shared?.default,
      ShareAssessment: share?.default,
      InvitationRows: invitations?.default,
      InviteContact: invite?.default,
      ManageEngagement: manage?.default,
      EngagementCourse: course?.default,
      PulseCard: pulseCard?.default,
      AskReferences: ask?.default,
      OwnReference: own?.default,
    },
  };
};
