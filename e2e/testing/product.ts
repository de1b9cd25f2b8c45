import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Delega as `npm start` runs it, on a data folder of its own. */
export interface Product {
  /** For example http://127.0.0.1:40123. */
  origin: string;
  dataFolder: string;
  /** Opens the operator's page; undefined where mails really leave. */
  operatorLink: string | undefined;
  /** Connection string of the role that owns the embedded database. */
  ownerUrl: string;
  authSecret: string;
  /** Makes whoever has it the operator. */
  operatorKey: string;
  /** What it has printed so far. */
  output(): string;
  /** Process id of the PostgreSQL that it runs now. */
  postgresPid(): number;
  stop(): Promise<void>;
  /** Ends it as a power cut does its server: nothing is finished, and the data folder stays. */
  kill(): Promise<void>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
/** For a machine that has much else to do. */
const patienceMs = 90_000;

/** Starts the product on a free port. `settings` are variables of its environment; without a data folder it gets its own. */
export async function startProduct(
  settings: Record<string, string> = {},
  dataFolder = mkdtempSync(join(tmpdir(), 'delega-e2e-')),
): Promise<Product> {
  const child = spawn(process.execPath, ['bin/delega.mjs', 'start'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      LANG: 'en_US.UTF-8',
      DELEGA_DATA: dataFolder,
      HOST: '127.0.0.1',
      PORT: '0',
      // Each browser says where it comes from, so that limits by place count each by itself.
      TRUST_PROXY: '1',
      ...settings,
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const stop = async () => {
    await ended(child);
    rmSync(dataFolder, { recursive: true, force: true });
  };
  try {
    const origin = await announced(child, () => output);
    const { authSecret, operatorKey, ownerPassword } = JSON.parse(
      readFileSync(join(dataFolder, 'secrets.json'), 'utf8'),
    );
    const socket = encodeURIComponent(join(dataFolder, 'postgres'));
    return {
      origin,
      dataFolder,
      authSecret,
      operatorKey,
      ownerUrl: `postgres://delega_owner:${encodeURIComponent(ownerPassword)}@${socket}:5432/delega`,
      operatorLink: /http\S+\/operator\?key=\S+/.exec(output)?.[0],
      output: () => output,
      postgresPid: () =>
        Number(readFileSync(join(dataFolder, 'postgres/postmaster.pid'), 'utf8').split('\n', 1)[0]),
      stop,
      async kill() {
        const exit = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGKILL');
        await exit;
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The address that it prints when it is ready. */
function announced(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error(`The product did not start:\n${output()}`));
    const impatience = setTimeout(fail, patienceMs);
    child.once('exit', fail);
    child.stdout?.on('data', () => {
      const address = /Delega is at (http\S+)/.exec(output())?.[1];
      // The lines after the address belong to the same announcement.
      if (!address || !output().includes('Ctrl-C')) return;
      clearTimeout(impatience);
      child.off('exit', fail);
      resolve(address);
    });
  });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const impatience = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  await exit;
  clearTimeout(impatience);
}
