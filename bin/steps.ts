import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { delimiter, resolve } from 'node:path';

/** One thing that must be well. What it prints is shown only if it is not, unless it `tells`. */
export interface Step {
  name: string;
  says: string;
  /** What it prints is shown as it comes: it names what it tests, and takes its time. */
  tells?: true;
  /** Names of steps without which this one makes no sense. */
  needs?: string[];
  /** Takes all processors, or must not be disturbed. */
  alone?: true;
  run: (print: (text: string) => void) => Promise<boolean>;
}

/** A step that is a tool of node_modules, on the Node.js that runs now. */
export function tool(
  name: string,
  says: string,
  program: string,
  words: string[],
  rest: Partial<Step> = {},
): Step {
  const folder = resolve('node_modules/.bin');
  return {
    name,
    says,
    ...rest,
    run: (print) =>
      new Promise((done) => {
        const child = spawn(process.execPath, [realpathSync(`${folder}/${program}`), ...words], {
          stdio: ['ignore', 'pipe', 'pipe'],
          env: { ...process.env, PATH: [folder, process.env.PATH].join(delimiter), FORCE_COLOR: color },
        });
        child.stdout.setEncoding('utf8').on('data', print);
        child.stderr.setEncoding('utf8').on('data', print);
        child.on('error', () => done(false)).on('close', (code) => done(code === 0));
      }),
  };
}

const color = process.stdout.isTTY ? '1' : '0';

/**
 * Runs steps in their order, as many at once as there are processors, and says at the end which failed. A failed step
 * stops only those that need it.
 *
 * @returns whether all is well
 */
export async function runSteps(steps: Step[]): Promise<boolean> {
  const failed = new Set<string>();
  let under: Promise<void>[] = [];
  for (const step of steps) {
    // A step that is left out by choice counts as done.
    const needs = step.needs ?? [];
    if (step.alone || needs.length > 0 || under.length >= availableParallelism()) {
      await Promise.all(under);
      under = [];
    }
    if (needs.some((name) => failed.has(name))) {
      console.log(`- ${step.says}: not run, needs ${needs.join(', ')}`);
      failed.add(step.name);
      continue;
    }
    const ended = runStep(step).then((isWell) => void (isWell || failed.add(step.name)));
    if (step.alone) await ended;
    else under.push(ended);
  }
  await Promise.all(under);
  if (failed.size === 0) console.log(`\nAll ${steps.length} steps passed.`);
  else console.log(`\n${failed.size} of ${steps.length} steps failed: ${[...failed].join(', ')}`);
  return failed.size === 0;
}

async function runStep({ says, tells, run }: Step): Promise<boolean> {
  const began = performance.now();
  let output = '';
  const print = (text: string) => {
    if (tells) process.stdout.write(text);
    else output += text;
  };
  if (tells) console.log(`… ${says}`);
  const isWell = await run(print).catch((error) => {
    print(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return false;
  });
  console.log(`${isWell ? '✓' : '✗'} ${says} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  if (!isWell && output) console.log(output.trimEnd().replaceAll(/^/gm, '    '));
  return isWell;
}
