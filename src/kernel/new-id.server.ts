import { randomUUIDv7 } from 'node:crypto';
import type { Id } from './id.ts';

/** A new id: UUIDv7 (RFC 9562), so that ids sort by the moment they were made. */
export function newId<Kind extends string>(): Id<Kind> {
  // A fresh UUID is an id of whatever is about to be made.
  return randomUUIDv7() as Id<Kind>;
}
