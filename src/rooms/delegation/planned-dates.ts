/** Dates that people plan: on the clock of their own zone, where the page's input knows no zone at all. */

/**
 * The instant (ISO 8601, UTC) at which a clock in the zone shows that local time ("2026-11-24T14:30"). A time that the
 * clock skips in spring moves on by the skipped hour; one that it shows twice in autumn is the first (RFC 5545, 3.3.5).
 * Null where it is no local time or no zone.
 */
export function instantOnClock(local: string, timeZone: string): string | null {
  try {
    const instant = Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone).toInstant();
    return instant.toString({ smallestUnit: 'millisecond' });
  } catch {
    return null;
  }
}

/** What a clock in the zone shows at that instant, to the minute: "2026-11-24T14:30". */
export function clockAt(instant: string, timeZone: string): string {
  return Temporal.Instant.from(instant)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
}

export type SuggestedDate = { readonly when: 'tomorrow' | 'friday' | 'in_a_week'; readonly local: string };

/** Work is asked for by the end of a day, in most offices. */
const endOfDay = Temporal.PlainTime.from('18:00');
const friday = 5;

/**
 * Dates that are asked for most often, on the zone's clock: tomorrow, the end of the working week (the next one from
 * Friday on) and in a week, each at 18:00. Two that fall on the same day are one.
 */
export function suggestedDates(now: Temporal.Instant, timeZone: string): SuggestedDate[] {
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
  const daysToFriday = (friday - today.dayOfWeek + 7) % 7 || 7;
  const days = { tomorrow: 1, friday: daysToFriday, in_a_week: 7 } as const;
  const seen = new Set<number>();
  return (['tomorrow', 'friday', 'in_a_week'] as const)
    .filter((when) => !seen.has(days[when]) && seen.add(days[when]))
    .map((when) => ({
      when,
      local: today.add({ days: days[when] }).toPlainDateTime(endOfDay).toString({ smallestUnit: 'minute' }),
    }));
}

/** When work is due in most offices, on the clock of whoever does it: the default until people say their own hours. */
export const daytime = { from: Temporal.PlainTime.from('09:00'), until: endOfDay };

/**
 * The moment itself where a clock in the zone shows daytime, both ends included; else the next one at which daytime
 * begins. Never earlier, and less than 24 hours later. A weekend's days stay, as those of a promise do.
 */
export function inDaytime(at: Temporal.Instant, timeZone: string): Temporal.Instant {
  const here = at.toZonedDateTimeISO(timeZone);
  const time = here.toPlainTime();
  if (Temporal.PlainTime.compare(time, daytime.from) < 0) return here.withPlainTime(daytime.from).toInstant();
  if (Temporal.PlainTime.compare(time, daytime.until) <= 0) return at;
  return here.add({ days: 1 }).withPlainTime(daytime.from).toInstant();
}

/**
 * What to propose instead of a moment that a wait for answers has moved into the night; null where it fell in daytime.
 * The promise itself stays where the wait has moved it, until both sides agree to another.
 */
export function daytimeInstead(movedTo: Temporal.Instant, timeZone: string): Temporal.Instant | null {
  const instead = inDaytime(movedTo, timeZone);
  return instead.equals(movedTo) ? null : instead;
}
