import { tally, valueOf, type FigureId, type Tally } from './figures.ts';
import { reachesInto, type Life } from './records.ts';
import { isFew } from './uncertainty.ts';
import { evaluationCount, graceWeeks, weeksBefore, weeksOfWindow, windowAt } from './windows.ts';
import type { WorkingClock } from './working-time.ts';

/** What is noticed, in the order of the page, by the thresholds of the self-assessment's content. */
export const signals = [
  'emergencyMode',
  'urgentShare',
  'leadTime',
  'briefIncomplete',
  'replySlow',
  'scopeMoves',
  'quietHours',
  'assistantLate',
  'assistantRework',
] as const;
export type SignalId = (typeof signals)[number];

type Rule = {
  readonly figure: FigureId;
  readonly level: 'notice' | 'alert';
  /** `weekly`: every single week of the window too. `count`: a number of events, whatever their share. */
  readonly crosses:
    | { readonly above: number; readonly weekly?: number }
    | { readonly below: number }
    | { readonly count: number };
};

export const signalRules: Record<SignalId, Rule> = {
  emergencyMode: { figure: 'urgent', level: 'alert', crosses: { above: 0.4, weekly: 0.3 } },
  urgentShare: { figure: 'urgent', level: 'notice', crosses: { above: 0.25 } },
  leadTime: { figure: 'notice', level: 'notice', crosses: { below: 0.6 } },
  briefIncomplete: { figure: 'complete', level: 'notice', crosses: { below: 0.6 } },
  // More than 30 % of answers too late.
  replySlow: { figure: 'answered', level: 'notice', crosses: { below: 0.7 } },
  scopeMoves: { figure: 'newWishes', level: 'alert', crosses: { above: 0.25 } },
  quietHours: { figure: 'onlyQuiet', level: 'alert', crosses: { count: 4 } },
  assistantLate: { figure: 'late', level: 'notice', crosses: { above: 0.2 } },
  assistantRework: { figure: 'criterionUnmet', level: 'notice', crosses: { above: 0.2 } },
};

/** One weekly evaluation of one figure: what it came to, and whether it was over the threshold. */
export type Evaluation = {
  readonly at: Temporal.Instant;
  readonly tally: Tally;
  readonly crosses: boolean;
};

export type Signal = {
  readonly signal: SignalId;
  readonly figure: FigureId;
  readonly level: 'notice' | 'alert';
  /** `first`: over the threshold at the last evaluation for the first time, a quiet line and no more. */
  readonly state: 'on' | 'first';
  /** The evaluation at which it was over the threshold first. */
  readonly since: Temporal.Instant;
  /** Whether it may be older: nobody looks back further. */
  readonly isOlder: boolean;
  readonly last: Evaluation;
};

/** Whether a tally is over a threshold. A share of few events is over none. */
export function isOver({ crosses }: Rule, found: Tally, weekly: () => readonly Tally[]): boolean {
  if ('count' in crosses) return found.numerator >= crosses.count;
  const value = valueOf(found);
  if (value === null || isFew(found.events)) return false;
  if ('below' in crosses) return value < crosses.below;
  const { above, weekly: everyWeek } = crosses;
  return (
    value > above && (everyWeek === undefined || weekly().every((week) => (valueOf(week) ?? 0) > everyWeek))
  );
}

/**
 * Where weekly evaluations, the oldest first, leave a signal: null where it is off. A share has to be over its threshold
 * at two evaluations in a row to switch it on, and not to be at two in a row to switch it off; a count does both at once.
 */
export function stateAfter(
  evaluations: readonly Pick<Evaluation, 'crosses'>[],
  needed: 1 | 2,
): { readonly state: 'on' | 'first'; readonly sinceIndex: number } | null {
  let [isOn, run, misses, since] = [false, 0, 0, 0];
  evaluations.forEach(({ crosses }, index) => {
    [run, misses] = crosses ? [run + 1, 0] : [0, misses + 1];
    if (crosses && run === 1 && !isOn) since = index;
    if (run >= needed) isOn = true;
    if (misses >= needed) isOn = false;
  });
  if (isOn) return { state: 'on', sinceIndex: since };
  return run > 0 ? { state: 'first', sinceIndex: since } : null;
}

export type Ground = {
  /** The weekly evaluations, the oldest first, and how every request stood at each. */
  readonly evaluations: readonly { readonly at: Temporal.Instant; readonly lives: readonly Life[] }[];
  /** When the first request of the engagement was sent; null while there is none. */
  readonly firstSentAt: Temporal.Instant | null;
  readonly clock: WorkingClock;
};

/** What is to be noticed now. In the first two weeks nothing is: both sides are still finding their way. */
export function signalsOf({ evaluations, firstSentAt, clock }: Ground): readonly Signal[] {
  const { timeZone } = clock.hours;
  const isSettled = (at: Temporal.Instant) =>
    firstSentAt !== null && Temporal.Instant.compare(firstSentAt, weeksBefore(at, graceWeeks, timeZone)) <= 0;
  const counted = evaluations
    .filter(({ at }) => isSettled(at))
    .map(({ at, lives }) => {
      const window = windowAt(at, timeZone);
      return { at, window, lives: lives.filter((life) => reachesInto(life, window)) };
    });
  const found = signals.flatMap((signal): Signal[] => {
    const rule = signalRules[signal];
    const { figure, level, crosses } = rule;
    const evaluated = counted.map(({ at, window, lives }): Evaluation => {
      const result = tally(figure, lives, window, clock);
      const weekly = () => weeksOfWindow(at, timeZone).map((week) => tally(figure, lives, week, clock));
      return { at, tally: result, crosses: isOver(rule, result, weekly) };
    });
    const after = stateAfter(evaluated, 'count' in crosses ? 1 : 2);
    const [last, first] = [evaluated.at(-1), after && evaluated[after.sinceIndex]];
    if (!after || !last || !first) return [];
    const isOlder = after.sinceIndex === 0 && evaluated.length === evaluationCount;
    return [{ signal, figure, level, state: after.state, since: first.at, isOlder, last }];
  });
  // Whoever lives in emergency mode need not read too that much is urgent.
  const isEmergency = found.some(({ signal, state }) => signal === 'emergencyMode' && state === 'on');
  return found.filter(({ signal }) => !(isEmergency && signal === 'urgentShare'));
}
