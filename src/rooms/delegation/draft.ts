import { draftFields, type BriefContent, type BriefField, type DoneCriterion } from './brief.ts';

/** The fields in which the wanted content differs from what is there; fields that are not named do not. */
export const changedFields = (before: BriefContent, wanted: Partial<BriefContent>): readonly BriefField[] =>
  draftFields.filter((field) => wanted[field] !== undefined && !isSame(before[field], wanted[field]));

// Contents are plain values, and an instant is one in JSON too.
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * Criteria with an id each, none twice. One that came without an id, from a page without JavaScript, keeps the id that
 * the same words had before; else it gets a new one.
 */
export function withCriterionIds(
  wanted: readonly DoneCriterion[],
  before: readonly DoneCriterion[],
  newId: () => string,
): readonly DoneCriterion[] {
  const taken = new Set(wanted.map(({ id }) => id).filter((id) => id !== ''));
  const used = new Set<string>();
  const free = before.filter(({ id }) => !taken.has(id));
  return wanted.map(({ id, text }) => {
    const known = id || free.find((one) => one.text === text && !used.has(one.id))?.id;
    const kept = known && !used.has(known) ? known : newId();
    used.add(kept);
    return { id: kept, text };
  });
}
