/** One figure with what it should be; without an aim it only tells. */
export interface Figure {
  what: string;
  is: string;
  aim?: string;
  isMet?: boolean;
}

/** A figure that should be at most so much. */
export const atMost = (what: string, value: number, most: number, unit: string, digits = 0): Figure => ({
  what,
  is: `${value.toFixed(digits)} ${unit}`,
  aim: `≤ ${most} ${unit}`,
  isMet: value <= most,
});

/** A rate as a part of the bare server's: `1/4.2`, where `1/5` or more is wanted. */
export function partOf(what: string, rate: number, bare: number, wanted?: number): Figure {
  const times = bare / rate;
  const is = `1/${times.toFixed(1)} (${rate.toFixed(0)}/s to ${bare.toFixed(0)}/s)`;
  return wanted ? { what, is, aim: `≥ 1/${wanted}`, isMet: times <= wanted } : { what, is };
}

/** Prints figures below a title, as a table. */
export function print(title: string, figures: Figure[]): void {
  console.log(`\n${title}`);
  const width = (cell: (figure: Figure) => string) =>
    Math.max(...figures.map((figure) => cell(figure).length));
  const [whats, values] = [width(({ what }) => what), width(({ is }) => is)];
  for (const { what, is, aim, isMet } of figures) {
    const judged = aim ? `${isMet ? '✓' : '✗'} aim ${aim}` : '';
    console.log(`  ${what.padEnd(whats)}  ${is.padStart(values)}  ${judged}`.trimEnd());
  }
}
