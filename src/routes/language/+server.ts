import { error, redirect } from '@sveltejs/kit';
import { pathOnHost } from '#kernel/web/addresses.ts';
import { rememberLanguage } from '#kernel/web/language.server.ts';
import { isLocale } from '#paraglide/runtime.js';
import type { RequestHandler } from './$types';

/** Remembers the chosen language in this browser and returns to the page it was chosen on. */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
  const form = await request.formData();
  const language = form.get('language');
  if (!isLocale(language)) error(400);
  rememberLanguage(cookies, language, url);
  redirect(303, pathBack(form.get('to'), url));
};

/** The path when it lies on this host, else the front page. */
function pathBack(to: unknown, here: URL): string {
  const target = new URL(pathOnHost(to, here.origin) ?? '/', here);
  // The address's own language would go before the one just chosen.
  target.searchParams.delete('lang');
  return target.pathname + target.search;
}
