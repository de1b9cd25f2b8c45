/** When a practice works, on its own clock. `days`: 1 Monday to 7 Sunday; hours as "HH:MM", within one day. */
export type WorkingHours = {
  readonly timeZone: string;
  readonly days: readonly number[];
  readonly from: string;
  readonly until: string;
  /** Whether the practice has said so in public. */
  readonly isAnnounced: boolean;
};

/** What counts where a practice has not published its own hours. */
export const usualHours = { days: [1, 2, 3, 4, 5], from: '09:00', until: '18:00' } as const;

/**
 * The hours that a practice has announced, on the clock by which it announced them; the usual ones on the workspace's where
 * it has said nothing, or only a part.
 */
export function hoursOf(
  timeZone: string,
  announced: {
    timeZone: string;
    days: readonly number[];
    from: string | null;
    until: string | null;
  } | null,
): WorkingHours {
  const { from, until } = announced ?? { from: null, until: null };
  const isSaid = announced !== null && announced.days.length > 0 && from !== null && until !== null;
  return isSaid && from < until
    ? { timeZone: announced.timeZone, days: announced.days, from, until, isAnnounced: true }
    : { timeZone, ...usualHours, isAnnounced: false };
}

/** Tells working time from the rest of it. Minutes are elapsed ones, so that a day on which the clock is put on or back is right. */
export type WorkingClock = {
  readonly hours: WorkingHours;
  /** The minutes of one working day. */
  readonly minutesADay: number;
  minutesBetween(from: Temporal.Instant, until: Temporal.Instant): number;
  isWorkingTime(at: Temporal.Instant): boolean;
};

/**
 * The working clock of a stretch of time. It knows the days from the one of `from` to the one of `until`, both
 * included, and takes everything outside for free time.
 */
export function workingClock(
  hours: WorkingHours,
  { from, until }: { from: Temporal.Instant; until: Temporal.Instant },
): WorkingClock {
  const spans = spansOf(hours, from, until);
  /** Working milliseconds from the beginning of the stretch. */
  const workedBy = (at: number): number => {
    const span = spans[lastBegunBy(spans, at)];
    return span ? span.before + Math.min(at, span.until) - span.from : 0;
  };
  return {
    hours,
    minutesADay: minutesOf(hours.until) - minutesOf(hours.from),
    minutesBetween: (one, other) =>
      Math.max(0, workedBy(other.epochMilliseconds) - workedBy(one.epochMilliseconds)) / 60_000,
    isWorkingTime(at) {
      const span = spans[lastBegunBy(spans, at.epochMilliseconds)];
      return span !== undefined && at.epochMilliseconds < span.until;
    },
  };
}

/** One working day in epoch milliseconds; `before` is the working time of all days before it. */
type Span = { readonly from: number; readonly until: number; readonly before: number };

function spansOf(hours: WorkingHours, from: Temporal.Instant, until: Temporal.Instant): readonly Span[] {
  const [opens, closes] = [Temporal.PlainTime.from(hours.from), Temporal.PlainTime.from(hours.until)];
  const last = until.toZonedDateTimeISO(hours.timeZone).toPlainDate();
  const spans: Span[] = [];
  let day = from.toZonedDateTimeISO(hours.timeZone).toPlainDate();
  for (; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    if (!hours.days.includes(day.dayOfWeek)) continue;
    const before = spans.at(-1);
    const at = (plainTime: Temporal.PlainTime) =>
      day.toZonedDateTime({ timeZone: hours.timeZone, plainTime }).epochMilliseconds;
    spans.push({
      from: at(opens),
      until: at(closes),
      before: before ? before.before + before.until - before.from : 0,
    });
  }
  return spans;
}

/** The index of the last span that has begun by then; -1 for none. */
function lastBegunBy(spans: readonly Span[], at: number): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.from ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

const minutesOf = (time: string): number => {
  const { hour, minute } = Temporal.PlainTime.from(time);
  return hour * 60 + minute;
};
