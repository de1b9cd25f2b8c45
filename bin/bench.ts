import { measure, parts, type Part } from '../bench/measure.ts';
import { findChromium } from './chromium.ts';
import { Fault, lines } from './lines.mjs';

/**
 * `npm run bench`: measures the built product and prints each figure beside its aim; `-- rush lighthouse` measures these parts
 * alone. Fails only where a run fails.
 */
export async function run(words: readonly string[]): Promise<void> {
  const wanted = words.filter((word): word is Part => parts.some((part) => part === word));
  if (wanted.length < words.length) throw new Fault(lines.benchUsage(parts.join(' | ')));
  await measure(await findChromium(), wanted.length > 0 ? wanted : parts);
}
