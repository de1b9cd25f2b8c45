import { openApiOf } from '#kernel/api/openapi.server.ts';
import { readableApi, type ReadableApi } from '#kernel/api/readable.server.ts';
import { operations } from '#rooms/registry.server.ts';
import type { PageServerLoad } from './$types';

let rooms: ReadableApi | undefined;

/** The API's document for people to read, made once. */
export const load: PageServerLoad = ({ locals }) => {
  const { origin } = locals.house;
  rooms ??= readableApi(openApiOf(operations, origin));
  return { rooms, base: new URL('/api/v1', origin).toString() };
};
