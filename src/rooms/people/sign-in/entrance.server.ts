import { isAPIError } from 'better-auth/api';
import type { Kysely } from 'kysely';
import type pg from 'pg';
import { withReach } from '#kernel/database/context.server.ts';
import type { DB } from '#kernel/database/schema.ts';
import type { Refusal } from '#kernel/errors.ts';
import { orderMail } from '#kernel/events.server.ts';
import type { MailOrder } from '#kernel/operation.server.ts';
import { addressBlock, countUse, type RateLimit } from '#kernel/rate.server.ts';
import type { Locale } from '#kernel/text.ts';
import { clientAddressHeader, createAuth, type Auth } from './auth.server.ts';

/** What signing in stands on. One a process. */
export type Entrance = {
  auth: Auth;
  /** Connections of sign-in (`app.power=auth`). */
  pool: pg.Pool;
  secret: string;
  origin: string;
  now(): Temporal.Instant;
  mail(order: MailOrder): Promise<void>;
  /** No answer comes sooner than this where the time could tell whether an address is known. */
  steadyMilliseconds: number;
  /** Counts a use; @throws Refusal `too_many` */
  count(limit: RateLimit, who: string): Promise<void>;
};

type Ground = {
  db: Kysely<DB>;
  pool: pg.Pool;
  secret: string;
  origin: string;
  now(): Temporal.Instant;
  steadyMilliseconds?: number;
};

/** Opens the entrance: better-auth, its limits, and the way its mails leave (with the job, in one transaction). */
export function openEntrance({ db, pool, secret, origin, now, steadyMilliseconds = 350 }: Ground): Entrance {
  const mail = (order: MailOrder) => withReach(db, {}, (tx) => orderMail(tx, now(), null, order));
  return {
    auth: createAuth({ pool, secret, origin, sendMail: mail }),
    pool,
    secret,
    origin,
    now,
    mail,
    steadyMilliseconds,
    count: (limit, who) => countUse(db, limit, who, now()),
  };
}

/** Who knocks: the browser's cookies and name, the address that we trust, the language of the page. */
export type Caller = { headers: Headers; address: string; locale: Locale };

export function callerOf(request: Request, address: string, locale: Locale): Caller {
  const headers = new Headers({ [clientAddressHeader]: address });
  for (const name of ['cookie', 'user-agent', 'origin']) {
    const value = request.headers.get(name);
    if (value) headers.set(name, value);
  }
  return { headers, address: addressBlock(address), locale };
}

/** Runs a call to better-auth; its refusals become `refuse(code)`, where code is better-auth's own, or '' for a redirect. */
export async function asking<T>(call: Promise<T>, refuse: (code: string) => Refusal): Promise<T> {
  try {
    return await call;
  } catch (failure) {
    if (!isAPIError(failure) || failure.statusCode >= 500) throw failure;
    const code = (failure.body as { code?: string } | undefined)?.code ?? '';
    throw refuse(code);
  }
}
