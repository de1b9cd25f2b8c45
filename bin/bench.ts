import { measure } from '../bench/measure.ts';
import { findChromium } from './chromium.ts';

/** `npm run bench`: measures the built product and prints each figure beside its aim. Fails only where a run fails. */
export async function run(): Promise<void> {
  await measure(await findChromium());
}
