import { appendFileSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Product } from '../e2e/testing/product.ts';

/** One message to PostgreSQL, as its log says it. `BEGIN` comes with the settings of its transaction. */
export interface Statement {
  /** Of a prepared statement. */
  name: string | undefined;
  text: string;
  values: (string | null)[];
}

/** What a request asked the database: the statements of each connection that it used, in their order. */
export interface Recording {
  connections: Statement[][];
  /** Ids that were made for this request, and are made anew for each that does the same. */
  newIds: string[];
}

export const statementsOf = ({ connections }: Recording): Statement[] => connections.flat();

const ownerRole = 'delega_owner';

/** Has PostgreSQL log every statement while `work` goes on; gives those of the application, without the job queue's own. */
export async function record(product: Product, work: () => Promise<void>): Promise<Recording> {
  const log = join(product.dataFolder, 'postgres.log');
  await configure(product, ["log_line_prefix = '%p %u '", "log_statement = 'all'"]);
  const [began, start] = [Date.now(), statSync(log).size];
  await work();
  await configure(product, ["log_statement = 'none'"]);
  const connections = new Map<string, Statement[]>();
  for (const { connection, statement } of logged(readFileSync(log).subarray(start).toString('utf8'))) {
    connections.set(connection, [...(connections.get(connection) ?? []), statement]);
  }
  const all = [...connections.values()];
  return { connections: all, newIds: idsMadeSince(began, all.flat()) };
}

/** The last line of a setting counts; PostgreSQL reads its file again on SIGHUP, and its processes soon after. */
async function configure({ dataFolder, postgresPid }: Product, lines: string[]): Promise<void> {
  appendFileSync(join(dataFolder, 'postgres/postgresql.conf'), `${lines.join('\n')}\n`);
  process.kill(postgresPid(), 'SIGHUP');
  await pause(500);
}

function* logged(text: string): Generator<{ connection: string; statement: Statement }> {
  let last: Statement | undefined;
  for (const [, pid = '', user, kind, says = ''] of text.matchAll(
    /^(\d+) (\S*) (LOG|DETAIL): {2}([^\n]*(?:\n\t[^\n]*)*)/gm,
  )) {
    if (user === ownerRole) continue;
    const line = says.replaceAll('\n\t', '\n');
    if (kind === 'DETAIL') {
      last?.values.push(...parametersIn(line));
      continue;
    }
    const said = /^(?:statement|execute (\S+)): ([^]+)/.exec(line);
    last = undefined;
    if (!said?.[2] || isOfQueue(said[2])) continue;
    last = { name: said[1] === '<unnamed>' ? undefined : said[1], text: said[2], values: [] };
    yield { connection: pid, statement: last };
  }
}

const isOfQueue = (text: string) =>
  text.includes('graphile_worker') && !text.includes('graphile_worker.add_job');

/** `Parameters: $1 = 'it''s', $2 = NULL` */
const parametersIn = (line: string): (string | null)[] =>
  [...line.matchAll(/\$\d+ = (?:NULL|'((?:[^']|'')*)')/g)].map(([, text]) =>
    text === undefined ? null : text.replaceAll("''", "'"),
  );

/** The ids are UUIDv7: the first 48 bits are the milliseconds at which they were made (RFC 9562, 5.7). */
function idsMadeSince(began: number, statements: Statement[]): string[] {
  const ids = statements.flatMap(({ values }) => values.flatMap((value) => value?.match(uuids) ?? []));
  return [...new Set(ids)].filter((id) => Number.parseInt(id.replace('-', '').slice(0, 12), 16) >= began);
}

const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;
