import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Fault, lines } from './lines.mjs';
import { beginningOf } from './process-age.ts';

export interface Secrets {
  authSecret: string;
  appPassword: string;
  operatorKey: string;
  /** Password of the embedded database's owner. */
  ownerPassword: string;
}

export interface DataFolder {
  /** Absolute. */
  path: string;
  secrets: Secrets;
  /** Lets the next Delega in. */
  release(): void;
}

const neededMegabytes = 50;
const lockName = 'delega.lock';

/**
 * Opens DELEGA_DATA for this process alone: made if it is missing, closed to other accounts, and with secrets of its
 * own from the first start on.
 *
 * @throws Fault if another Delega uses it, it can't be written, or its disk is nearly full
 */
export function openDataFolder(place: string): DataFolder {
  const path = resolve(place);
  // Whatever this process makes from here on is closed to others: secrets, logs, files.
  process.umask(0o077);
  try {
    make(path);
    close(path);
    const release = lock(path);
    const { bavail, bsize } = statfsSync(path);
    const megabytes = Math.floor((bavail * bsize) / 1024 / 1024);
    if (megabytes < neededMegabytes) {
      release();
      throw new Fault(lines.diskNearlyFull(path, megabytes));
    }
    return { path, secrets: secretsIn(path), release };
  } catch (error) {
    throw faultOf(error, path);
  }
}

/**
 * Removes everything in a data folder that nobody uses.
 *
 * @throws Fault if a Delega uses it; nothing is touched then
 */
export function emptyDataFolder(path: string): void {
  try {
    const release = lock(path);
    for (const name of readdirSync(path))
      if (name !== lockName) rmSync(join(path, name), { recursive: true, force: true });
    release();
  } catch (error) {
    throw faultOf(error, path);
  }
}

/** The line for an error of the file system, or the error itself. */
export function faultOf(error: unknown, folder: string): unknown {
  if (hasCode(error, 'ENOSPC', 'EDQUOT')) return new Fault(lines.diskFull(folder));
  if (hasCode(error, 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'))
    return new Fault(lines.folderUnwritable(folder));
  return error;
}

function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

/** Step by step: asked for a whole path, Node.js tries for ever where nothing can be made, as in /proc. */
function make(path: string): void {
  if (isFolder(path)) return;
  if (dirname(path) !== path) make(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another that starts at the same time may have been quicker.
    if (hasCode(error, 'EEXIST') && isFolder(path)) return;
    if (hasCode(error, 'ENOENT')) throw new Fault(lines.folderUnwritable(path));
    throw error;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Takes every right from others. The group may pass through where PostgreSQL's own account needs that. */
function close(path: string): void {
  const mode = statSync(path).mode & 0o777;
  const closed = mode === 0o710 ? mode : 0o700;
  if (mode !== closed) chmodSync(path, closed);
}

/**
 * Writes who uses the folder: process and when that process began, since numbers are given again. A lock whose process
 * is gone counts for nothing.
 */
function lock(path: string): () => void {
  const file = join(path, lockName);
  const own = `${process.pid} ${beginningOf(process.pid)}`;
  for (let attempts = 5; !isCreated(file, own); attempts--) {
    const holder = textOf(file);
    const [pid, beginning] = holder.split(' ');
    const isHeld = beginning !== undefined && beginningOf(Number(pid)) === beginning;
    if (isHeld || attempts === 0) throw new Fault(lines.folderInUse(path, Number(pid)));
    // Two that start at once must not both take a dead lock: who moved away something else puts it back.
    const stale = `${file}.${process.pid}`;
    try {
      renameSync(file, stale);
      if (textOf(stale) === holder) rmSync(stale);
      else renameSync(stale, file);
    } catch (error) {
      if (!hasCode(error, 'ENOENT')) throw error;
    }
  }
  return () => {
    if (textOf(file) === own) rmSync(file);
  };
}

function isCreated(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return '';
    throw error;
  }
}

/** Made at the first start, 32 random bytes each; there is no default that somebody could know. */
function secretsIn(path: string): Secrets {
  const file = join(path, 'secrets.json');
  if (existsSync(file)) return read(file);
  const secret = () => randomBytes(32).toString('base64url');
  const secrets: Secrets = {
    authSecret: secret(),
    appPassword: secret(),
    operatorKey: secret(),
    ownerPassword: secret(),
  };
  // Complete or not there: an interrupted first start must not leave half a file.
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
  return secrets;
}

function read(file: string): Secrets {
  try {
    const { authSecret, appPassword, operatorKey, ownerPassword } = JSON.parse(readFileSync(file, 'utf8'));
    const secrets = { authSecret, appPassword, operatorKey, ownerPassword };
    if (Object.values(secrets).every((secret) => typeof secret === 'string' && secret.length >= 32))
      return secrets;
  } catch {
    // The same line for a file that can't be read and one that says something else.
  }
  throw new Fault(lines.secretsBroken(file));
}
