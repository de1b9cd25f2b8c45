/** What the records of an engagement say about it. Pure: the same records at the same moment say the same. */
import { figures, kindOf, tally, valueOf, type FigureId, type Tally } from './figures.ts';
import { livesAt, reachesInto, type RequestRecord } from './records.ts';
import { signalsOf, type Signal } from './signals.ts';
import { isFew, medianOf, wilsonInterval } from './uncertainty.ts';
import { evaluationsUpTo, horizonOf, weeksToPicture, windowAt, type Window } from './windows.ts';
import { workingClock, type WorkingHours } from './working-time.ts';

/** A figure as people read it. */
export type Figure = Tally & {
  readonly figure: FigureId;
  readonly kind: 'share' | 'average' | 'time';
  /** A share from 0 to 1, or an average; null where there was nothing to count. */
  readonly value: number | null;
  readonly isFew: boolean;
  /** Of a share, with 95 % confidence. */
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly medianMinutes: number | null;
  readonly weeks: readonly (Window & Pick<Tally, 'numerator' | 'denominator'>)[];
};

export type Relationship = {
  readonly window: Window;
  readonly figures: readonly Figure[];
  readonly signals: readonly Signal[];
};

/** A request wished for long after now is counted ahead for as long as this. */
const ahead = { hours: 24 * 35 };

/**
 * All figures of the last four weeks with their weeks, and what is to be noticed. Every past evaluation is made anew, from
 * what was in the log at its time: nothing of it is kept. Working hours are today's for all weeks.
 */
export function relationshipOf(
  records: readonly RequestRecord[],
  {
    now,
    hours,
    firstSentAt,
  }: { now: Temporal.Instant; hours: WorkingHours; firstSentAt: Temporal.Instant | null },
): Relationship {
  const { timeZone } = hours;
  const clock = workingClock(hours, { from: horizonOf(now, timeZone), until: now.add(ahead) });
  // What happens in this very moment has happened.
  const untilNow = now.add({ milliseconds: 1 });
  const mondays = evaluationsUpTo(now, timeZone);
  const atEach = records.map((record) => livesAt(record, [...mondays, untilNow]));
  const livesOf = (index: number) => atEach.flatMap((lives) => lives[index] ?? []);
  const lives = livesOf(mondays.length);
  const within = (window: Window) => ({ window, lives: lives.filter((life) => reachesInto(life, window)) });
  const window = windowAt(now, timeZone);
  const lately = within({ ...window, until: untilNow });
  const weeks = weeksToPicture(untilNow, timeZone).map(within);
  return {
    window,
    figures: figures.map((figure) => {
      const found = tally(figure, lately.lives, lately.window, clock);
      return {
        ...found,
        figure,
        kind: kindOf(figure),
        value: valueOf(found),
        isFew: isFew(found.events),
        interval: kindOf(figure) === 'share' ? wilsonInterval(found.numerator, found.denominator) : null,
        medianMinutes: medianOf(found.minutes),
        weeks: weeks.map(({ window: { from, until }, lives: known }) => {
          const { numerator, denominator } = tally(figure, known, { from, until }, clock);
          return { from, until: until.equals(untilNow) ? now : until, numerator, denominator };
        }),
      };
    }),
    signals: signalsOf({
      evaluations: mondays.map((at, index) => ({ at, lives: livesOf(index) })),
      firstSentAt,
      clock,
    }),
  };
}
