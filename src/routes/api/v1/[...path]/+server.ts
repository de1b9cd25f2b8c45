import { answerRequest } from '#kernel/api/answer.server.ts';
import { routesOf } from '#kernel/api/routes.server.ts';
import { addressBlock, countUse, type RateLimit } from '#kernel/rate.server.ts';
import { actorOfToken } from '#rooms/people/index.server.ts';
import { operations } from '#rooms/registry.server.ts';
import type { RequestHandler } from './$types';

const routes = routesOf(operations);
const visitorChanges: RateLimit = { name: 'API changes by visitors', uses: 60, minutes: 15 };

/** The REST API, for every method. Kit's `params` are decoded already: the path is taken from the URL. */
export const fallback: RequestHandler = ({ locals, request, url, getClientAddress }) => {
  const { ground, entrance } = locals.house;
  const path = url.pathname.slice('/api/v1'.length);
  return answerRequest(
    {
      ground,
      routes,
      bearerOf: (token) => actorOfToken(entrance.pool, token, ground.now()),
      countVisitor: () => countUse(ground.db, visitorChanges, addressBlock(getClientAddress()), ground.now()),
      log: (reference, failure) => console.error(`[${reference}] ${request.method} ${url.pathname}`, failure),
    },
    request,
    path,
  );
};
