import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault, lines } from '../lines.mjs';

/** Everything that the web build is made from. */
const sources = [
  'src',
  'messages',
  'migrations',
  'static',
  // Not its folder: compiling the texts writes a README beside it.
  'project.inlang/settings.json',
  'bin/client-bundle.ts',
  'bin/icons.ts',
  'bin/messages-options.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
];

/**
 * Builds the application where its sources have changed since the last build.
 * @param {string} root
 * @param {string} node the Node.js to build with
 */
export function ensureBuilt(root, node = process.execPath) {
  const stampFile = join(root, 'build/.delega-stamp');
  const files = sources.flatMap((source) => filesUnder(root, source)).sort();
  const stamp = readStamp(stampFile);
  const dates = digestOf(files, (file) => {
    const { size, mtimeMs } = statSync(join(root, file));
    return `${size} ${mtimeMs}`;
  });
  if (stamp && stamp.dates === dates) return;
  const contents = digestOf(files, (file) => readFileSync(join(root, file)));
  // A fresh checkout changes dates only: then the old build still holds.
  if (!stamp || stamp.contents !== contents) {
    console.log(existsSync(join(root, 'build')) ? lines.buildingStale : lines.buildingFirst);
    build(root, node);
  }
  writeFileSync(stampFile, JSON.stringify({ dates, contents }));
}

/**
 * @param {string} root
 * @param {string} node
 */
function build(root, node) {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const result = spawnSync(node, [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (result.status !== 0) throw new Fault(`${result.stdout}${result.stderr}\n${lines.buildFailed}`.trim());
}

/**
 * @param {string[]} files
 * @param {(file: string) => string | Buffer} read
 */
function digestOf(files, read) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\0`).update(read(file)).update('\0');
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {string} path
 * @returns {string[]}
 */
function filesUnder(root, path) {
  const stats = statSync(join(root, path), { throwIfNoEntry: false });
  if (!stats) return [];
  if (stats.isFile()) return [path];
  return readdirSync(join(root, path))
    .filter(
      (name) => !name.startsWith('.') && !name.endsWith('.test.ts') && `${path}/${name}` !== 'src/paraglide',
    )
    .flatMap((name) => filesUnder(root, `${path}/${name}`));
}

/** @param {string} file */
function readStamp(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
