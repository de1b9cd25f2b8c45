/** What one file of a sitemap may hold, uncompressed (sitemaps.org, protocol 0.9). */
export const sitemapLimits = { urls: 50_000, bytes: 50 * 1024 * 1024 };

const declaration = '<?xml version="1.0" encoding="UTF-8"?>';
const names = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';
const head = `${declaration}\n<urlset ${names} xmlns:xhtml="http://www.w3.org/1999/xhtml">`;
const foot = '</urlset>';

/** The files of a sitemap with these entries, in their order: as few as the limits allow, and one where there are none. */
export function sitemapFiles(entries: readonly string[], limits = sitemapLimits): string[] {
  const files: string[][] = [[]];
  const empty = Buffer.byteLength(`${head}\n${foot}`);
  let bytes = empty;
  for (const entry of entries) {
    const more = Buffer.byteLength(entry) + 1;
    const current = files.at(-1)!; // there is always one
    if (current.length > 0 && (current.length >= limits.urls || bytes + more > limits.bytes)) {
      files.push([entry]);
      bytes = empty + more;
    } else {
      current.push(entry);
      bytes += more;
    }
  }
  return files.map((some) => [head, ...some, foot].join('\n'));
}

/** What lists the files of a sitemap that is too long for one. */
export function sitemapIndex(addresses: readonly string[]): string {
  const entries = addresses.map((address) => `<sitemap><loc>${address}</loc></sitemap>`);
  return [declaration, `<sitemapindex ${names}>`, ...entries, '</sitemapindex>'].join('\n');
}
