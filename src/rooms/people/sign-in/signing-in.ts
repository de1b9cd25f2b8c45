import { pathOnHost } from '#kernel/web/addresses.ts';

/** How long a password may be, in characters. NIST SP 800-63B asks for 8 at least, and no rules about kinds of characters. */
export const password = { min: 10, max: 128 };

/** A session ends this long after the last day it was used; what matters most wants one begun within `freshMinutes`. */
export const session = { days: 30, freshMinutes: 60 };

/** How long a mailed link works. */
export const verificationHours = 24;
export const resetLinkMinutes = 60;
export const magicLinkMinutes = 15;

/** What a mailed link to the page with the button is for. */
export const linkKinds = ['verify', 'magic'] as const;
export type LinkKind = (typeof linkKinds)[number];

/** Whether a session is young enough to change how somebody signs in. */
export function isFresh(begunAt: Temporal.Instant, now: Temporal.Instant): boolean {
  return Temporal.Duration.compare(begunAt.until(now), { minutes: session.freshMinutes }) < 0;
}

/** Where to go after signing in: the wished path when it lies on this host, else home. */
export function pathAfterSignIn(wished: unknown, origin: string): string {
  return pathOnHost(wished, origin) ?? '/home';
}

/** A name for the device behind a browser's User-Agent, such as "Firefox · Windows"; null where nothing is recognized. */
export function deviceOf(userAgent: string | null): string | null {
  if (!userAgent) return null;
  const first = (known: [RegExp, string][]) => known.find(([pattern]) => pattern.test(userAgent))?.[1];
  const parts = [first(browsers), first(systems)].filter(Boolean);
  return parts.length > 0 ? parts.join(' · ') : null;
}

// Order matters: most browsers also name the ones that they descend from.
const browsers: [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\/|Chromium\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/CrOS/, 'ChromeOS'],
  [/Mac OS X|Macintosh/, 'Mac'],
  [/Linux/, 'Linux'],
];
