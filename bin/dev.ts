import { createServer } from 'vite';
import { keepOpen, settingsOrFault } from './running.ts';
import { announce, serve } from './start.ts';

/** `npm run dev`: the same as a start, with Vite's server in place of the build, so that changes show at once. */
export async function run(): Promise<void> {
  await keepOpen(async (closing) => {
    const { running } = await serve(settingsOrFault(), closing, async (door) => {
      const vite = await createServer({
        server: { middlewareMode: { server: door.server }, hmr: { server: door.server } },
        appType: 'custom',
      });
      closing.add(() => vite.close());
      door.open(vite.middlewares);
    });
    announce(running);
  });
}
