/**
 * Rows as CSV (RFC 4180), for spreadsheets: with the mark by which they know UTF-8, and with no cell that one of them
 * would take for a formula (OWASP, "CSV injection": it gets an apostrophe before it, as whoever types it would write).
 */
export function csv(rows: readonly (readonly string[])[]): string {
  return `\u{feff}${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

function cell(text: string): string {
  const plain = /^[\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
