/** A stretch of time: from its first moment, up to but without the last. */
export type Window = { readonly from: Temporal.Instant; readonly until: Temporal.Instant };

/** How far back a figure looks. */
export const windowWeeks = 4;
/** How long a relationship may settle in, from the first request on, before anything is noticed. */
export const graceWeeks = 2;
/** How many weekly evaluations are looked back upon. */
export const evaluationCount = 12;
/** How many weeks a picture shows, the present one included. */
export const pictureWeeks = 8;

export const isWithin = (at: Temporal.Instant, { from, until }: Window): boolean =>
  Temporal.Instant.compare(at, from) >= 0 && Temporal.Instant.compare(at, until) < 0;

/** The weeks before a moment, on the clock of a zone: they begin at the same time of day, even if the clock was changed. */
export const weeksBefore = (at: Temporal.Instant, weeks: number, timeZone: string): Temporal.Instant =>
  at.toZonedDateTimeISO(timeZone).subtract({ weeks }).toInstant();

/** The four weeks that end at a moment. */
export const windowAt = (at: Temporal.Instant, timeZone: string): Window => ({
  from: weeksBefore(at, windowWeeks, timeZone),
  until: at,
});

/** The single weeks of the window that ends at a moment, the oldest first. */
export const weeksOfWindow = (at: Temporal.Instant, timeZone: string): readonly Window[] =>
  Array.from({ length: windowWeeks }, (_, index) => ({
    from: weeksBefore(at, windowWeeks - index, timeZone),
    until: weeksBefore(at, windowWeeks - index - 1, timeZone),
  }));

/** The beginning of the week in which a moment falls: Monday, as soon as the zone has that day. */
export function weekBegins(at: Temporal.Instant, timeZone: string): Temporal.Instant {
  const day = at.toZonedDateTimeISO(timeZone).toPlainDate();
  return day
    .subtract({ days: day.dayOfWeek - 1 })
    .toZonedDateTime(timeZone)
    .toInstant();
}

/** The moments of the last weekly evaluations, every Monday at the beginning of the day, the oldest first. */
export function evaluationsUpTo(now: Temporal.Instant, timeZone: string): readonly Temporal.Instant[] {
  return mondaysUpTo(now, timeZone, evaluationCount);
}

/** The weeks that a picture shows, from Monday to Monday, the oldest first; the present one ends now. */
export function weeksToPicture(now: Temporal.Instant, timeZone: string): readonly Window[] {
  const mondays = mondaysUpTo(now, timeZone, pictureWeeks);
  return mondays.map((from, index) => ({ from, until: mondays[index + 1] ?? now }));
}

/** The first moment of which anything is read: the window of the oldest evaluation begins there. */
export function horizonOf(now: Temporal.Instant, timeZone: string): Temporal.Instant {
  return weeksBefore(weekBegins(now, timeZone), evaluationCount - 1 + windowWeeks, timeZone);
}

function mondaysUpTo(now: Temporal.Instant, timeZone: string, count: number): readonly Temporal.Instant[] {
  const monday = weekBegins(now, timeZone).toZonedDateTimeISO(timeZone).toPlainDate();
  return Array.from({ length: count }, (_, index) =>
    monday
      .subtract({ weeks: count - 1 - index })
      .toZonedDateTime(timeZone)
      .toInstant(),
  );
}
