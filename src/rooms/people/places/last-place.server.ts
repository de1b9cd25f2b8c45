import type { RequestEvent } from '@sveltejs/kit';

const name = 'delega_place';
const aYear = 365 * 24 * 3600;

/** The workspace that this browser used last. It says nothing about who may see it. */
export function lastPlace({ cookies }: Pick<RequestEvent, 'cookies'>): string | undefined {
  return cookies.get(name);
}

/** Remembers where somebody is, so that the next sign-in leads there. */
export function rememberPlace(event: Pick<RequestEvent, 'cookies' | 'url'>, workspace: string): void {
  if (lastPlace(event) === workspace) return;
  event.cookies.set(name, workspace, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    // Someone may run this on a plain local network, where a secure cookie would be dropped.
    secure: event.url.protocol === 'https:',
    maxAge: aYear,
  });
}
