/** Below so many events a figure says little, and no notice comes of it. */
export const minEvents = 8;

export const isFew = (events: number): boolean => events < minEvents;

/** The quantile of the normal distribution for an interval of 95 %. */
const z = 1.959964;

/**
 * Between which shares the true one lies, in 95 of 100 cases, if each event were drawn by chance: Wilson's score
 * interval without correction of continuity (E. B. Wilson, "Probable inference, the law of succession, and statistical
 * inference", Journal of the American Statistical Association 22 (1927), 209–212). Null where there is no event.
 */
export function wilsonInterval(
  numerator: number,
  denominator: number,
): { readonly low: number; readonly high: number } | null {
  if (denominator === 0) return null;
  const [share, zz] = [numerator / denominator, (z * z) / denominator];
  const center = (share + zz / 2) / (1 + zz);
  const half = (z * Math.sqrt((share * (1 - share)) / denominator + zz / (4 * denominator))) / (1 + zz);
  return { low: Math.max(0, center - half), high: Math.min(1, center + half) };
}

/** The middle one, or the mean of the two in the middle; null of none. */
export function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other);
  const half = sorted.length / 2;
  const upper = sorted[Math.floor(half)];
  if (upper === undefined) return null;
  return Number.isInteger(half) ? ((sorted[half - 1] ?? upper) + upper) / 2 : upper;
}
