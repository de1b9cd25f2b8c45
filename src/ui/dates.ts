/** The two languages of the interface. */
export type UiLocale = 'es' | 'en';

// English dates put the day first, so that no reader mistakes it for the month.
const TAG = { es: 'es', en: 'en-GB' } as const;

const SHAPES = {
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
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

/** A month written as "2026-11": "noviembre de 2026". */
export function formatMonth(month: string, locale: UiLocale): string {
  return formatter('month', 'UTC', locale).format(Date.parse(`${month}-15T00:00:00Z`));
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

// IANA writes cities in English, without accents and by names of long ago. Here are those of most readers, by the last
// part of their zone; zones.ts has the others, for where a zone is chosen.
const CITIES: Record<string, string> = {
  Bogota: 'Bogotá',
  Cancun: 'Cancún',
  Asuncion: 'Asunción',
  Cordoba: 'Córdoba',
  Tucuman: 'Tucumán',
  Mazatlan: 'Mazatlán',
  Merida: 'Mérida',
  Sao_Paulo: 'São Paulo',
  Ciudad_Juarez: 'Ciudad Juárez',
  Belem: 'Belém',
  Kiev: 'Kyiv',
  Calcutta: 'Kolkata',
};
const SPANISH_CITIES: Record<string, string> = {
  Mexico_City: 'Ciudad de México',
  Panama: 'Panamá',
  New_York: 'Nueva York',
  Los_Angeles: 'Los Ángeles',
  Havana: 'La Habana',
  Santiago: 'Santiago de Chile',
  Belize: 'Belice',
  Belem: 'Belén',
  Canary: 'Canarias',
  London: 'Londres',
  Paris: 'París',
  Berlin: 'Berlín',
  Lisbon: 'Lisboa',
  Rome: 'Roma',
  Brussels: 'Bruselas',
  Amsterdam: 'Ámsterdam',
  Luxembourg: 'Luxemburgo',
  Dublin: 'Dublín',
  Vienna: 'Viena',
  Zurich: 'Zúrich',
  Warsaw: 'Varsovia',
  Prague: 'Praga',
  Athens: 'Atenas',
  Copenhagen: 'Copenhague',
  Stockholm: 'Estocolmo',
  Moscow: 'Moscú',
  Bucharest: 'Bucarest',
  Istanbul: 'Estambul',
  Kiev: 'Kiev',
  Calcutta: 'Calcuta',
  Tokyo: 'Tokio',
  Shanghai: 'Shanghái',
  Singapore: 'Singapur',
  Dubai: 'Dubái',
  Jerusalem: 'Jerusalén',
  Sydney: 'Sídney',
};

/** The city by which people know a time zone: "America/Mexico_City" is "Ciudad de México". */
export function cityOf(timeZone: string, locale: UiLocale): string {
  const city = lastPartOf(timeZone);
  return calledIn(locale, city, CITIES, SPANISH_CITIES) ?? city.replaceAll('_', ' ');
}

type Names = Readonly<Record<string, string>>;

/** What a place is called there: what somebody typed as a zone may be a word that every object knows. */
export function calledIn(locale: UiLocale, place: string, names: Names, spanish: Names): string | undefined {
  const found = [...(locale === 'es' ? [spanish] : []), names].find((one) => Object.hasOwn(one, place));
  return found?.[place];
}

/** What stands last in the name of a zone, which no two zones share: "Cordoba" of "America/Argentina/Cordoba". */
export function lastPartOf(timeZone: string): string {
  return timeZone.slice(timeZone.lastIndexOf('/') + 1);
}
