import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Fault } from '../lines.mjs';
import { startEmbeddedDatabase } from './embedded.ts';

const password = 'a_long-password';
const patience = 60_000;
/** Making a database takes a second; all tests but one use the same. */
let dataFolder: string;
let toStop: (() => unknown)[] = [];

beforeAll(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'delega-pg-'));
  // As a first start leaves it that was killed while it made the database.
  mkdirSync(join(dataFolder, 'postgres'));
  mkdirSync(join(dataFolder, 'postgres.new'));
  writeFileSync(join(dataFolder, 'postgres.new/PG_VERSION'), '18');
  await (await startEmbeddedDatabase({ dataFolder, password })).stop();
}, patience);
afterEach(async () => {
  for (const stop of toStop.reverse()) await stop();
  toStop = [];
}, patience);
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

async function start(tell?: (line: string) => void) {
  const database = await startEmbeddedDatabase({ dataFolder, password, tell });
  toStop.push(database.stop);
  return database;
}

async function ask<Row>(url: string, question: string): Promise<Row> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  const { rows } = await client.query(question);
  await client.end();
  return rows[0];
}

const pidOf = (folder = join(dataFolder, 'postgres')) =>
  Number.parseInt(readFileSync(join(folder, 'postmaster.pid'), 'utf8'));

/** A process of its own that runs the database until it is killed. */
async function startElsewhere(): Promise<ChildProcess> {
  const module = fileURLToPath(new URL('embedded.ts', import.meta.url));
  const script = `const { startEmbeddedDatabase } = await import(${JSON.stringify(module)});
    await startEmbeddedDatabase(${JSON.stringify({ dataFolder, password })});
    console.log('up'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => child.stdout?.once('data', resolve));
  return child;
}

async function killed(...processes: number[]): Promise<void> {
  for (const pid of processes) process.kill(pid, 'SIGKILL');
  await pause(100);
}

describe('the embedded database', { timeout: patience }, () => {
  test('its owner owns the database and is no superuser', async () => {
    const { ownerUrl } = await start();
    const owner = await ask(
      ownerUrl,
      'select current_database() as name, rolsuper, rolbypassrls from pg_roles where rolname = current_user',
    );
    expect(owner).toEqual({ name: 'delega', rolsuper: false, rolbypassrls: false });
  });

  test('it keeps what was committed, and commits to the disk', async () => {
    const first = await start();
    await ask(first.ownerUrl, 'create table kept as select 1 as number');
    expect(
      await ask(
        first.ownerUrl,
        `select current_setting('fsync') || current_setting('synchronous_commit') as both`,
      ),
    ).toEqual({ both: 'onon' });
    await first.stop();
    const second = await start();
    expect(await ask(second.ownerUrl, 'select number from kept')).toEqual({ number: 1 });
  });

  test('it is closed: no port, no open folder, no other password', async () => {
    const { ownerUrl } = await start();
    expect(statSync(join(dataFolder, 'postgres')).mode & 0o777).toBe(0o700);
    expect(await ask(ownerUrl, `select current_setting('listen_addresses') as addresses`)).toEqual({
      addresses: '',
    });
    const wrong = new URL(ownerUrl);
    wrong.password = 'another';
    await expect(ask(wrong.toString(), 'select 1')).rejects.toThrow(/password/);
    const superuser = new URL(ownerUrl);
    superuser.username = 'postgres';
    await expect(ask(superuser.toString(), 'select 1')).rejects.toThrow(/password/);
  });

  test('where a path is too long for a socket, it listens on this machine only', async () => {
    const usual = dataFolder;
    dataFolder = `${usual}-${'with-a-long-name'.repeat(5)}`;
    renameSync(usual, dataFolder);
    const database = await start();
    expect(new URL(database.ownerUrl).hostname).toBe('127.0.0.1');
    const addresses = `select current_setting('listen_addresses') as addresses`;
    expect(await ask(database.ownerUrl, addresses)).toEqual({ addresses: '127.0.0.1' });
    await database.stop();
    renameSync(dataFolder, usual);
    dataFolder = usual;
  });

  test('a database of another version is left alone, with one line', async () => {
    const file = join(dataFolder, 'postgres/PG_VERSION');
    writeFileSync(file, '17\n');
    await expect(start()).rejects.toThrow(Fault);
    writeFileSync(file, '18\n');
  });
});

describe('after a kill', { timeout: patience }, () => {
  test('the database that was left running is stopped and started again', async () => {
    const child = await startElsewhere();
    const orphan = pidOf();
    await killed(child.pid!);
    const said: string[] = [];
    const { ownerUrl } = await start((line) => said.push(line));
    expect(await ask(ownerUrl, 'select 1 as one')).toEqual({ one: 1 });
    expect(pidOf()).not.toBe(orphan);
    expect(said).toHaveLength(1);
  });

  test('of both, the next start recovers', async () => {
    const child = await startElsewhere();
    await killed(child.pid!, pidOf());
    expect(await ask((await start()).ownerUrl, 'select 1 as one')).toEqual({ one: 1 });
  });

  test('a lock whose number belongs to another program now is no running database', async () => {
    const first = await start();
    await first.stop();
    writeFileSync(join(dataFolder, 'postgres/postmaster.pid'), `${process.pid}\n`);
    expect(await ask((await start()).ownerUrl, 'select 1 as one')).toEqual({ one: 1 });
  });

  test('of the database alone, it comes back by itself', async () => {
    const { ownerUrl } = await start();
    const before = pidOf();
    await killed(before);
    await expect
      .poll(() => ask(ownerUrl, 'select 1 as one').catch(() => null), { timeout: 15_000 })
      .toEqual({ one: 1 });
    expect(pidOf()).not.toBe(before);
  });
});
