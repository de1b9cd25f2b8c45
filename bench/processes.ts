import { readFileSync } from 'node:fs';
import type { Product } from '../e2e/testing/product.ts';
import { parentOf } from '../bin/process-age.ts';

/** The kernel counts processor time in these (USER_HZ, which Linux shows to programs as 100 everywhere). */
const tickMs = 10;

/** Milliseconds of processor time that a server has used so far, the product's own by itself; PostgreSQL with all backends included. */
export function processorMs(product: Product, server = serverPid(product)): number {
  const postgres = product.postgresPid();
  const backends = read(`/proc/${postgres}/task/${postgres}/children`).trim().split(' ').map(Number);
  const ofChildren = ticksOf(postgres).ofEndedChildren;
  const own = [server, postgres, ...backends].map((pid) => ticksOf(pid).own);
  return (own.reduce((sum, ticks) => sum + ticks, 0) + ofChildren) * tickMs;
}

/** The product's memory in MiB without PostgreSQL; what it shares with other processes counts by its share (PSS). */
export function memoryMiB(product: Product): number {
  const pss = /^Pss:\s+(\d+) kB/m.exec(read(`/proc/${serverPid(product)}/smaps_rollup`));
  return Number(pss?.[1]) / 1024;
}

function serverPid({ postgresPid }: Product): number {
  const pid = parentOf(postgresPid());
  if (!pid) throw new Error('Processor time and memory are read from /proc: the benchmarks need Linux');
  return pid;
}

/** proc_pid_stat(5): utime, stime, cutime and cstime are the fields 14 to 17; two stand before the name's bracket. */
function ticksOf(pid: number): { own: number; ofEndedChildren: number } {
  const stat = read(`/proc/${pid}/stat`);
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 15)
    .map(Number);
  const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields;
  return { own: user + system, ofEndedChildren: childUser + childSystem };
}

const read = (path: string): string => readFileSync(path, 'utf8');
