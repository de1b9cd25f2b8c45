/** The two languages of the interface. */
export type UiLocale = 'es' | 'en';

// English dates put the day first, so that no reader mistakes it for the month.
const TAG = { es: 'es', en: 'en-GB' } as const;

const SHAPES = {
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  weekday: { weekday: 'short', day: 'numeric', month: 'short' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  full: {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

// Making a formatter costs far more than using one, and a list shows the same few.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(shape: keyof typeof SHAPES, timeZone: string, locale: UiLocale) {
  const key = `${shape} ${timeZone} ${locale}`;
  let known = formatters.get(key);
  if (!known)
    formatters.set(key, (known = new Intl.DateTimeFormat(TAG[locale], { ...SHAPES[shape], timeZone })));
  return known;
}

/** The day of an instant (ISO-8601, UTC) in a zone: "4 may 2026". */
export function formatDate(at: string, timeZone: string, locale: UiLocale): string {
  return formatter('date', timeZone, locale).format(Date.parse(at)).replace('Sept', 'Sep');
}

/** The day with its weekday and without the year, for what is near: "lun, 4 may". */
export function formatWeekday(at: string, timeZone: string, locale: UiLocale): string {
  return formatter('weekday', timeZone, locale).format(Date.parse(at)).replace('Sept', 'Sep');
}

/** The time of day of an instant in a zone, 24 hours: "14:00". */
export function formatTime(at: string, timeZone: string, locale: UiLocale): string {
  return formatter('time', timeZone, locale).format(Date.parse(at));
}

/** Day and time of an instant in a zone: "4 may 2026, 14:00". */
export function formatDateTime(at: string, timeZone: string, locale: UiLocale): string {
  return `${formatDate(at, timeZone, locale)}, ${formatTime(at, timeZone, locale)}`;
}

/** Everything there is to say about an instant, with the city of the zone: for titles and mails. */
export function formatFull(at: string, timeZone: string, locale: UiLocale): string {
  return `${formatter('full', timeZone, locale).format(Date.parse(at))} (${cityOf(timeZone, locale)})`;
}

const MINUTE = 60_000;
const UNITS = [
  ['year', 365 * 24 * 60 * MINUTE],
  ['month', 30 * 24 * 60 * MINUTE],
  ['day', 24 * 60 * MINUTE],
  ['hour', 60 * MINUTE],
  ['minute', MINUTE],
] as const;
const relative = {
  es: new Intl.RelativeTimeFormat('es', { numeric: 'auto' }),
  en: new Intl.RelativeTimeFormat('en', { numeric: 'auto' }),
};

/** How far an instant lies from `now`, in the largest whole unit: "hace 2 horas", "in 3 days", "now". */
export function formatRelative(at: string, now: string, locale: UiLocale): string {
  const distance = Date.parse(at) - Date.parse(now);
  for (const [unit, size] of UNITS) {
    if (Math.abs(distance) >= size) return relative[locale].format(Math.trunc(distance / size), unit);
  }
  return relative[locale].format(0, 'second');
}

// IANA names cities in English; these have another name in Spanish.
const SPANISH_CITIES: Record<string, string> = {
  'America/Bogota': 'Bogotá',
  'America/Mexico_City': 'Ciudad de México',
  'America/Asuncion': 'Asunción',
  'America/Panama': 'Panamá',
  'America/New_York': 'Nueva York',
  'America/Los_Angeles': 'Los Ángeles',
  'America/Havana': 'La Habana',
  'America/Cancun': 'Cancún',
  'America/Argentina/Cordoba': 'Córdoba',
  'America/Argentina/Tucuman': 'Tucumán',
  'America/Sao_Paulo': 'São Paulo',
  'Atlantic/Canary': 'Canarias',
  'Europe/London': 'Londres',
  'Europe/Paris': 'París',
  'Europe/Berlin': 'Berlín',
  'Europe/Lisbon': 'Lisboa',
  'Europe/Rome': 'Roma',
};

/** The city by which people know a time zone: "America/Mexico_City" is "Ciudad de México". */
export function cityOf(timeZone: string, locale: UiLocale): string {
  const spanish = locale === 'es' ? SPANISH_CITIES[timeZone] : undefined;
  return spanish ?? timeZone.slice(timeZone.lastIndexOf('/') + 1).replaceAll('_', ' ');
}
