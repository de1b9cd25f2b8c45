import type { RequirementId } from '#rooms/readiness/index.ts';
import { fewestCases, type Case } from './evidence.ts';
import { medianSplit } from './statistics.ts';

/**
 * Why engagements ended, above and below the middle of a requirement, the most frequent reason first. Counts only, with
 * no claim; none while there are fewer engagements than anything is said of.
 */
export function reasonsBySide(
  cases: readonly (Case & { reason: string | null })[],
  requirement: RequirementId,
): { reason: string; above: number; below: number }[] {
  const scores = cases.map((one) => one.scores[requirement]);
  if (scores.filter((score) => score !== null).length < fewestCases) return [];
  const { above, below } = medianSplit(
    scores,
    cases.map((_, place) => place),
  );
  const reasons = [...new Set(cases.flatMap(({ reason }) => reason ?? []))];
  const count = (places: readonly number[], reason: string) =>
    places.filter((place) => cases[place]?.reason === reason).length;
  return reasons
    .map((reason) => ({ reason, above: count(above, reason), below: count(below, reason) }))
    .filter((one) => one.above + one.below > 0)
    .sort((one, other) => other.above + other.below - one.above - one.below);
}
