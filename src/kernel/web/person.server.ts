import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Person } from '../actor.ts';

/** The person who is signed in; whoever is not is sent to the sign-in page, and from there back here. */
export function personHere({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>): Person {
  if (locals.actor.kind === 'person') return locals.actor;
  redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`);
}
