/** Dates as people write them in a mail, in Spanish and in English. */

const months = [
  ['enero', 'ene', 'january', 'jan'],
  ['febrero', 'feb', 'february'],
  ['marzo', 'mar', 'march'],
  ['abril', 'abr', 'april', 'apr'],
  ['mayo', 'may'],
  ['junio', 'jun', 'june'],
  ['julio', 'jul', 'july'],
  ['agosto', 'ago', 'august', 'aug'],
  ['septiembre', 'setiembre', 'sept', 'sep', 'september'],
  ['octubre', 'oct', 'october'],
  ['noviembre', 'nov', 'november'],
  ['diciembre', 'dic', 'december', 'dec'],
];
const weekdays = [
  ['lunes', 'monday'],
  ['martes', 'tuesday'],
  ['miercoles', 'wednesday'],
  ['jueves', 'thursday'],
  ['viernes', 'friday'],
  ['sabado', 'saturday'],
  ['domingo', 'sunday'],
];
const amounts: Record<string, number> = {
  ...{ un: 1, una: 1, one: 1, a: 1, dos: 2, two: 2, tres: 3, three: 3, cuatro: 4, four: 4 },
};

const anyOf = (words: readonly string[][]) =>
  words
    .flat()
    .sort((one, other) => other.length - one.length)
    .join('|');
const word = (pattern: string) =>
  new RegExp(`(?<![\\p{L}\\p{N}/.-])(?:${pattern})(?![\\p{L}\\p{N}/-])`, 'gu');
const month = anyOf(months);
const weekday = anyOf(weekdays);
const amount = `\\d{1,2}|${Object.keys(amounts).join('|')}`;

type Today = Temporal.PlainDate;
type Reading = {
  pattern: RegExp;
  /** The day that was meant; null where there is no such day, or more than one. */
  day(groups: Record<string, string>, today: Today, language: 'es' | 'en'): Temporal.PlainDate | null;
};

/** The more a form says, the earlier it is tried; what it took is not read again. */
const readings: Reading[] = [
  {
    pattern: word('(?<year>20\\d\\d)-(?<month>\\d{1,2})-(?<day>\\d{1,2})'),
    day: ({ year, month, day }) => dayOf(Number(year), Number(month), Number(day)),
  },
  {
    pattern: word('(?<first>\\d{1,2})[/.-](?<second>\\d{1,2})(?:[/.-](?<year>(?:20)?\\d\\d))?'),
    day: ({ first, second, year }, today, language) =>
      inFigures(Number(first), Number(second), year, today, language),
  },
  {
    pattern: word(
      `(?<day>\\d{1,2})(?:st|nd|rd|th|º|o)?\\s+(?:de\\s+|of\\s+)?(?<month>${month})\\.?(?:,?\\s+(?:de\\s+|del\\s+)?(?<year>20\\d\\d))?`,
    ),
    day: ({ day, month, year }, today) => named(day, month, year, today),
  },
  {
    pattern: word(`(?<month>${month})\\.?\\s+(?<day>\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+(?<year>20\\d\\d))?`),
    day: ({ day, month, year }, today) => named(day, month, year, today),
  },
  {
    pattern: word(`(?:en|dentro de|in)\\s+(?<count>${amount})\\s+(?<unit>dias?|days?|semanas?|weeks?)`),
    day: ({ count = '', unit = '' }, today) =>
      today.add({ days: (amounts[count] ?? Number(count)) * (/^(?:semana|week)/.test(unit) ? 7 : 1) }),
  },
  { pattern: word('pasado manana|(?:the )?day after tomorrow'), day: (_, today) => today.add({ days: 2 }) },
  {
    pattern: word('(?<!\\b(?:la|esta|de la|por la) )manana|tomorrow'),
    day: (_, today) => today.add({ days: 1 }),
  },
  { pattern: word('hoy|today'), day: (_, today) => today },
  {
    pattern: word(`(?<weekday>${weekday})`),
    day: ({ weekday = '' }, today) => {
      const wanted = weekdays.findIndex((names) => names.includes(weekday)) + 1;
      return today.add({ days: (wanted - today.dayOfWeek + 7) % 7 || 7 });
    },
  },
];

