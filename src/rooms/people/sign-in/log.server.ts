import pg from 'pg';
import { isDatabaseAway } from '#kernel/database/pools.server.ts';

/**
 * Writes what better-auth has to report. It reports refusals among it, such as a passkey that does not fit: whoever asked
 * has their answer, and nobody has anything to mend.
 */
export function logSignIn(level: string, message: string, cause?: unknown): void {
  if (isRefusal(message, cause)) return;
  // The stack of a database's error says which rule was broken, and not by whose address.
  const why = cause instanceof Error ? `\n${cause.stack}` : '';
  console.error(`[sign-in] ${level}: ${message}${why}`);
}

const uniqueViolation = '23505';

function isRefusal(message: string, cause: unknown): boolean {
  // A request that another site sent.
  if (/^Invalid (origin|\w+URL): |^Blocked cross-site/.test(message)) return true;
  const fromDatabase = cause instanceof pg.DatabaseError || isDatabaseAway(cause ?? {});
  if (/^Failed to verify (registration|authentication)$/.test(message))
    return cause instanceof Error && !fromDatabase;
  // Two people signed up with one address at the same moment: `openAccount` sees to it.
  if (message === 'Failed to create user')
    return cause instanceof pg.DatabaseError && cause.code === uniqueViolation;
  return false;
}
