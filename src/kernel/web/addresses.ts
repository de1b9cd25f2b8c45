import type { Locale } from '../text.ts';

/** The pages that people find through a search engine. Each has an address of its own in every language. */
const FOUND_BY_STRANGERS =
  /^\/(?:test|api|practices|guides(?:\/[a-z-]+(?:\/feed\.atom)?)?|p\/[a-z0-9-]+(?:\/guides(?:\/[a-z-]+(?:\/feed\.atom)?)?)?)?$/;

/** Where such a page lies in one language: `https://…/guides/trust?lang=en`. */
export function addressIn(language: Locale, path: string, origin: string): string {
  const address = new URL(path, origin);
  address.searchParams.set('lang', language);
  return address.toString();
}

/** The language that an address itself asks for; null where it asks for none, or the page has no such addresses. */
export function languageOfAddress({ pathname, searchParams }: URL): Locale | null {
  const asked = searchParams.get('lang');
  return FOUND_BY_STRANGERS.test(pathname) && (asked === 'es' || asked === 'en') ? asked : null;
}

/** The language of a picture of a page: its address says which, where `addressIn` made it. */
export function languageOfPicture({ searchParams }: URL): Locale {
  return searchParams.get('lang') === 'en' ? 'en' : 'es';
}

/**
 * Where somebody wished to go, as a path on this host; null where it lies elsewhere. A link or a form must not send
 * people away: also not by `/.//elsewhere`, whose path begins with two slashes, which a browser takes for a host.
 */
export function pathOnHost(wished: unknown, origin: string): string | null {
  if (typeof wished !== 'string' || !wished.startsWith('/')) return null;
  const target = URL.parse(wished, origin);
  if (target?.origin !== origin || target.pathname.startsWith('//')) return null;
  return target.pathname + target.search;
}
