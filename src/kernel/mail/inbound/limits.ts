/** How much of a mail is looked at. What goes beyond is kept as it came and not read. */
export const mailLimits = {
  /** Of the whole mail as it travels: what large mail services let through. */
  bytes: 25 * 1024 * 1024,
  /** Of the headers at the top. */
  headerBytes: 128 * 1024,
  parts: 500,
  boundaries: 200,
  depth: 20,
  /** For reading one mail, all in all. */
  milliseconds: 1_800,
  /** Of the text that is cut into what is new and what is quoted. */
  textChars: 200_000,
  attachments: 100,
} as const;

export type TooMuch = 'bytes' | 'headers' | 'parts' | 'depth' | 'time' | 'form';

/**
 * What of a mail is too much to be given to a parser, or null: found by walking over its bytes once. A part is a line that
 * begins with one of the boundaries that the mail declares (RFC 2046, 5.1.1); each boundary can be one level deeper.
 */
export function tooMuchOf(raw: Uint8Array): TooMuch | null {
  if (raw.length > mailLimits.bytes) return 'bytes';
  if (headerEnd(raw) > mailLimits.headerBytes) return 'headers';
  const text = new TextDecoder('latin1').decode(raw);
  const declared = new Set<string>();
  for (const match of text.matchAll(/boundary\s*=\s*(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))/gi)) {
    declared.add(match[1] ?? match[2] ?? '');
    if (declared.size > mailLimits.boundaries) return 'depth';
  }
  if (declared.size === 0) return null;
  let parts = 0;
  for (let at = text.indexOf('\n--'); at >= 0; at = text.indexOf('\n--', at + 1)) {
    const end = text.indexOf('\n', at + 1);
    const line = text.slice(at + 3, end < 0 ? undefined : end).trimEnd();
    if (declared.has(line) && ++parts > mailLimits.parts) return 'parts';
  }
  return null;
}

/** Where the headers end: at the first empty line (RFC 5322, 2.1). */
export function headerEnd(raw: Uint8Array): number {
  for (let at = 0; at < raw.length; at++) {
    if (raw[at] !== 10) continue;
    if (raw[at + 1] === 10 || (raw[at + 1] === 13 && raw[at + 2] === 10)) return at + 1;
    if (at > mailLimits.headerBytes) return at;
  }
  return raw.length;
}

/** All values of some headers in the raw beginning of a mail, unfolded, in order: for what must be known before parsing. */
export function rawHeaders(raw: Uint8Array, ...names: string[]): string[] {
  const end = Math.min(headerEnd(raw), mailLimits.headerBytes);
  const prefixes = names.map((name) => `${name.toLowerCase()}:`);
  return new TextDecoder('latin1')
    .decode(raw.subarray(0, end))
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .flatMap((line) => {
      const prefix = prefixes.find((one) => line.toLowerCase().startsWith(one));
      return prefix ? [line.slice(prefix.length).trim()] : [];
    });
}
