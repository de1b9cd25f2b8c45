import { ensureBuilt } from './bootstrap/build.mjs';
import { runChosen, staticSteps } from './check.ts';
import { findChromium } from './chromium.ts';
import { tool, type Step } from './steps.ts';

/** It colors its words whatever the environment says. */
const plain = process.stdout.isTTY ? [] : ['--no-color'];

const steps: Step[] = [
  ...staticSteps,
  {
    name: 'build',
    says: 'Build',
    alone: true,
    async run() {
      ensureBuilt(process.cwd());
      return true;
    },
  },
  tool('unit', 'Rules, operations and command line (vitest)', 'vitest', ['run', ...plain], {
    alone: true,
    tells: true,
    needs: ['build'],
  }),
  {
    name: 'browser',
    says: 'A Chromium that runs',
    alone: true,
    async run() {
      process.env.CHROMIUM = await findChromium();
      return true;
    },
  },
  tool('journeys', 'Journeys in the browser, with axe-core (playwright)', 'playwright', ['test'], {
    alone: true,
    tells: true,
    needs: ['build', 'browser'],
  }),
];

/** `npm test`: everything. Names of steps after it (`npm test -- lint unit`) run those alone. */
export async function run(names: string[]): Promise<void> {
  await runChosen(
    steps,
    names.includes('journeys') && !names.includes('browser') ? ['browser', ...names] : names,
  );
}
