import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startEmbeddedDatabase } from './database/embedded.ts';
import { ensureBuilt } from './bootstrap/build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const patience = 60_000;
let dataFolder: string;
let started: ChildProcess[] = [];

beforeAll(() => {
  ensureBuilt(root);
  dataFolder = mkdtempSync(join(tmpdir(), 'delega-start-'));
}, 300_000);
afterEach(async () => {
  for (const child of started)
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  await Promise.all(
    started.map(
      (child) => child.exitCode ?? child.signalCode ?? new Promise((done) => child.once('exit', done)),
    ),
  );
  started = [];
});
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

interface Run {
  child: ChildProcess;
  output: () => string;
  /** The exit code. */
  ended: Promise<number | null>;
  /** The address, once it is printed. */
  address: Promise<string>;
}

function start(settings: Record<string, string> = {}, command = ['start']): Run {
  const environment = {
    PATH: process.env.PATH,
    LANG: 'en_US.UTF-8',
    PORT: '0',
    DELEGA_DATA: dataFolder,
    ...settings,
  };
  const child = spawn(process.execPath, ['bin/delega.mjs', ...command], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let output = '';
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const address = new Promise<string>((resolve) => {
    const read = (chunk: Buffer) => {
      output += chunk;
      const printed = /Delega is at (\S+)/.exec(output)?.[1];
      if (printed) resolve(printed);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
  });
  return { child, output: () => output, ended, address };
}

/** What a start says that can't be: the lines after the one about the database, and the exit code. */
async function refusal(
  settings: Record<string, string>,
  command?: string[],
): Promise<{ code: number | null; lines: string[] }> {
  const { ended, output } = start(settings, command);
  const code = await ended;
  const lines = output().trim().split('\n');
  return { code, lines: lines.filter((line) => !line.endsWith('…')) };
}

describe('npm start', { timeout: 2 * patience }, () => {
  test('starts, answers, and stops cleanly on Ctrl-C', async () => {
    const { child, address, ended, output } = start();
    const origin = await address;
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
    expect((await fetch(`${origin}/readyz`)).status).toBe(200);
    const page = await fetch(origin, { headers: { 'accept-language': 'es' } });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<html lang="es"');
    // The second is npm's, which passes on what the terminal sent already.
    child.kill('SIGINT');
    child.kill('SIGINT');
    expect(await ended).toBe(0);
    expect(output()).toContain('Stopped.');
  });

  test('the data folder is closed to other accounts, and so are the secrets', async () => {
    const { address } = start();
    await address;
    expect(statSync(dataFolder).mode & 0o007).toBe(0);
    expect(statSync(join(dataFolder, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  test('the operator page opens with the printed key and with no other', async () => {
    const { address, output } = start();
    const origin = await address;
    await expect.poll(output).toContain('/operator?key=');
    const link = /\S+\/operator\?key=\S+/.exec(output())![0];
    expect((await fetch(link, { redirect: 'manual' })).status).toBe(303);
    expect((await fetch(`${origin}/operator?key=wrong`, { redirect: 'manual' })).status).toBe(404);
  });

  test('after a kill, the next start works', async () => {
    const first = start();
    await first.address;
    first.child.kill('SIGKILL');
    await first.ended;
    const origin = await start().address;
    expect((await fetch(`${origin}/readyz`)).status).toBe(200);
  });

  test('a database that was killed comes back, and the server with it', async () => {
    const origin = await start().address;
    process.kill(
      Number.parseInt(readFileSync(join(dataFolder, 'postgres/postmaster.pid'), 'utf8')),
      'SIGKILL',
    );
    await expect
      .poll(async () => (await fetch(`${origin}/readyz`)).status, { timeout: 20_000, interval: 100 })
      .toBe(200);
    expect((await fetch(`${origin}/healthz`)).status).toBe(200);
  });

  test('stops when asked while it still starts', async () => {
    const { child, ended, output } = start();
    await expect.poll(output, { timeout: patience }).toContain('database …');
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });
});

describe('one line and a non-zero exit', { timeout: 2 * patience }, () => {
  test('when the folder is in use by another Delega', async () => {
    await start().address;
    const { code, lines } = await refusal({});
    expect(lines).toEqual([
      expect.stringContaining(`The data folder ${dataFolder} is in use by another Delega`),
    ]);
    expect(code).toBe(1);
  });

  test('when the demo that is to begin anew still runs, and it loses nothing', async () => {
    await start().address;
    writeFileSync(join(dataFolder, 'demo'), '');
    const { code, lines } = await refusal({}, ['demo', '--reset']);
    rmSync(join(dataFolder, 'demo'));
    expect(lines).toEqual([expect.stringContaining('is in use by another Delega')]);
    expect(code).toBe(1);
    expect(statSync(join(dataFolder, 'secrets.json')).isFile()).toBe(true);
  });

  test('when the port is busy', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const { code, lines } = await refusal({ PORT: String(port) });
    other.close();
    expect(lines).toEqual([`Port ${port} on 127.0.0.1 is in use by another program: stop it, or set PORT.`]);
    expect(code).toBe(1);
  });

  test('in Spanish on a Spanish machine', async () => {
    const { lines } = await refusal({ PORT: 'x', LANG: 'es_ES.UTF-8' });
    expect(lines).toEqual(['PORT debe ser un número entero de 0 a 65535, no «x».']);
  });

  test('when DATABASE_URL leads nowhere, without its password', async () => {
    const { code, lines } = await refusal({ DATABASE_URL: 'postgres://owner:hush@127.0.0.1:9/delega' });
    expect(lines).toEqual([
      expect.stringContaining('The PostgreSQL of DATABASE_URL (127.0.0.1:9/delega) cannot be used'),
    ]);
    expect(lines[0]).not.toContain('hush');
    expect(code).toBe(1);
  });
});

describe('DATABASE_URL', { timeout: 2 * patience }, () => {
  test('puts Delega on another PostgreSQL over TCP; a newer database is refused', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'delega-elsewhere-'));
    const server = await startEmbeddedDatabase({
      dataFolder: elsewhere,
      password: 'for-tests',
      network: 'loopback',
    });
    try {
      const settings = { DATABASE_URL: server.ownerUrl, DELEGA_DATA: join(elsewhere, 'data') };
      const { child, address, ended } = start(settings);
      const origin = await address;
      expect((await fetch(`${origin}/readyz`)).status).toBe(200);
      const begun = await fetch(`${origin}/test`, {
        method: 'POST',
        headers: { origin, accept: 'text/html' },
        body: new URLSearchParams({ form: 'short' }),
        redirect: 'manual',
      });
      expect(begun.status).toBe(303);
      expect(await assessmentsIn(server.ownerUrl)).toBe(1);
      child.kill('SIGINT');
      await ended;
      await addMigrationFromTheFuture(server.ownerUrl);
      const { code, lines } = await refusal(settings);
      expect(lines).toEqual([expect.stringContaining('The database is newer than this Delega')]);
      expect(code).toBe(1);
    } finally {
      await server.stop();
      rmSync(elsewhere, { recursive: true, force: true });
    }
  });
});

/** How many self-assessments were begun. */
async function assessmentsIn(ownerUrl: string): Promise<number> {
  return onServer(ownerUrl, async (client) => {
    await client.query(`begin; set local app.power = 'system'`);
    const { rows } = await client.query('select count(*)::int as count from assessments');
    return rows[0].count;
  });
}

async function addMigrationFromTheFuture(ownerUrl: string): Promise<void> {
  await onServer(ownerUrl, (client) =>
    client.query(
      `insert into migrations.kysely_migration (name, timestamp) values ('9999_future', now()::text)`,
    ),
  );
}

async function onServer<Answer>(
  ownerUrl: string,
  ask: (client: pg.Client) => Promise<Answer>,
): Promise<Answer> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return await ask(client);
  } finally {
    await client.end();
  }
}
