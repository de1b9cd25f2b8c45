import { openApiOf } from '#kernel/api/openapi.server.ts';
import { operations } from '#rooms/registry.server.ts';
import type { RequestHandler } from './$types';

/** The API's document (OpenAPI 3.1): the same for everybody. */
export const GET: RequestHandler = ({ locals }) =>
  Response.json(openApiOf(operations, locals.house.origin), {
    headers: { 'cache-control': 'public, max-age=300' },
  });
