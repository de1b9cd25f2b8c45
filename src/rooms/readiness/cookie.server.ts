import type { Cookies } from '@sveltejs/kit';

const name = 'delega_assessment';
/** For how long a browser keeps the secret. */
export const rememberedDays = 180;

/** What of a request's event is needed to keep an assessment's secret in the browser. */
type Answering = { cookies: Cookies; url: URL };

/** The secret of the assessment that this browser is at, if it is at one. */
export function rememberedAssessment({ cookies }: Pick<Answering, 'cookies'>): string | null {
  return cookies.get(name) || null;
}

/** Lets somebody go on after a reload, or another day. No script reads the secret, and no other site sends it. */
export function rememberAssessment({ cookies, url }: Answering, secret: string): void {
  cookies.set(name, secret, { ...attributes(url), maxAge: rememberedDays * 24 * 3600 });
}

export function forgetAssessment({ cookies, url }: Answering): void {
  cookies.delete(name, attributes(url));
}

// Someone may run this on a plain local network, where a secure cookie would be dropped.
const attributes = (url: URL) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: url.protocol === 'https:' }) as const;
