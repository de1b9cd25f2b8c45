import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectAsOwner } from '../e2e/testing/owner.ts';
import { startProduct, type Product } from '../e2e/testing/product.ts';
import { seedFor } from '../e2e/testing/seed.ts';
import { prepareDatabase } from '../src/kernel/database/prepare.server.ts';
import { measureBrowser } from './browser.ts';
import { measureCorpus } from './corpus.ts';
import { measureLighthouse } from './lighthouse.ts';
import { measureMails } from './mails.ts';
import { fillPractice } from './practice.ts';
import { memoryMiB } from './processes.ts';
import { atMost, print } from './report.ts';
import { measuredRequests } from './requests.ts';
import { measureRush } from './rush.ts';
import { measureServer } from './server.ts';

/** What can be measured by itself, in the order in which all of it is. */
export const parts = ['server', 'browser', 'rush', 'lighthouse', 'mails', 'corpus'] as const;
export type Part = (typeof parts)[number];

/** Starts the product on a data folder of its own, fills it where that is needed, and measures it from the wanted sides. */
export async function measure(chromium: string, wanted: readonly Part[]): Promise<void> {
  const product = await startProduct();
  const owner = connectAsOwner(product);
  try {
    const seed = seedFor(product, owner);
    if (wanted.includes('server') || wanted.includes('browser')) {
      console.log('Filling a practice to measure …');
      const practice = await fillPractice(seed, owner);
      if (wanted.includes('server')) {
        await measureServer(product, await appUrlOf(product), measuredRequests(practice, product.origin));
        print('Memory after that, without PostgreSQL', [atMost('PSS', memoryMiB(product), 150, 'MiB')]);
      }
      if (wanted.includes('browser')) await measureBrowser(chromium, product.origin, practice);
    }
    if (wanted.includes('rush')) await measureRush(product);
    if (wanted.includes('lighthouse'))
      await measureLighthouse(chromium, product.origin, seed, await seed.place());
    if (wanted.includes('mails')) await measureMails(chromium);
    if (wanted.includes('corpus')) await measureCorpus();
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
