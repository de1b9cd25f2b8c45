import { sql } from 'kysely';
import { Logger, run, type Runner } from 'graphile-worker';
import type pg from 'pg';
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

/** Works jobs off in this process until stopped. New jobs are heard at once; polling is for retries. */
export async function startWorker(pool: pg.Pool, tasks: Tasks): Promise<Runner> {
  return run({
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
}

/** Errors and warnings only, one line each. */
const quietLogger = new Logger(() => (level, message) => {
  if (level === 'error' || level === 'warning') console.error(`[jobs] ${message}`);
});
