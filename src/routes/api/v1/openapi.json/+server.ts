import { openApiOf } from '#kernel/api/openapi.server.ts';
import { operations } from '#rooms/registry.server.ts';
import type { RequestHandler } from './$types';

let document: string | undefined;

/** The API's document (OpenAPI 3.1): the same for everybody, and made once. */
export const GET: RequestHandler = ({ locals }) => {
  document ??= JSON.stringify(openApiOf(operations, locals.house.origin));
  return new Response(document, {
    headers: { 'content-type': 'application/json', 'cache-control': 'public, max-age=300' },
  });
};
