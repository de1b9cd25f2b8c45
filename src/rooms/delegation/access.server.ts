import type { EngagementRole } from '#kernel/actor.ts';
import { invalid, notFound, refused } from '#kernel/errors.ts';
import type { BriefId, EngagementId } from '#kernel/id.ts';
import { inEngagement, roleIn } from '#kernel/may.server.ts';
import type { Run } from '#kernel/operation.server.ts';
import {
  briefFacts,
  holdBrief,
  updateBrief,
  type BriefChanges,
  type BriefKey,
  type HeldBrief,
} from './brief-store.server.ts';
import type { Obstacle } from './conditions.ts';
import type { BriefEvent } from './history.ts';
import { briefRoles, maySee, rolesThatMay, whyNot, type BriefAction } from './rules.ts';
import { standingAfter, type BriefStanding } from './steps.ts';

type Seeing = Omit<Parameters<typeof maySee>[0], 'isOwn'> & { createdBy: string };

const seenBy = (run: Run, facts: Seeing, role: EngagementRole): boolean =>
  maySee({ ...facts, isOwn: facts.createdBy === run.person?.id }, role);

/** The engagement of a brief that the actor may see; a draft that is kept from them does not exist. */
async function engagementOf(run: Run, input: BriefKey): Promise<EngagementId | null> {
  const facts = await briefFacts(run.tx, input);
  const role = facts && roleIn(run, facts.engagement);
  return facts && role && seenBy(run, facts, role) ? facts.engagement : null;
}

/** Everybody who may see the brief. */
export const maySeeBrief = inEngagement<BriefKey>(engagementOf, ...briefRoles);

/** Those of them whose role may ever do that; whether it may be done now is `takeUp`'s to say. */
export const mayTake = (action: BriefAction) => inEngagement<BriefKey>(engagementOf, ...rolesThatMay(action));

/**
 * Locks the brief for an action of the table, so that of two people who act at once the second meets what the first
 * has left. Refused with the codes of `whyNot`.
 */
export async function takeUp(run: Run, input: BriefKey, action: BriefAction): Promise<HeldBrief> {
  const held = await holdBrief(run.tx, input);
  if (!held || !seenBy(run, { ...held, state: held.standing.state }, run.role)) throw notFound();
  const { state, isArchived } = held.standing;
  const refusal = whyNot(action, { state, isArchived, isOwn: isOwn(run, held) }, run.role);
  if (refusal) throw refused(refusal);
  return held;
}

export const isOwn = (run: Run, { createdBy }: { createdBy: string }): boolean => createdBy === run.person.id;

/** Refuses where something is in the way: at the fields that it concerns, else as a whole. */
export function clear(obstacles: readonly Obstacle[]): void {
  const atFields = obstacles.filter(({ field }) => field !== null);
  if (atFields.length > 0)
    throw invalid(Object.fromEntries(atFields.map(({ field, code }) => [field, code])));
  const [obstacle] = obstacles;
  if (obstacle) throw refused(obstacle.code);
}

export type BriefStep = { brief: BriefId; state: BriefStanding['state']; revision: number };

/** Writes the brief as the action leaves it, and answers where it stands. */
export async function settle(
  run: Run,
  held: HeldBrief,
  action: BriefAction,
  changes: Partial<Omit<BriefStanding, 'state'>> = {},
  columns: BriefChanges = {},
): Promise<BriefStep> {
  const standing = standingAfter(action, held.standing, changes);
  await updateBrief(run.tx, held, standing, columns, run.now);
  return { brief: held.brief, state: standing.state, revision: held.revision };
}

/** Appends an event of the brief; `notify` where somebody is to be told by mail. */
export function record(
  run: Run,
  { brief, engagement }: { brief: BriefId; engagement: EngagementId },
  event: BriefEvent,
  notify: 'notify' | 'quietly' = 'quietly',
): void {
  run.emit({ ...event, engagement, brief, notify: notify === 'notify' });
}
