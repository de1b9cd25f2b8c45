import { createServer } from 'vite';
import { keepOpen, settingsOrFault } from './running.ts';
import { announce, serve } from './start.ts';

const devFolder = '.delega-dev';

/**
 * `npm run dev`: the same as a start, with Vite's server in place of the build, so that changes show at once, on a data
 * folder of its own: what is half written must not touch somebody's practice.
 */
export async function run(): Promise<void> {
  const settings = settingsOrFault({ ...process.env, DELEGA_DATA: process.env.DELEGA_DATA || devFolder });
  await keepOpen(async (closing) => {
    const { running } = await serve(settings, closing, async (door) => {
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
