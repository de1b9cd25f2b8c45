import type { Cookies } from '@sveltejs/kit';

const name = 'delega_assessment';
const days = 180;

/** What of a request's event is needed to keep an assessment's secret in the browser. */
type Answering = { cookies: Cookies; url: URL };

/** The secret of the assessment that this browser is at, if it is at one. */
export function rememberedAssessment({ cookies }: Pick<Answering, 'cookies'>): string | null {
  return cookies.get(name) || null;
}

/** Lets somebody go on after a reload, or another day. No script reads the secret, and no other site sends it. */
export function rememberAssessment({ cookies, url }: Answering, secret: string): void {
  cookies.set(name, secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    // Someone may run this on a plain local network, where a secure cookie would be dropped.
    secure: url.protocol === 'https:',
    maxAge: days * 24 * 3600,
  });
}

export function forgetAssessment({ cookies }: Pick<Answering, 'cookies'>): void {
  cookies.delete(name, { path: '/' });
}
