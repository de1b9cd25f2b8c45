import { notFound } from '#kernel/errors.ts';
import type { May } from '#kernel/operation.server.ts';

/** Somebody at a browser. A token must not make, see or end the ways in of its person. */
export const inSession: May<unknown> = {
  who: 'anyone signed in at a browser, for themselves',
  roles: ['signed in', 'owner', 'assistant', 'principal', 'member'],
  check: ({ actor }) => actor.kind === 'person',
};

/** The same, where the token or whatever it is belongs to a workspace of theirs. */
export const inSessionOfMember: May<{ workspace: string }> = {
  who: 'everybody in the workspace, signed in at a browser, for themselves',
  roles: ['owner', 'assistant', 'principal', 'member'],
  check({ actor, membership }) {
    if (!membership) throw notFound();
    return actor.kind === 'person';
  },
};
