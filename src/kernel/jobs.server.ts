import { sql } from 'kysely';
import { Logger, run } from 'graphile-worker';
import pg from 'pg';
import type { Tx } from './database/context.server.ts';

/** The tasks there are, with what each needs to know. Ids only: a job must not carry content. */
export type TaskPayloads = {
  /** Decide who has to be told of an event, and order their mails. */
  notify: { workspace: string; event: string };
  /** Send one mail. */
  deliver_mail: { mail: string };
  /** Read one mail that has arrived, and do what it means. */
  read_mail: { workspace: string; mail: string };
  /** Remove every mail about somebody, or something somebody said, that was erased. */
  forget_mails: { about: string };
  /** Ask both sides of an engagement for their views again, where that is due. */
  ask_both_sides: Record<string, never>;
  /** Forget what is only kept for a while: answered requests, used-up rate limits, ended sessions. */
  housekeeping: Record<string, never>;
};

export type TaskName = keyof TaskPayloads;
export type Tasks = { [Name in TaskName]: (payload: TaskPayloads[Name], attempt: Attempt) => Promise<void> };
/** Which try of the job this is, from 1; on the last one a failure is final. */
export type Attempt = { number: number; isLast: boolean };

/** Tries of a job before it is given up and shown to the operator: with the back-off (e^n seconds) about 14 hours. */
const maxAttempts = 12;

/** Orders a job in the caller's transaction: it exists if and only if that commits. */
export async function enqueue<Name extends TaskName>(
  tx: Tx,
  task: Name,
  payload: TaskPayloads[Name],
): Promise<void> {
  await sql`select graphile_worker.add_job(${task}, ${JSON.stringify(payload)}::json, max_attempts => ${maxAttempts})`.execute(
    tx,
  );
}

export type JobWorker = { stop(): Promise<void> };

/**
 * Works jobs off in this process until stopped, first those that a killed process left behind. New jobs are heard at
 * once; polling is for retries.
 */
export async function startWorker(pool: pg.Pool, tasks: Tasks): Promise<JobWorker> {
  const presence = await announcePresence(pool);
  const runner = await run({
    pgPool: pool,
    concurrency: 2,
    pollInterval: 5000,
    noHandleSignals: true,
    crontab: ['17 * * * * housekeeping', '2 * * * * ask_both_sides'].join('\n'),
    logger: quietLogger,
    taskList: Object.fromEntries(
      Object.entries(tasks).map(([name, task]) => [
        name,
        (payload, { job }) =>
          (task as (payload: unknown, attempt: Attempt) => Promise<void>)(payload, {
            number: job.attempts,
            isLast: job.attempts >= job.max_attempts,
          }),
      ]),
    ),
  });
  return {
    async stop() {
      await runner.stop();
      await presence.end();
    },
  };
}

/** What whoever works jobs off holds together with all others who do, as an advisory lock: any number that is ours. */
const presenceKey = 0x64_65_6c_65;

/**
 * Holds a lock of a session for as long as this process works, and frees the jobs of those who were killed: to the
 * library they are under way, and it would let them wait for four hours. Nobody else works where the lock can be had alone.
 *
 * @returns the connection that holds it
 */
async function announcePresence(pool: pg.Pool): Promise<pg.Client> {
  const client = new pg.Client(pool.options);
  // With the connection goes the lock, and nothing else.
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [
    presenceKey,
  ]);
  const isAlone = rows[0]?.alone === true;
  if (isAlone)
    await client.query(
      'update graphile_worker._private_jobs set locked_at = null, locked_by = null where locked_at is not null',
    );
  await client.query('select pg_advisory_lock_shared($1)', [presenceKey]);
  if (isAlone) await client.query('select pg_advisory_unlock($1)', [presenceKey]);
  return client;
}

/** Errors and warnings only, one line each. */
const quietLogger = new Logger(() => (level, message) => {
  if (level === 'error' || level === 'warning') console.error(`[jobs] ${message}`);
});
