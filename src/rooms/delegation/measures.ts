/** Work and money as people type and read them: hours and minutes, an amount with its currency. */

/** Minutes of "hours" and "minutes" as typed; null where both were left empty, NaN where they are no numbers. */
export function minutesOf(hours: string, minutes: string): number | null {
  if (hours.trim() === '' && minutes.trim() === '') return null;
  const total = Number(hours.trim().replace(',', '.')) * 60 + Number(minutes.trim().replace(',', '.'));
  return Math.round(total);
}

/** The other way round, for the two inputs. */
export function hoursAndMinutes(total: number | null): { hours: string; minutes: string } {
  if (total === null) return { hours: '', minutes: '' };
  const [hours, minutes] = [Math.floor(total / 60), total % 60];
  return { hours: hours === 0 ? '' : String(hours), minutes: minutes === 0 ? '' : String(minutes) };
}

/** "3 h 30 min": the symbols of the SI brochure (table 8), the same in both languages. */
export function formatMinutes(total: number): string {
  const [hours, minutes] = [Math.floor(total / 60), total % 60];
  return [hours > 0 && `${hours} h`, (minutes > 0 || hours === 0) && `${minutes} min`]
    .filter(Boolean)
    .join(' ');
}

/** How many digits a currency writes after the point (ISO 4217, as Intl knows it); 2 for one it does not know. */
export function minorDigits(currency: string): number {
  try {
    const options = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
    return options.maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

/**
 * An amount as typed, in minor units: "1.250,50", "1,250.50" and "1250.5" are the same. The last point or comma parts
 * the decimals when no more digits follow it than the currency has; every other one parts thousands.
 * Null where nothing was typed, NaN where it is no amount.
 */
export function readAmount(typed: string, currency: string): number | null {
  const text = typed.replace(/[\s'’]/gu, '');
  if (text === '') return null;
  if (!/^\d+([.,]\d+)*$/.test(text)) return Number.NaN;
  const digits = minorDigits(currency);
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
  const follows = text.length - last - 1;
  const hasDecimals = last >= 0 && follows <= digits;
  const whole = (hasDecimals ? text.slice(0, last) : text).replace(/[.,]/g, '');
  const decimals = hasDecimals ? text.slice(last + 1) : '';
  return Number(`${whole}${decimals.padEnd(digits, '0')}`);
}

/** An amount for its input: plain digits with a point, which `readAmount` reads back. */
export function writeAmount(amountMinor: number, currency: string): string {
  const digits = minorDigits(currency);
  return (amountMinor / 10 ** digits).toFixed(amountMinor % 10 ** digits === 0 ? 0 : digits);
}

/** "1.250,50 EUR": the amount as the language writes numbers, and the code, which no two countries share. */
export function formatAmount(amountMinor: number, currency: string, locale: 'es' | 'en'): string {
  const digits = minorDigits(currency);
  const number = new Intl.NumberFormat(locale, {
    minimumFractionDigits: amountMinor % 10 ** digits === 0 ? 0 : digits,
    maximumFractionDigits: digits,
    useGrouping: true,
  });
  return `${number.format(amountMinor / 10 ** digits)} ${currency}`;
}
