import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { makeWorld, type World } from '../testing/world.ts';
import { businessPool } from './database/pools.server.ts';
import { startWorker, type JobWorker, type Tasks } from './jobs.server.ts';

let world: World;
let pool: pg.Pool;
const workers: JobWorker[] = [];
beforeAll(async () => {
  world = await makeWorld();
  pool = businessPool(world.appUrl, 6);
});
afterEach(() => Promise.all(workers.splice(0).map((worker) => worker.stop())));
afterAll(async () => {
  await pool?.end();
  await world?.drop();
});

async function work(onmail: (mail: string) => Promise<void>): Promise<void> {
  const tasks = { deliver_mail: ({ mail }: { mail: string }) => onmail(mail) } as unknown as Tasks;
  workers.push(await startWorker(pool, tasks));
}
const order = (mail: string) =>
  pool.query(`select graphile_worker.add_job('deliver_mail', $1::json)`, [JSON.stringify({ mail })]);

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo() && tries < 200; tries++) await pause(25);
}

test('what somebody was working at when they were killed is done by the next', async () => {
  await order('left');
  await pool.query(`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'killed'`);
  const done: string[] = [];
  await work(async (mail) => void done.push(mail));
  await until(() => done.length > 0);
  expect(done).toEqual(['left']);
});

test('what somebody is working at stays theirs when another begins', async () => {
  const begun: string[] = [];
  let finish = () => {};
  const finished = new Promise<void>((resolve) => (finish = resolve));
  await work(async (mail) => {
    begun.push(mail);
    await finished;
  });
  await order('long');
  await until(() => begun.length > 0);
  await work(async (mail) => void begun.push(mail));
  await pause(300);
  const { rows } = await pool.query('select locked_by from graphile_worker._private_jobs');
  finish();
  expect(rows).toEqual([{ locked_by: expect.any(String) }]);
  expect(begun).toEqual(['long']);
});
