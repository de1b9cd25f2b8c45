import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * A server program for a test: the machine's own, else from Debian's package where that may be installed.
 *
 * @returns its path
 * @throws with what to install
 */
export function programOf(name: string, debianPackage: string): string {
  const found = findProgram(name) ?? installed(name, debianPackage);
  if (!found)
    throw new Error(`This test needs ${name}: install it (Debian: apt-get install ${debianPackage})`);
  return found;
}

function findProgram(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return folders.map((folder) => join(folder, name)).find(existsSync);
}

function installed(name: string, debianPackage: string): string | undefined {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return undefined;
  // At this run level no package starts a service of its own: the test starts what it needs, in a folder of its own.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  // Another test may be installing the same.
  const apt = (...words: string[]) =>
    spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=120', ...words], { stdio: 'ignore', env });
  apt('update');
  apt('install', '-y', '--no-install-recommends', debianPackage);
  return findProgram(name);
}
