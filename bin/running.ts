import { readFileSync } from 'node:fs';
import { WrongSettings, parseSettings, type Settings } from '../src/kernel/settings.server.ts';
import type { Closing } from './ground.ts';
import { Fault, lines, machineLanguage } from './lines.mjs';
import { beginningOf, parentOf } from './process-age.ts';

/** A signal that follows within this time is the same Ctrl-C: the terminal sends it, and npm passes it on once more. */
const sameSignalMs = 700;

/** @throws Fault that names every setting that can't be used */
export function settingsOrFault(environment: NodeJS.ProcessEnv = process.env): Settings {
  try {
    return parseSettings(environment, machineLanguage);
  } catch (error) {
    throw error instanceof WrongSettings ? new Fault(error.message) : error;
  }
}

/**
 * Runs a command that stays: `open` starts it and says with `closing.add` how to end each thing. Ctrl-C, SIGTERM or
 * the death of the npm above ends all of it in the reverse order and exits with 0; a second Ctrl-C does not wait.
 */
export async function keepOpen(open: (closing: Closing) => Promise<void>): Promise<void> {
  const { closing, closeAll } = closer();
  let stoppingSince = 0;
  const stop = async (line: string) => {
    if (stoppingSince > 0) {
      if (Date.now() - stoppingSince > sameSignalMs) process.exit(130);
      return;
    }
    stoppingSince = Date.now();
    console.log(line);
    await closeAll();
    console.log(lines.stopped);
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => void stop(lines.stopping));
  whenNpmIsGone(() => void stop(lines.parentGone));
  // A request that fails must not take the others with it; what it was is in the log.
  process.on('unhandledRejection', (error) => console.error(error));
  try {
    await open(closing);
  } catch (error) {
    // What was interrupted fails, of course.
    if (stoppingSince > 0) return;
    await closeAll();
    throw error;
  }
}

/** Runs a command that ends by itself, and closes what it opened. */
export async function openFor(work: (closing: Closing) => Promise<void>): Promise<void> {
  const { closing, closeAll } = closer();
  try {
    await work(closing);
  } finally {
    await closeAll();
  }
}

function closer(): { closing: Closing; closeAll(): Promise<void> } {
  const steps: (() => unknown)[] = [];
  return {
    closing: { add: (close) => void steps.push(close) },
    async closeAll() {
      for (const close of steps.splice(0).reverse()) {
        try {
          await close();
        } catch (error) {
          console.error(error);
        }
      }
    },
  };
}

/**
 * npm waits for us, but who kills it with SIGKILL or closes its shell leaves us behind, with the port and the data
 * folder. Looked at once a second, on Linux, and only where npm is among our ancestors.
 */
function whenNpmIsGone(react: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const npm = npmAbove(process.ppid);
  if (!npm) return;
  const beginning = beginningOf(npm);
  const watch = setInterval(() => {
    if (beginningOf(npm) === beginning) return;
    clearInterval(watch);
    react();
  }, 1000);
  watch.unref();
}

function npmAbove(pid: number): number | undefined {
  for (
    let current: number | undefined = pid, steps = 0;
    current && steps < 4;
    current = parentOf(current), steps++
  ) {
    if (/^npm\b|[/\\]npm(-cli\.js)?\0/.test(commandLine(current))) return current;
  }
  return undefined;
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
