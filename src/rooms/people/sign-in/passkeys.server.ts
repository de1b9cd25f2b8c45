import { isIP } from 'node:net';
import { z } from 'zod';
import { Refusal, statusOf } from '#kernel/errors.ts';
import type { RateLimit } from '#kernel/rate.server.ts';
import { line } from '#kernel/text.ts';
import { clientAddressHeader } from './auth.server.ts';
import { callerOf, type Entrance } from './entrance.server.ts';
import { endReplacedSession } from './sign-in.server.ts';

const perPlace: RateLimit = { name: 'passkeys by place', uses: 120, minutes: 15 };

/** The steps of the two ceremonies (WebAuthn Level 3, section 7): the only part of better-auth that HTTP reaches. */
const steps: Record<string, 'GET' | 'POST'> = {
  'generate-authenticate-options': 'GET',
  'verify-authentication': 'POST',
  'generate-register-options': 'GET',
  'verify-registration': 'POST',
};

/** Whether browsers allow passkeys here: they belong to a host name, so not where Delega is opened by an IP address. */
export function passkeysWorkAt(origin: string): boolean {
  const { hostname, protocol } = new URL(origin);
  const isAddress = isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;
  return !isAddress && (protocol === 'https:' || hostname === 'localhost');
}

/**
 * Answers one step of a passkey ceremony, called by the page's script; better-auth checks origin, challenge and
 * signature. Adding a passkey needs a session begun within the last hour.
 */
export async function answerPasskeyStep(
  entrance: Entrance,
  request: Request,
  step: string,
  address: string,
): Promise<Response> {
  if (steps[step] !== request.method) return new Response(null, { status: 404 });
  const caller = callerOf(request, address, 'es');
  try {
    await entrance.count(perPlace, caller.address);
  } catch (failure) {
    if (failure instanceof Refusal) return new Response(null, { status: statusOf(failure) });
    throw failure;
  }
  // The path by which better-auth knows the step, whatever host and proxy the request came through.
  const url = `${entrance.origin}/api/auth/passkey/${step}`;
  const headers = new Headers(request.headers);
  headers.set(clientAddressHeader, address);
  const body = request.method === 'POST' ? fitting(await request.text()) : undefined;
  if (body === null) return new Response(null, { status: 400 });
  const answer = await entrance.auth.handler(new Request(url, { method: request.method, headers, body }));
  if (step === 'verify-authentication' && answer.ok) await endReplacedSession(entrance, caller);
  return answer;
}

/** The device's answer is passed on as it is; the name that a person gave is held to our rule. Null for what is no answer. */
function fitting(text: string): string | null {
  const result = posted.safeParse(text.length < longestAnswer ? jsonIn(text) : null);
  return result.success ? JSON.stringify(result.data) : null;
}

const longestAnswer = 20_000;
const posted = z.object({ response: z.record(z.string(), z.unknown()), name: line(60, 0).optional() });

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
