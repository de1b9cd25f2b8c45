import { personOf, type EngagementRole } from './actor.ts';
import { notFound } from './errors.ts';
import type { EngagementId, WorkspaceId } from './id.ts';
import type { May, PermissionRole, Run } from './operation.server.ts';

/** Anybody, with or without an account. */
export const anyone: May<unknown> = {
  who: 'anyone',
  roles: ['visitor', 'signed in', 'owner', 'assistant', 'principal', 'member'],
  check: () => true,
};

/** Anybody with an account, about what is their own. */
export const signedIn: May<unknown> = {
  who: 'anyone with an account, for themselves',
  roles: ['signed in', 'owner', 'assistant', 'principal', 'member'],
  check: (run) => personOf(run.actor) !== null,
};

/** Whoever started this server. */
export const operator: May<unknown> = {
  who: 'the operator of this server',
  roles: ['operator'],
  check: ({ actor }) => actor.kind === 'operator',
};

type InWorkspace = { workspace: WorkspaceId };

function workspaceMay(
  who: string,
  roles: PermissionRole[],
  allowed: (run: Run) => boolean,
): May<InWorkspace> {
  return {
    who,
    roles,
    check(run) {
      if (!run.membership) throw notFound();
      return allowed(run);
    },
  };
}

/** Owners of the workspace. */
export const owners = workspaceMay(
  'owners of the workspace',
  ['owner'],
  (run) => run.membership?.role === 'owner',
);

/** Owners and assistants of the workspace. */
export const practice = workspaceMay(
  'owners and assistants of the workspace',
  ['owner', 'assistant'],
  (run) => run.membership?.role != null,
);

/** Everybody in the workspace; row-level security narrows what each of them sees. */
export const anyMember = workspaceMay(
  'everybody in the workspace, for the engagements they are in',
  ['owner', 'assistant', 'principal', 'member'],
  () => true,
);

/** Finds the engagement that an input speaks of, inside the actor's reach; null where there is none for them. */
export type FindEngagement<Input> = (
  run: Run,
  input: Input,
) => Promise<EngagementId | null> | EngagementId | null;

/**
 * People of an engagement with one of these roles. An owner counts as its assistant. Sets `run.engagement` and
 * `run.role`. Whoever is not in the engagement gets `not_found`; whoever is, in another role, `forbidden`.
 */
export function inEngagement<Input extends InWorkspace>(
  find: FindEngagement<Input>,
  ...roles: EngagementRole[]
): May<Input> {
  const names = roles.map((role) =>
    role === 'assistant' ? 'assistants' : role === 'principal' ? 'principals' : 'members',
  );
  return {
    who: `${names.join(', ')} of the engagement`,
    roles: roles.flatMap((role): PermissionRole[] =>
      role === 'assistant' ? ['owner', 'assistant'] : [role],
    ),
    async check(run, input) {
      const engagement = await find(run, input);
      const role = engagement && roleIn(run, engagement);
      if (!engagement || !role) throw notFound();
      run.engagement = engagement;
      run.role = role;
      return roles.includes(role);
    },
  };
}

/** What the actor is in an engagement; an owner counts as its assistant. Null for who is not in it. */
export function roleIn(run: Pick<Run, 'membership'>, engagement: EngagementId): EngagementRole | null {
  if (run.membership?.role === 'owner') return 'assistant';
  return run.membership?.engagements.find((one) => one.engagement === engagement)?.role ?? null;
}

/** The engagement whose id stands in the input, if it is within the actor's reach. */
export async function engagementInInput(
  run: Run,
  input: InWorkspace & { engagement: EngagementId },
): Promise<EngagementId | null> {
  const row = await run.tx
    .selectFrom('engagements')
    .select('engagement_id')
    .where('workspace_id', '=', input.workspace)
    .where('engagement_id', '=', input.engagement)
    .executeTakeFirst();
  return row ? input.engagement : null;
}
