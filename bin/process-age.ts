import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * When a process began, as a text that is only good for comparing; with its number it names one process for ever.
 *
 * @returns undefined if there is no such process
 */
export function beginningOf(pid: number): string | undefined {
  if (process.platform === 'linux') return fieldsOf(pid)?.[19];
  try {
    const began = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
    return began.trim().replaceAll(/\s+/g, '_') || undefined;
  } catch {
    return undefined;
  }
}

/** The fields of /proc/<pid>/stat after the program's name, which may hold spaces and brackets (proc_pid_stat(5)). */
function fieldsOf(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const isDead = fields[0] === 'Z' || fields[0] === 'X';
    return isDead ? undefined : fields;
  } catch {
    return undefined;
  }
}

/** The process that started a process; on Linux only. */
export function parentOf(pid: number): number | undefined {
  return process.platform === 'linux' ? Number(fieldsOf(pid)?.[1]) || undefined : undefined;
}
