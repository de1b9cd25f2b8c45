import { subjectOf, type FigureId } from './figures.ts';

/** A figure as it is compared: its value, and whether it is of so few events that it says little. */
type Observed = {
  readonly figure: FigureId;
  readonly value: number | null;
  readonly numerator: number;
  readonly isFew: boolean;
};

type Limits = {
  /** Whether it speaks against a requirement that was declared as strong. */
  readonly speaksAgainst: (observed: Observed) => boolean;
  /** Whether it speaks for one that was declared as weak: where the preparation plan ends. */
  readonly speaksFor: (observed: Observed) => boolean;
};

const share = (test: (value: number) => boolean) => (observed: Observed) =>
  observed.value !== null && test(observed.value);

/**
 * Against: the thresholds of the notices; `howFar` and `blocked`, which have none that could be figured out, take the
 * one of complete requests and the 15 % of SIG_CLIENT_ABSENT. For: where the plans of the self-assessment end ("four of your
 * last five", "under 15 %", "seven out of ten", "under 10 %"), and for answers the other side of their threshold.
 */
const limits: { readonly [Figure in FigureId]?: Limits } = {
  complete: { speaksAgainst: share((value) => value < 0.6), speaksFor: share((value) => value >= 0.8) },
  answered: { speaksAgainst: share((value) => value < 0.7), speaksFor: share((value) => value >= 0.7) },
  newWishes: { speaksAgainst: share((value) => value > 0.25), speaksFor: share((value) => value <= 0.25) },
  howFar: { speaksAgainst: share((value) => value < 0.6), speaksFor: share((value) => value >= 0.8) },
  blocked: { speaksAgainst: share((value) => value > 0.15), speaksFor: share((value) => value < 0.1) },
  urgent: { speaksAgainst: share((value) => value > 0.25), speaksFor: share((value) => value < 0.15) },
  notice: { speaksAgainst: share((value) => value < 0.6), speaksFor: share((value) => value >= 0.7) },
  onlyQuiet: {
    speaksAgainst: ({ numerator }) => numerator >= 4,
    speaksFor: ({ numerator, value }) => value !== null && numerator === 0,
  },
};

/** Strong from 70, weak below 50: the bands of the self-assessment. */
const strongFrom = 70;
const weakBelow = 50;

export type Gap =
  | { readonly kind: 'worse'; readonly figures: readonly FigureId[] }
  | { readonly kind: 'better'; readonly figures: readonly FigureId[] };

/**
 * Where what was declared and what the records say part: declared as strong, and a figure speaks against it; or
 * declared as weak, and all that can be compared speaks for it. Null where they agree, or too little is known. It is
 * asked about, never held against anybody.
 */
export function gapOf(
  requirement: string,
  declared: number | null,
  observed: readonly Observed[],
): Gap | null {
  const known = observed.flatMap((one) => {
    const limit = limits[one.figure];
    return limit && subjectOf[one.figure] === requirement && !one.isFew ? [{ one, limit }] : [];
  });
  if (declared === null || known.length === 0) return null;
  const against = known.filter(({ one, limit }) => limit.speaksAgainst(one));
  if (declared >= strongFrom && against.length > 0) {
    return { kind: 'worse', figures: against.map(({ one }) => one.figure) };
  }
  const isBetter = declared < weakBelow && known.every(({ one, limit }) => limit.speaksFor(one));
  return isBetter ? { kind: 'better', figures: known.map(({ one }) => one.figure) } : null;
}
