import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { emptyDataFolder, faultOf, openDataFolder } from './data-folder.ts';
import { Fault } from './lines.mjs';
import { beginningOf } from './process-age.ts';

let place: string;
beforeEach(() => (place = join(mkdtempSync(join(tmpdir(), 'delega-folder-')), 'data')));
afterEach(() => rmSync(join(place, '..'), { recursive: true }));

const modeOf = (name: string) => (statSync(join(place, name)).mode & 0o777).toString(8);

test('the folder and its secrets are closed to everybody else', () => {
  openDataFolder(place);
  expect([modeOf('.'), modeOf('secrets.json'), modeOf('delega.lock')]).toEqual(['700', '600', '600']);
});

test('a folder that was open is closed', () => {
  openDataFolder(place).release();
  chmodSync(place, 0o755);
  openDataFolder(place);
  expect(modeOf('.')).toBe('700');
});

test('secrets are long, all different, and the same at the next start', () => {
  const first = openDataFolder(place);
  first.release();
  const secrets = Object.values(first.secrets);
  expect(new Set(secrets).size).toBe(4);
  expect(secrets.every((secret) => Buffer.from(secret, 'base64url').length === 32)).toBe(true);
  expect(openDataFolder(place).secrets).toEqual(first.secrets);
});

test('broken secrets are never replaced by new ones', () => {
  openDataFolder(place).release();
  writeFileSync(join(place, 'secrets.json'), '{"authSecret": "short"}');
  expect(() => openDataFolder(place)).toThrow(Fault);
  expect(readFileSync(join(place, 'secrets.json'), 'utf8')).toContain('short');
});

test('two cannot use one folder, and the line names the process', () => {
  openDataFolder(place);
  expect(() => openDataFolder(place)).toThrow(String(process.pid));
});

test('the lock of a dead process counts for nothing', () => {
  openDataFolder(place).release();
  writeFileSync(join(place, 'delega.lock'), '999999999 1');
  openDataFolder(place).release();
  expect(existsSync(join(place, 'delega.lock'))).toBe(false);
});

test('a process that got the number of a dead one does not hold its lock', () => {
  openDataFolder(place).release();
  writeFileSync(join(place, 'delega.lock'), `${process.ppid} before`);
  expect(() => openDataFolder(place)).not.toThrow();
});

test('a file in the place of the folder is one line', () => {
  writeFileSync(place, '');
  expect(() => openDataFolder(place)).toThrow(Fault);
});

test('a folder in a folder that is missing is made with it', () => {
  openDataFolder(join(place, 'of', 'mine'));
  expect(statSync(join(place, 'of', 'mine')).isDirectory()).toBe(true);
});

test.runIf(existsSync('/proc/self'))('a place where nothing can be made is one line', () => {
  expect(() => openDataFolder('/proc/delega/data')).toThrow(Fault);
});

test('a link that leads nowhere is one line', () => {
  symlinkSync(join(place, '..', 'gone'), place);
  expect(() => openDataFolder(place)).toThrow(Fault);
});

test('a folder that nobody uses is emptied, and one in use is left as it is', () => {
  const { release } = openDataFolder(place);
  expect(() => emptyDataFolder(place)).toThrow(String(process.pid));
  expect(readdirSync(place).sort()).toEqual(['delega.lock', 'secrets.json']);
  release();
  emptyDataFolder(place);
  expect(readdirSync(place)).toEqual([]);
});

test('a full disk is one line', () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
  expect(faultOf(full, '/data')).toBeInstanceOf(Fault);
});

test('a process has one beginning, and a dead one has none', () => {
  expect(beginningOf(process.pid)).toBe(beginningOf(process.pid));
  expect(beginningOf(process.pid)).not.toBe(beginningOf(process.ppid));
  expect(beginningOf(999999999)).toBeUndefined();
});
