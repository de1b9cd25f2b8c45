/**
 * Whether what was read at one position of the live stream holds what was told at another. Positions are
 * "<era>.<number>": numbers can be compared within an era only.
 */
export function holds(readAt: string, toldAt: string): boolean {
  const [era, read] = readAt.split('.');
  const [theirEra, told] = toldAt.split('.');
  return era === theirEra && Number(read) >= Number(told);
}
