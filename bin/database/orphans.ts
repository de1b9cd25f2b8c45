import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Fault, lines } from '../lines.mjs';

const patienceMs = { fast: 15_000, immediate: 15_000 };

/**
 * Leaves the folder of a database free to be started: a PostgreSQL that survived the kill of its Delega is stopped
 * cleanly, and lock files whose process is gone are removed: PostgreSQL would take its number for a running server
 * where that belongs to another program by now, or where nobody has collected the dead process yet.
 * To be called by the one Delega that holds the data folder.
 *
 * @throws Fault if a PostgreSQL on the folder does not stop
 */
export async function stopOrphans(folder: string, tell: (line: string) => void): Promise<void> {
  if (!existsSync(folder)) return;
  const lockFile = join(folder, 'postmaster.pid');
  const orphans = processesOn(folder, lockFile);
  if (orphans.length > 0) {
    tell(lines.recoveringDatabase);
    signal(orphans, lockFile, 'SIGINT');
    if (!(await ended(folder, lockFile, patienceMs.fast))) {
      signal(orphans, lockFile, 'SIGQUIT');
      if (!(await ended(folder, lockFile, patienceMs.immediate)))
        throw new Fault(lines.databaseStuck(folder));
    }
  }
  const leftovers = readdirSync(folder).filter(
    (name) => name === 'postmaster.pid' || name.startsWith('.s.PGSQL.'),
  );
  for (const name of leftovers) rmSync(join(folder, name));
}

/**
 * Ids of the PostgreSQL processes that work on a folder. Each of them has it as its current directory. That is asked
 * because a server process can outlive the main one for a moment, and starting then would harm the database.
 */
function processesOn(folder: string, lockFile: string): number[] {
  const place = realpathSync(folder);
  if (existsSync('/proc/self/cwd')) {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && linkOf(`/proc/${name}/cwd`) === place)
      .filter((name) => linkOf(`/proc/${name}/exe`)?.includes('/postgres'))
      .map(Number);
  }
  const pid = mainProcess(lockFile);
  return pid && commandOf(pid).includes(folder) ? [pid] : [];
}

function signal(processes: number[], lockFile: string, name: 'SIGINT' | 'SIGQUIT'): void {
  const main = mainProcess(lockFile);
  // Without their main process, the others notice by themselves that it is gone and end.
  if (!main || !processes.includes(main)) return;
  try {
    process.kill(main, name);
  } catch {
    // It ended in between.
  }
}

async function ended(folder: string, lockFile: string, patience: number): Promise<boolean> {
  for (const end = Date.now() + patience; Date.now() < end; await pause(25)) {
    if (processesOn(folder, lockFile).length === 0) return true;
  }
  return false;
}

function mainProcess(lockFile: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(lockFile, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

function linkOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

function commandOf(pid: number): string {
  try {
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}
