import type { UiLocale } from './dates.ts';

/** A size of a file for people, in units of 1000 as systems show it today: "1,4 MB". */
export function formatBytes(bytes: number, locale: UiLocale): string {
  const [unit, size] = bytes >= 1e6 ? (['megabyte', 1e6] as const) : (['kilobyte', 1e3] as const);
  const value = bytes === 0 ? 0 : Math.max(bytes / size, 0.1);
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value);
}
