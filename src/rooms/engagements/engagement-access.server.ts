import { z } from 'zod';
import { notFound } from '#kernel/errors.ts';
import { idOf } from '#kernel/id.ts';
import { engagementInInput, inEngagement } from '#kernel/may.server.ts';
import type { May, Run } from '#kernel/operation.server.ts';
import { findEngagement } from './engagements.store.server.ts';

export const ofEngagement = z.object({ workspace: idOf('workspace'), engagement: idOf('engagement') });
export type OfEngagement = z.output<typeof ofEngagement>;

export const everybody = inEngagement<OfEngagement>(engagementInInput, 'assistant', 'principal', 'member');

/** Owners, about an engagement that there is. Whoever is in it in another role hears that it is not theirs to do. */
export const itsOwners: May<OfEngagement> = {
  who: 'owners of the workspace',
  roles: ['owner'],
  async check(run, input) {
    await everybody.check(run, input);
    return run.membership?.role === 'owner';
  },
};

export async function existing({ tx }: Pick<Run, 'tx'>, { workspace, engagement }: OfEngagement) {
  const found = await findEngagement(tx, workspace, engagement);
  if (!found) throw notFound();
  return found;
}
