import { visitor, type Actor, type TokenBearer } from '../actor.ts';
import { isDatabaseAway } from '../database/pools.server.ts';
import { invalid, notFound, Refusal, statusOf } from '../errors.ts';
import { perform, type Ground } from '../perform.server.ts';
import { jsonBody } from './body.server.ts';
import { findRoute, wantsKey, type Route } from './routes.server.ts';

/** What the API stands on. */
export type Api = {
  ground: Ground;
  routes: readonly Route[];
  /** Who a personal access token acts for; null for one that is unknown or over. */
  bearerOf(token: string): Promise<TokenBearer | null>;
  /** Counts one change by somebody without a token. @throws Refusal `too_many` */
  countVisitor(): Promise<void>;
  /** Writes an unexpected failure down under a number. */
  log(reference: string, failure: unknown): void;
};

/**
 * Answers a request to the REST API: finds the operation, runs it for the bearer of the token (a visitor without
 * one; cookies count for nothing here, so that no page can make a browser act), and says what came of it.
 *
 * @param path below /api/v1, as it stands in the URL
 * @returns 200 with the output; a refusal's status with `{ code, reason?, fields? }`; 500 with `{ code: 'unexpected',
 *   reference }`; 503 with `{ code: 'unavailable' }` while the database is away
 */
export async function answerRequest(api: Api, request: Request, path: string): Promise<Response> {
  try {
    return json(200, (await valueFor(api, request, path)) ?? null);
  } catch (failure) {
    if (failure instanceof Refusal) return refusalAnswer(failure);
    if (isDatabaseAway(failure)) return json(503, { code: 'unavailable' }, { 'retry-after': '5' });
    const reference = crypto.randomUUID().slice(0, 8);
    api.log(reference, failure);
    return json(500, { code: 'unexpected', reference });
  }
}

async function valueFor(api: Api, request: Request, path: string): Promise<unknown> {
  const found = findRoute(api.routes, request.method === 'HEAD' ? 'GET' : request.method, path);
  if (!found) throw notFound();
  const { route, inPath } = found;
  const actor = await actorOf(api, request.headers.get('authorization'));
  const key = keyOf(request, route);
  const isRead = route.method === 'GET';
  if (!isRead && actor.kind === 'visitor') await api.countVisitor();
  const given = isRead ? inQuery(new URL(request.url).searchParams, route) : await jsonBody(request);
  const outcome = await perform(api.ground, route.operation, actor, { ...given, ...inPath }, key);
  if (!outcome.ok) throw outcome.refusal;
  return outcome.value;
}

/** The bearer of the token (RFC 6750, 2.1). */
async function actorOf(api: Api, authorization: string | null): Promise<Actor> {
  if (authorization === null) return visitor;
  const token = /^Bearer +([\x21-\x7e]+) *$/i.exec(authorization)?.[1];
  const bearer = token ? await api.bearerOf(token) : null;
  if (!bearer) throw new Refusal('signed_out');
  return bearer;
}

function keyOf(request: Request, { operation }: Route): string | undefined {
  if (!wantsKey(operation)) return undefined;
  const key = request.headers.get('idempotency-key') ?? '';
  if (key === '') throw invalid({ 'Idempotency-Key': 'required' });
  if (key.length < 8 || key.length > 100) throw invalid({ 'Idempotency-Key': 'invalid' });
  return key;
}

function inQuery(query: URLSearchParams, { lists }: Route): Record<string, unknown> {
  return Object.fromEntries(
    [...new Set(query.keys())].map((name) => [name, lists.has(name) ? query.getAll(name) : query.get(name)]),
  );
}

function refusalAnswer(refusal: Refusal): Response {
  const { code, reason, fields } = refusal;
  const hasFields = Object.keys(fields).length > 0;
  const status = reason === 'malformed_json' ? 400 : statusOf(refusal);
  const challenge: Record<string, string> = status === 401 ? { 'www-authenticate': 'Bearer' } : {};
  return json(status, { code, reason, fields: hasFields ? fields : undefined }, challenge);
}

function json(status: number, value: unknown, headers: Record<string, string> = {}): Response {
  return Response.json(value, { status, headers: { 'cache-control': 'no-store', ...headers } });
}
