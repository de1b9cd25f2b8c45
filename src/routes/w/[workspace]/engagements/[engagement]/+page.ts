import type { PageLoad } from './$types';

/** Fetches the parts that there is something for: a browser loads no code for what the reader doesn't see. */
export const load: PageLoad = async ({ data }) => {
  const { engagement, assessments, pulse, ownReference, mailAddress } = data;
  const { mayInvite } = engagement.rights;
  const [shared, share, invitations, invite, pulseCard, own, address] = await Promise.all([
    assessments.shared.length > 0 ? import('#rooms/readiness/SharedAssessment.svelte') : undefined,
    assessments.offer ? import('#rooms/readiness/ShareAssessment.svelte') : undefined,
    engagement.invitations.length > 0 ? import('#rooms/people/places/InvitationRows.svelte') : undefined,
    mayInvite ? import('#rooms/engagements/InviteContact.svelte') : undefined,
    pulse.mayAnswer || pulse.months.length > 0 ? import('#rooms/evidence/PulseCard.svelte') : undefined,
    ownReference ? import('#rooms/references/OwnReference.svelte') : undefined,
    mailAddress && !engagement.archivedAt
      ? import('#rooms/correspondence/EngagementAddress.svelte')
      : undefined,
  ]);
  return {
    ...data,
    parts: {
      SharedAssessment: shared?.default,
      ShareAssessment: share?.default,
      InvitationRows: invitations?.default,
      InviteContact: invite?.default,
      PulseCard: pulseCard?.default,
      OwnReference: own?.default,
      EngagementAddress: address?.default,
    },
  };
};
