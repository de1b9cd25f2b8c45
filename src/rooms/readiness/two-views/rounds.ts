/**
 * When both sides are asked again: 60 days after the first answer of either, and then every half year. Days and months
 * are those of the practice's calendar, so that a round opens on a morning there, whatever its clocks did meanwhile.
 */
const FIRST_AFTER_DAYS = 60;
const THEN_EVERY_MONTHS = 6;
/** The hour at which a round opens, in the practice's zone: a mail at midnight wakes people. */
const OPENS_AT_HOUR = 9;
/** Whoever answered within so many days before a round has answered it: nobody is asked what they have just said. */
export const COUNTS_EARLY_DAYS = 30;

/**
 * The instant at which a round opens, from 1. Each is counted from the first one and none from the one before it, so
 * that a month without that day (31 August and half a year) shortens its own date only.
 *
 * @param start the first answer of either side
 * @param timeZone IANA zone of the practice
 */
export function roundOpensAt(round: number, start: Temporal.Instant, timeZone: string): Temporal.Instant {
  const first = start.toZonedDateTimeISO(timeZone).toPlainDate().add({ days: FIRST_AFTER_DAYS });
  const day = first.add({ months: THEN_EVERY_MONTHS * (round - 1) }, { overflow: 'constrain' });
  return day
    .toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from({ hour: OPENS_AT_HOUR }) })
    .toInstant();
}

export interface Round {
  readonly round: number;
  readonly opensAt: Temporal.Instant;
}

/** The latest round that has opened by now; null before the first. Rounds that nobody was asked in are not made up for. */
export function roundAt(now: Temporal.Instant, start: Temporal.Instant, timeZone: string): Round | null {
  const isOpen = (round: number) => Temporal.Instant.compare(roundOpensAt(round, start, timeZone), now) <= 0;
  if (!isOpen(1)) return null;
  const { months } = roundOpensAt(1, start, timeZone)
    .toZonedDateTimeISO(timeZone)
    .until(now.toZonedDateTimeISO(timeZone), { largestUnit: 'months' });
  // Where a month was too short for the day, whole months count one too few or too many.
  let round = Math.max(1, Math.floor(months / THEN_EVERY_MONTHS));
  while (isOpen(round + 1)) round += 1;
  return { round, opensAt: roundOpensAt(round, start, timeZone) };
}

/** Whether an answer of that time counts for a round: given after it opened, or shortly before. */
export function answersRound(answeredAt: string, opensAt: string): boolean {
  const from = Temporal.Instant.from(opensAt).subtract({ hours: 24 * COUNTS_EARLY_DAYS });
  return Temporal.Instant.compare(answeredAt, from) >= 0;
}

/** What decides whether somebody is asked in the round that is open. All instants in ISO 8601. */
export interface Asking {
  /** The round that was opened last; null where none was. */
  readonly openedAt: string | null;
  /** Archived, or its end is noted. */
  readonly isOver: boolean;
  readonly role: 'assistant' | 'principal' | 'member';
  /** Since when they take part. */
  readonly since: string;
  /** When they answered last: an assistant their view, a contact what they shared and have not taken back. */
  readonly answeredAt: string | null;
  readonly hasSkipped: boolean;
}

/**
 * Whether it waits for somebody: those who took part when the round opened, have not answered it and do not sit it
 * out. Of the client's side the principals, and the members who share a self-assessment of theirs.
 */
export function isAsked({ openedAt, isOver, role, since, answeredAt, hasSkipped }: Asking): boolean {
  if (openedAt === null || isOver || hasSkipped) return false;
  if (role === 'member' && answeredAt === null) return false;
  if (Temporal.Instant.compare(since, openedAt) > 0) return false;
  return answeredAt === null || !answersRound(answeredAt, openedAt);
}
