import { createHash, timingSafeEqual } from 'node:crypto';
import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Operator } from '../actor.ts';

const cookieName = 'delega_operator';
const path = '/operator';

/**
 * Whoever holds the key that the start printed is the operator, for this browser session. For everybody else the page
 * does not exist. A key in the address moves into a cookie at once, so that it stays out of histories.
 */
export function operatorOf(event: RequestEvent): Operator {
  const key = event.locals.house.operatorKey;
  const given = event.url.searchParams.get('key');
  if (given !== null && isSame(given, key)) {
    const secure = event.url.protocol === 'https:';
    event.cookies.set(cookieName, proofOf(key), { path, httpOnly: true, sameSite: 'strict', secure });
    redirect(303, path);
  }
  if (!isSame(event.cookies.get(cookieName) ?? '', proofOf(key))) error(404);
  return { kind: 'operator' };
}

/** The cookie proves the key without holding it. */
function proofOf(key: string): string {
  return createHash('sha256').update(`operator:${key}`).digest('base64url');
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(a!, b!);
}
