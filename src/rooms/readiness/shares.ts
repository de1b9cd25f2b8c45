/** A weight as somebody types it, with a comma or a point; null where that is no number. */
export function weightTyped(text: string): number | null {
  const written = text.trim().replace(',', '.');
  const weight = written === '' ? Number.NaN : Number(written);
  return Number.isFinite(weight) ? weight : null;
}

/** What each of several weights is out of 100, unrounded. */
export function outOfHundred(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => (100 * weight) / total);
}
