#!/usr/bin/env node
/*
 * The one door to the command line. Runs on Node.js 18 or newer without dependencies: installs them, moves over to
 * the Node.js that comes with them, builds what is stale, and then runs bin/<command>.ts.
 */
import { spawn } from 'node:child_process';
import module from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './bootstrap/build.mjs';
import { ensureInstalled, localNode } from './bootstrap/install.mjs';
import { Fault, lines } from './lines.mjs';

/** Which commands run the built application; with production settings, then. */
const commands = {
  start: { built: true },
  test: { built: false },
  demo: { built: true },
  dev: { built: false },
  check: { built: false },
  bench: { built: true },
  build: { built: true },
  migrate: { built: false },
};

/**
 * What is new may lie in three times 4 MiB before it is looked through; Node.js allows three times 16 and begins with
 * one. Only what outlives a request should move to where garbage costs more to find.
 */
const heapFlag = '--max-semi-space-size=4';

async function main() {
  const [name = '', ...words] = process.argv.slice(2);
  if (!Object.hasOwn(commands, name)) throw new Fault(lines.usage(Object.keys(commands).join('|')));
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  process.chdir(root);
  ensureInstalled(root);
  const isRight = Number.parseInt(process.versions.node) >= 26 && process.execArgv.includes(heapFlag);
  if (!isRight) return moveTo(localNode(root));
  const { built } = commands[/** @type {keyof typeof commands} */ (name)];
  if (built) {
    process.env.NODE_ENV = 'production';
    ensureBuilt(root);
  }
  if (name === 'build') return;
  // Compiled code of the last run: a third of a second at each start.
  module.enableCompileCache?.(join(root, 'node_modules/.cache/delega'));
  const { run } = await import(`./${name}.ts`);
  await run(words);
}

/**
 * Goes on in another Node.js: in the place of this process where Node.js can do that (22.15 and newer), else in a
 * child that gets the signals which this process gets.
 * @param {string} node
 */
function moveTo(node) {
  const command = [node, heapFlag, ...process.argv.slice(1)];
  // Each of Node.js's threads would keep freed memory to itself (glibc's arenas): some ten MiB for nothing.
  const env = { ...process.env, MALLOC_ARENA_MAX: process.env.MALLOC_ARENA_MAX ?? '2' };
  if (typeof process.execve === 'function') return process.execve(node, command, env);
  const child = spawn(node, command.slice(1), { stdio: 'inherit', env });
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    throw error;
  });
  child.on('exit', (code, signal) => {
    for (const name of signals) process.removeAllListeners(name);
    if (signal) process.kill(process.pid, signal);
    else process.exit(code ?? 1);
  });
}

main().catch((error) => {
  console.error(error instanceof Fault ? error.message : error);
  process.exit(1);
});
