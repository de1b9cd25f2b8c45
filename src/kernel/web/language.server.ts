import type { Cookies } from '@sveltejs/kit';
import { cookieName } from '#paraglide/runtime.js';
import type { Locale } from '../text.ts';

const oneYear = 365 * 24 * 60 * 60;

/** Remembers the language in this browser: chosen by a switch, or the person's own after signing in. */
export function rememberLanguage(cookies: Cookies, language: Locale, url: URL): void {
  cookies.set(cookieName, language, {
    path: '/',
    maxAge: oneYear,
    sameSite: 'lax',
    // Pages read it to speak the language that the server spoke; it holds nothing private.
    httpOnly: false,
    // Someone may run this on a plain local network, where a secure cookie would be dropped.
    secure: url.protocol === 'https:',
  });
}

/** A page whose scripts are those of its language: the build makes two editions of them (bin/client-languages.ts). */
export function codeInLanguage(html: string, language: Locale): string {
  if (language === 'es') return html;
  return html.replaceAll(/\/_app\/immutable\/(?=(?:entry|nodes|chunks)\/)/g, '/_app/immutable/en/');
}
