import { openDatabase, openFolder } from './ground.ts';
import { lines } from './lines.mjs';
import { openFor, settingsOrFault } from './running.ts';

/** `node bin/delega.mjs migrate`: brings the database up to date and ends; `npm start` does it by itself. */
export async function run(): Promise<void> {
  await openFor(async (closing) => {
    const settings = settingsOrFault();
    await openDatabase(settings, openFolder(settings, closing), closing);
    console.log(lines.migrated);
  });
}
