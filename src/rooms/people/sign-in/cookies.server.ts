import type { Cookies } from '@sveltejs/kit';

/** What of a request's event is needed to set cookies. */
type Answering = { cookies: Cookies };

/**
 * Gives the browser the cookies that better-auth wants set. The session's cookie gets the longest life that browsers
 * allow (400 days, RFC 6265bis 5.5): when a session ends is decided in the database, which prolongs it with use.
 */
export function applyAuthCookies({ cookies }: Answering, headers: Headers): void {
  for (const line of headers.getSetCookie()) {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const equals = pair.indexOf('=');
    const name = pair.slice(0, equals);
    const asked = Object.fromEntries(
      attributes.map((attribute) => {
        const [key = '', ...value] = attribute.split('=');
        return [key.toLowerCase(), value.join('=')];
      }),
    );
    const maxAge = asked['max-age'] === undefined ? undefined : Number(asked['max-age']);
    const isSession = name.endsWith('.session_token');
    cookies.set(name, pair.slice(equals + 1), {
      path: '/',
      httpOnly: true,
      secure: 'secure' in asked,
      sameSite: 'lax',
      maxAge: isSession && maxAge ? longestCookieSeconds : maxAge,
      // It is already encoded.
      encode: (value) => value,
    });
  }
}

const longestCookieSeconds = 400 * 24 * 3600;
