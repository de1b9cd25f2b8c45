import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectAsOwner } from '../e2e/testing/owner.ts';
import { startProduct, type Product } from '../e2e/testing/product.ts';
import { seedFor } from '../e2e/testing/seed.ts';
import { prepareDatabase } from '../src/kernel/database/prepare.server.ts';
import { measureBrowser } from './browser.ts';
import { fillPractice } from './practice.ts';
import { memoryMiB } from './processes.ts';
import { atMost, print } from './report.ts';
import { measuredRequests } from './requests.ts';
import { measureRush } from './rush.ts';
import { measureServer } from './server.ts';

/** Starts the product on a data folder of its own, fills it, and measures it from all sides. */
export async function measure(chromium: string): Promise<void> {
  const product = await startProduct();
  const owner = connectAsOwner(product);
  try {
    console.log('Filling a practice to measure …');
    const practice = await fillPractice(seedFor(product, owner), owner);
    await measureServer(product, await appUrlOf(product), measuredRequests(practice, product.origin));
    print('Memory after that, without PostgreSQL', [atMost('PSS', memoryMiB(product), 150, 'MiB')]);
    await measureRush(product.origin);
    await measureBrowser(chromium, product.origin, practice);
  } finally {
    await owner.end();
    await product.stop();
  }
}

/** The connection of the application's own role, which the policies bind. */
async function appUrlOf({ ownerUrl, dataFolder }: Product): Promise<string> {
  const { appPassword } = JSON.parse(readFileSync(join(dataFolder, 'secrets.json'), 'utf8'));
  const { appUrl } = await prepareDatabase({ ownerUrl, appPassword });
  return appUrl;
}