const times = [
  word(
    '(?:a las |at |las )?(?<hour>\\d{1,2})[:.h](?<minute>[0-5]\\d)\\s*(?:h|hs)?(?:\\s*(?<half>am|pm|a\\.m\\.|p\\.m\\.|de la manana|de la tarde|de la noche))?',
  ),
  word(
    '(?:a las? |at )?(?<hour>\\d{1,2})\\s*(?<half>am|pm|a\\.m\\.|p\\.m\\.|de la manana|de la tarde|de la noche|h|hs|horas)',
  ),
  word('a las? (?<hour>\\d{1,2})'),
];
const noon = word('a mediodia|al mediodia|at noon');

/** When work is due that names a day and no hour: as the form suggests it. */
const endOfDay = Temporal.PlainTime.from('18:00');

/**
 * The moment that somebody named, on the clock of their zone (ISO 8601, UTC); 18:00 where they named a day alone. Null
 * where they named none, or several, or one that can be read in two ways ("3/4" in English), or one that is over.
 */
export function dateInWords(
  words: string,
  { now, timeZone, language }: { now: Temporal.Instant; timeZone: string; language: 'es' | 'en' },
): string | null {
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
  let left = words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ');
  const take = (pattern: RegExp, found: (groups: Record<string, string>) => void) => {
    left = left.replaceAll(pattern, (...match) => {
      const groups: unknown = match.at(-1);
      found(typeof groups === 'object' ? (groups as Record<string, string>) : {});
      return ' · ';
    });
  };
  const days: (Temporal.PlainDate | null)[] = [];
  const weekdaysNamed: (Temporal.PlainDate | null)[] = [];
  const clocks: (Temporal.PlainTime | null)[] = [];
  take(noon, () => clocks.push(Temporal.PlainTime.from('12:00')));
  for (const pattern of times.slice(0, 2)) take(pattern, (groups) => clocks.push(timeOf(groups)));
  for (const { pattern, day } of readings)
    take(pattern, (groups) => {
      const isWeekday = 'weekday' in groups && groups.weekday !== undefined;
      (isWeekday ? weekdaysNamed : days).push(day(groups, today, language));
    });
  if (times[2]) take(times[2], (groups) => clocks.push(timeOf(groups)));
  // "Friday, 4 December": the day of the week only confirms, or contradicts, the date.
  const [day] = days.length > 0 ? days : weekdaysNamed;
  if (!day || days.length > 1 || weekdaysNamed.length > 1 || clocks.length > 1) return null;
  const [confirming] = weekdaysNamed;
  if (days.length === 1 && confirming && confirming.dayOfWeek !== day.dayOfWeek) return null;
  const clock = clocks.length === 0 ? endOfDay : clocks[0];
  if (!clock) return null;
  const moment = day.toZonedDateTime({ timeZone, plainTime: clock }).toInstant();
  return Temporal.Instant.compare(moment, now) > 0 ? moment.toString({ smallestUnit: 'millisecond' }) : null;
}

function dayOf(year: number, month: number, day: number): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return null;
  }
}

/** Without a year, the next such day. */
function inYear(
  month: number,
  day: number,
  year: string | undefined,
  today: Today,
): Temporal.PlainDate | null {
  if (year) return dayOf(Number(year.length === 2 ? `20${year}` : year), month, day);
  const thisYear = dayOf(today.year, month, day);
  return thisYear && Temporal.PlainDate.compare(thisYear, today) >= 0
    ? thisYear
    : dayOf(today.year + 1, month, day);
}

const named = (day = '', name = '', year: string | undefined, today: Today) =>
  inYear(months.findIndex((names) => names.includes(name)) + 1, Number(day), year, today);

/** In Spanish the day comes first; in English either may, so that both must not be a month. */
function inFigures(
  first: number,
  second: number,
  year: string | undefined,
  today: Today,
  language: 'es' | 'en',
) {
  if (language === 'es' || first > 12) return inYear(second, first, year, today);
  return second > 12 || first === second ? inYear(first, second, year, today) : null;
}

function timeOf({ hour = '', minute = '0', half = '' }: Record<string, string>): Temporal.PlainTime | null {
  const written = Number(hour);
  const isAfternoon = /^(?:p|de la tarde|de la noche)/.test(half);
  const isMorning = /^(?:a|de la manana)/.test(half);
  if (written > 24 || ((isAfternoon || isMorning) && written > 12 && isMorning)) return null;
  const onClock = isAfternoon && written < 12 ? written + 12 : isMorning && written === 12 ? 0 : written % 24;
  return Temporal.PlainTime.from({ hour: onClock, minute: Number(minute) });
}
