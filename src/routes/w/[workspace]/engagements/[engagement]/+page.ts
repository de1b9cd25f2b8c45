import type { PageLoad } from './$types';

/** Fetches the parts that there is something for: a browser loads no code for what the reader doesn't see. */
export const load: PageLoad = async ({ data }) => {
  const { engagement, assessments } = data;
  const { mayInvite, mayManage } = engagement.rights;
  const [shared, share, invitations, invite, manage] = await Promise.all([
    assessments.shared.length > 0 ? import('#rooms/readiness/SharedAssessment.svelte') : undefined,
    assessments.offer ? import('#rooms/readiness/ShareAssessment.svelte') : undefined,
    engagement.invitations.length > 0 ? import('#rooms/people/places/InvitationRows.svelte') : undefined,
    mayInvite ? import('#rooms/engagements/InviteContact.svelte') : undefined,
    mayManage ? import('#rooms/engagements/ManageEngagement.svelte') : undefined,
  ]);
  return {
    ...data,
    parts: {
      SharedAssessment: shared?.default,
      ShareAssessment: share?.default,
      InvitationRows: invitations?.default,
      InviteContact: invite?.default,
      ManageEngagement: manage?.default,
    },
  };
};
