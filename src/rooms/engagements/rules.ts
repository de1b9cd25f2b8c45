import type { EngagementRole } from '#kernel/actor.ts';

/** The reader of an engagement's page. An owner counts as its assistant, whether listed in it or not. */
export type Reader = { role: EngagementRole; isOwner: boolean; isListed: boolean };

/** What somebody may do about an engagement's people and its name. The operations ask the same questions. */
export type EngagementRights = {
  /** Contacts: principals may too, for their own side. */
  mayInvite: boolean;
  mayEndContacts: boolean;
  /** Rename, archive, restore, and say who assists: the practice's own organization. */
  mayManage: boolean;
  mayLeave: boolean;
};

export function rightsOf({ role, isOwner, isListed }: Reader): EngagementRights {
  const isPrincipalOrPractice = role !== 'member';
  return {
    mayInvite: isPrincipalOrPractice,
    mayEndContacts: isPrincipalOrPractice,
    mayManage: isOwner,
    mayLeave: isListed,
  };
}

/** What an engagement lacks before work can go on in it, the first thing first; null where nothing does. */
export function whatIsMissing(people: {
  principals: number;
  waitingPrincipals: number;
}): 'principal' | 'answer' | null {
  if (people.principals > 0) return null;
  return people.waitingPrincipals > 0 ? 'answer' : 'principal';
}
