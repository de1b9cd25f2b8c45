import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { prepareDatabase, UnusableDatabase } from '../src/kernel/database/prepare.server.ts';
import type { Settings } from '../src/kernel/settings.server.ts';
import { faultOf, openDataFolder, type DataFolder } from './data-folder.ts';
import { startEmbeddedDatabase } from './database/embedded.ts';
import { Fault, lines } from './lines.mjs';

/** What a command opened, closed again in the reverse order. */
export type Closing = { add(close: () => unknown): void };

/** @throws Fault if the data folder can't be used by this process alone */
export function openFolder(settings: Settings, closing: Closing): DataFolder {
  const folder = openDataFolder(settings.DELEGA_DATA);
  closing.add(folder.release);
  return folder;
}

export interface Database {
  /** Connection strings of the two roles. */
  ownerUrl: string;
  appUrl: string;
}

/**
 * The PostgreSQL of DATABASE_URL, else the embedded one, with all migrations done.
 *
 * @throws Fault with one line for the operator
 */
export async function openDatabase(
  settings: Settings,
  folder: DataFolder,
  closing: Closing,
): Promise<Database> {
  const { appPassword, ownerPassword } = folder.secrets;
  if (settings.DATABASE_URL) {
    await reach(settings.DATABASE_URL);
    return prepared(settings.DATABASE_URL, appPassword);
  }
  console.log(lines.startingDatabase);
  const embedded = { dataFolder: folder.path, password: ownerPassword, tell: console.log };
  const database = await startEmbeddedDatabase(embedded).catch((error) => {
    throw faultOf(error, folder.path);
  });
  closing.add(database.stop);
  return prepared(database.ownerUrl, appPassword);
}

async function prepared(
  ownerUrl: string,
  appPassword: string,
): Promise<{ ownerUrl: string; appUrl: string }> {
  try {
    const { appUrl } = await prepareDatabase({ ownerUrl, appPassword });
    return { ownerUrl, appUrl };
  } catch (error) {
    throw error instanceof UnusableDatabase ? lineFor(error, ownerUrl) : error;
  }
}

function lineFor({ code, message }: UnusableDatabase, ownerUrl: string): Fault {
  if (/No space left on device/.test(message)) return new Fault(lines.diskFull('PostgreSQL'));
  switch (code) {
    case 'unreachable':
      return new Fault(lines.unreachable(serverOf(ownerUrl), message));
    case 'too_old':
      return new Fault(lines.tooOld(message));
    case 'newer_database':
      return new Fault(lines.newerDatabase(message));
    case 'migration_failed':
      return new Fault(lines.migrationFailed(message));
    case 'insecure':
      return new Fault(lines.insecure(message));
  }
}

/** Asks a server of somebody else first: an address that swallows everything must not hold up the start for minutes. */
async function reach(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  client.on('error', () => {});
  const late = pause(8000, undefined, { ref: false }).then(() => {
    throw new Error('no answer within 8 s');
  });
  try {
    await Promise.race([client.connect(), late]);
  } catch (error) {
    throw new Fault(lines.unreachable(serverOf(ownerUrl), reasonOf(error)));
  } finally {
    void client.end().catch(() => {});
  }
}

/** A name with several addresses fails once for each; the first says enough. */
function reasonOf(error: unknown): string {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first.message : String(first);
}

/** Names the server without the password. */
function serverOf(ownerUrl: string): string {
  const { hostname, port, pathname } = new URL(ownerUrl);
  return `${decodeURIComponent(hostname)}${port ? `:${port}` : ''}${pathname}`;
}
