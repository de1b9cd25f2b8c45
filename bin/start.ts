import { setFlagsFromString } from 'node:v8';
import { publicAddress, type RunningDelega, type Settings } from '../src/kernel/settings.server.ts';
import { openDatabase, openFolder, type Closing } from './ground.ts';
import { lines } from './lines.mjs';
import { keepOpen, settingsOrFault } from './running.ts';
import { openDoor, tellApplication, type Door } from './server.ts';

/** `npm start`: everything from the data folder to the printed address. */
export async function run(): Promise<void> {
  await keepOpen(async (closing) => {
    const { running } = await serve(settingsOrFault(), closing, openBuild);
    announce(running);
  });
}

type OpenApplication = (door: Door, closing: Closing) => Promise<void>;

/** Opens the door first, which is quick to fail, then what stands behind it. */
export async function serve(
  settings: Settings,
  closing: Closing,
  openApplication: OpenApplication,
): Promise<{ running: RunningDelega; ownerUrl: string }> {
  keepHeapSmall();
  const folder = openFolder(settings, closing);
  const door = await openDoor(settings);
  console.log(lines.starting(publicAddress({ ...settings, PORT: door.port })));
  const { ownerUrl, appUrl } = await openDatabase(settings, folder, closing);
  const running: RunningDelega = {
    settings: { ...settings, PORT: door.port },
    secrets: folder.secrets,
    appUrl,
    dataFolder: folder.path,
  };
  tellApplication(running);
  closing.add(() => running.stop?.());
  closing.add(door.close);
  await openApplication(door, closing);
  return { running, ownerUrl };
}

/**
 * V8 lets garbage lie until the heap has doubled: much for a server that shares a small machine. A heap that may grow by a
 * fifth costs a tenth to a sixth more processor time for the list of briefs than one that may grow by half, and takes some 40 MiB
 * less, measured in turns. The size of what is new is set in delega.mjs: it can't be set later.
 */
function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=20');
}

/** Puts the built application behind the door. */
export async function openBuild(door: Door): Promise<void> {
  const build = new URL('../build/handler.js', import.meta.url).href;
  const { handler } = await import(build);
  door.open(handler);
}

/** Says where to go. */
export function announce({ settings, secrets }: RunningDelega): void {
  const address = publicAddress(settings);
  console.log(lines.ready(address));
  const operatorPage = `${address}/operator?key=${secrets.operatorKey}`;
  console.log((settings.SMTP_URL ? lines.mailsOnTheirWay : lines.outbox)(operatorPage));
  const isOpen = !['127.0.0.1', '::1', 'localhost'].includes(settings.HOST);
  if (isOpen && !settings.ORIGIN) console.log(lines.originNeeded);
  console.log(lines.howToStop);
}
