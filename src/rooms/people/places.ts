import type { PersonId } from '#kernel/id.ts';

/** Practices that one person may own at a time: more than anybody needs, and a bound for whoever wants to misuse them. */
export const mostPractices = 20;

/** Why somebody's membership can't be ended: a practice without an owner could never be changed again. */
export function whyNotEndMembership(person: PersonId, owners: readonly PersonId[]): 'last_owner' | null {
  return owners.length === 1 && owners[0] === person ? 'last_owner' : null;
}
