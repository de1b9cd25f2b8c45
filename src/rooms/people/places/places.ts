import type { Membership } from '#kernel/actor.ts';
import type { EngagementId, PersonId, WorkspaceId } from '#kernel/id.ts';

/** Practices that one person may own at a time: more than anybody needs, and a bound for whoever wants to misuse them. */
export const mostPractices = 20;

/** Why somebody's membership can't be ended: a practice without an owner could never be changed again. */
export function whyNotEndMembership(person: PersonId, owners: readonly PersonId[]): 'last_owner' | null {
  return owners.length === 1 && owners[0] === person ? 'last_owner' : null;
}

/** A place to go to: a practice that one works in, or an engagement in which one is the client. */
export type Place = {
  kind: 'practice' | 'engagement';
  href: string;
  name: string;
  /** The practice of an engagement; null for a practice itself. */
  practice: string | null;
  workspace: WorkspaceId;
  engagement: EngagementId | null;
};

/** The places of a person, practices first. Inside a practice, its engagements are not places of their own. */
export function placesOf(memberships: readonly Membership[]): Place[] {
  const practices = memberships.filter((one) => one.role !== null);
  const clientSides = memberships.filter((one) => one.role === null);
  return [
    ...practices.map(({ workspace, workspaceName }): Place => ({
      ...{ kind: 'practice', href: `/w/${workspace}`, name: workspaceName, practice: null },
      ...{ workspace, engagement: null },
    })),
    ...clientSides.flatMap(({ workspace, workspaceName, engagements }) =>
      engagements.map(({ engagement, name }): Place => ({
        kind: 'engagement',
        // With a single engagement there, the home of the place is about nothing else.
        href: engagements.length === 1 ? `/w/${workspace}` : `/w/${workspace}/engagements/${engagement}`,
        ...{ name, practice: workspaceName, workspace, engagement },
      })),
    ),
  ];
}

/** Which place a page belongs to, by what stands in its address; null on a page about several. */
export function currentPlace(
  places: readonly Place[],
  here: { workspace: string; engagement?: string | undefined },
): Place | null {
  const inside = places.filter((place) => place.workspace === here.workspace);
  const [only, ...others] = inside;
  if (only && others.length === 0) return only;
  return inside.find((place) => place.engagement === here.engagement) ?? null;
}

/**
 * Where somebody lands after signing in: the only workspace they belong to, or the one they used last; `choose` among
 * several or where an invitation waits for their answer, and `none` where they belong nowhere yet.
 */
export function whereToLand(
  memberships: readonly Membership[],
  lastUsed: string | undefined,
  invitations: number,
): WorkspaceId | 'choose' | 'none' {
  const [only, ...others] = memberships;
  if (!only) return 'none';
  if (invitations > 0) return 'choose';
  if (others.length === 0) return only.workspace;
  return memberships.find((one) => one.workspace === lastUsed)?.workspace ?? 'choose';
}
