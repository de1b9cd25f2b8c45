import { createHash } from 'node:crypto';
import pg from 'pg';

const { timestamptz, int8 } = { timestamptz: 1184, int8: 20 };

/** `2026-11-24 14:51:39.123+00` as PostgreSQL writes it in UTC → ISO 8601 (`2026-11-24T14:51:39.123Z`). */
function isoInstant(text: string): string {
  return `${text.slice(0, 10)}T${text.slice(11).replace(/\+00(:00)?$/, '')}Z`;
}

const types: pg.CustomTypesConfig = {
  getTypeParser(oid, format) {
    if (oid === timestamptz) return isoInstant;
    if (oid === int8) return Number;
    return pg.types.getTypeParser(oid, format);
  },
};

/** Connections of the business: no context until a transaction sets one. Instants come as ISO text, bigints as numbers. */
export function businessPool(appUrl: string, max = 12): pg.Pool {
  const pool = new pg.Pool({
    connectionString: appUrl,
    max,
    types,
    options: '-c timezone=UTC',
    connectionTimeoutMillis: 5000,
  });
  pool.on('connect', prepareStatements);
  return quietly(pool);
}

/**
 * Has PostgreSQL keep the plan of each statement with values: with all the policies in it, planning took two thirds of a
 * page's time there. The policies still ask for the settings of the transaction at each execution.
 */
function prepareStatements(client: pg.PoolClient): void {
  const query = client.query.bind(client) as (...words: unknown[]) => never;
  client.query = (text: unknown, values?: unknown, ...rest: unknown[]) => {
    const hasValues = typeof text === 'string' && Array.isArray(values) && values.length > 0;
    const name = hasValues ? nameOf(text) : undefined;
    return name ? query({ name, text, values }, ...rest) : query(text, values, ...rest);
  };
}

/** Code makes few texts; but as each length of a list makes another, these must not fill the database's memory. */
const mostPrepared = 300;
const names = new Map<string, string>();

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= mostPrepared) return known;
  const name = createHash('sha256').update(text).digest('base64url');
  names.set(text, name);
  return name;
}

/**
 * Connections of sign-in: they may read and write people, sessions and accounts, and nothing of any tenant,
 * because no workspace is ever set on them. Kept apart so that no business transaction can inherit that power.
 */
export function authPool(appUrl: string, max = 4): pg.Pool {
  return quietly(
    new pg.Pool({
      connectionString: appUrl,
      max,
      options: '-c timezone=UTC -c app.power=auth',
      connectionTimeoutMillis: 5000,
    }),
  );
}

/** An idle connection that breaks (a database restart) is replaced at the next use: not an error of ours. */
export function quietly(pool: pg.Pool): pg.Pool {
  pool.on('error', () => {});
  pool.on('connect', (client) => void client.on('error', () => {}));
  return pool;
}

/** Whether a failure means that the database can't be reached or is shutting down, and not that our SQL is wrong. */
export function isDatabaseAway(failure: unknown): boolean {
  const { code, message } = failure as { code?: string; message?: string };
  const networkFailures = ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT'];
  // Class 08: connection exceptions; 57P01-57P03: shutting down or starting up (PostgreSQL, appendix A).
  if (code && (networkFailures.includes(code) || /^(08|57P0[123])/.test(code))) return true;
  return /connection terminated|timeout exceeded when trying to connect/i.test(message ?? '');
}
