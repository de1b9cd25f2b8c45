import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { publicAddress } from '../src/kernel/settings.server.ts';
import { emptyDataFolder } from './data-folder.ts';
import { openDemo } from './demo/open.ts';
import { lines } from './lines.mjs';
import { keepOpen, settingsOrFault } from './running.ts';
import { announce, openBuild, serve } from './start.ts';

const demoFolder = '.delega-demo';

/** `npm run demo`: a practice to look around in, on a data folder of its own. `-- --reset` begins anew. */
export async function run(words: readonly string[]): Promise<void> {
  const settings = settingsOrFault({ ...process.env, DELEGA_DATA: process.env.DELEGA_DATA || demoFolder });
  const folder = resolve(settings.DELEGA_DATA);
  if (words.includes('--reset')) removeDemo(folder);
  await keepOpen(async (closing) => {
    const { running } = await serve(settings, closing, async (door) => {
      await openBuild(door);
    });
    const links = await openDemo(running, publicAddress(running.settings), () =>
      console.log(lines.fillingDemo),
    );
    announce(running);
    for (const { name, role, address, link } of links)
      console.log(lines.demoLink(name, lines.demoRole[role], address, link));
  });
}

/** Only what looks like a demo of ours is removed: a wrong DELEGA_DATA must not cost anybody their data. */
function removeDemo(folder: string): void {
  if (existsSync(resolve(folder, 'demo'))) emptyDataFolder(folder);
}
