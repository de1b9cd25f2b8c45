import { error, redirect } from '@sveltejs/kit';
import { cookieName, isLocale } from '#paraglide/runtime.js';
import type { RequestHandler } from './$types';

const ONE_YEAR = 365 * 24 * 60 * 60;

/** Remembers the chosen language in this browser and returns to the page it was chosen on. */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
  const form = await request.formData();
  const language = form.get('language');
  if (!isLocale(language)) error(400);
  cookies.set(cookieName, language, {
    path: '/',
    maxAge: ONE_YEAR,
    sameSite: 'lax',
    // Pages read it to speak the language that the server spoke; it holds nothing private.
    httpOnly: false,
    // Someone may run this on a plain local network, where a secure cookie would be dropped.
    secure: url.protocol === 'https:',
  });
  redirect(303, pathHere(form.get('to'), url));
};

/** The path when it lies on this host, else the front page: a form must not send people elsewhere. */
function pathHere(to: unknown, here: URL): string {
  if (typeof to !== 'string' || !to.startsWith('/')) return '/';
  const target = URL.parse(to, here);
  return target?.origin === here.origin ? target.pathname + target.search : '/';
}
