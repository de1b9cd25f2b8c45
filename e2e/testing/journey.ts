import {
  test as base,
  expect,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from '@playwright/test';
import { openOutbox, type Outbox } from './outbox.ts';
import { connectAsOwner, type Owner } from './owner.ts';
import { startMailServer, type MailServer } from './smtp.ts';
import { Scene } from './scene.ts';
import { startProduct, type Product } from './product.ts';
import { seedFor, signInAs, type Seed, type SeededPerson } from './seed.ts';
import { Watch } from './watch.ts';

type Visit = BrowserContextOptions & {
  /** Comes with this person's session. */
  as?: SeededPerson | null;
  language?: 'es' | 'en';
};

type Journey = {
  /** Collects what goes wrong in any browser of the test; after the test it must be nothing. */
  watch: Watch;
  /** Opens a browser of its own: one person at one device. */
  visit(options?: Visit): Promise<Page>;
  /** A visitor's browser, in Spanish. */
  page: Page;
};

type House = {
  /** Set by a file whose journeys need a product that differs, or one that they may harm. */
  house: 'shared' | 'with SMTP' | 'of its own';
  /** What the product sends its mails to, in a house with SMTP. */
  mailServer: MailServer;
  product: Product;
  owner: Owner;
  seed: Seed;
  /** What was kept, in a house without SMTP. */
  outbox: Outbox;
  /** A practice to look at: whoever changes things in it sets a scene of their own. */
  scene: Scene;
};

let devices = 0;
const regions = { es: 'es-ES', en: 'en-GB' };

/** A journey: the product runs for real, and nothing may go wrong unseen in any browser. */
export const test = base.extend<Journey, House>({
  house: ['shared', { option: true, scope: 'worker' }],
  mailServer: [
    async ({}, use) => {
      const server = await startMailServer();
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  product: [
    async ({ house, mailServer }, use) => {
      const smtp = {
        SMTP_URL: mailServer.url,
        MAIL_FROM: 'Delega <delega@example.org>',
        MAIL_INBOUND_ADDRESS: mailServer.inbound.address,
        MAIL_LISTEN_PORT: String(mailServer.inbound.port),
      };
      const product = await startProduct(house === 'with SMTP' ? smtp : {});
      await use(product);
      await product.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  owner: [
    async ({ product }, use) => {
      const owner = connectAsOwner(product);
      await use(owner);
      await owner.end();
    },
    { scope: 'worker' },
  ],
  seed: [async ({ product, owner }, use) => use(seedFor(product, owner)), { scope: 'worker' }],
  outbox: [async ({ product }, use) => use(await openOutbox(product)), { scope: 'worker' }],
  scene: [
    async ({ product, owner, seed, outbox }, use) => use(await Scene.set({ product, owner, seed, outbox })),
    { scope: 'worker' },
  ],
  baseURL: async ({ product }, use) => use(product.origin),
  watch: async ({ product }, use, testInfo) => {
    const watch = new Watch(product.origin);
    const saidBefore = product.output().length;
    await use(watch);
    const said = product.output().slice(saidBefore);
    // A failure that comes once in many runs has to tell its reason that once.
    if (testInfo.errors.length > 0)
      await testInfo.attach('what the product said', { body: said || 'nothing' });
    expect(watch.faults, `nothing went wrong unseen; the product said: ${said || 'nothing'}`).toEqual([]);
  },
  visit: async ({ browser, watch, baseURL }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async ({ as, language, ...options } = {}) => {
      const context = await browser.newContext({
        ...(language && { locale: regions[language] }),
        ...options,
        extraHTTPHeaders: { 'x-forwarded-for': `10.0.${devices >> 8}.${devices++ & 255}` },
      });
      contexts.push(context);
      watch.over(context);
      if (as) await signInAs(context, as, baseURL ?? '');
      return context.newPage();
    });
    // An open page follows what happens in its place, through all tests to come.
    watch.end();
    await Promise.all(contexts.map((context) => context.close()));
  },
  page: async ({ visit }, use) => use(await visit()),
});

export { expect };
