import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Page } from '@playwright/test';
import { briefAt, stepsOn } from '../e2e/testing/briefs.ts';
import { connectAsOwner } from '../e2e/testing/owner.ts';
import { startProduct, type Product } from '../e2e/testing/product.ts';
import { seedFor, signInAs, type SeededPlace } from '../e2e/testing/seed.ts';
import { startMailServer, type Arrived, type MailServer } from '../e2e/testing/smtp.ts';
import { atMost, print } from './report.ts';

const [watched, counted] = [100, 1000];
/** After so many mails the server is killed. */
const kills = [250, 500, 750];
const senders = 4;
const patienceMs = 180_000;

/** How soon a mail stands in an open page, and whether any is lost or doubled while the server is killed. */
export async function measureMails(executablePath: string): Promise<void> {
  const mailServer = await startMailServer();
  const settings = {
    SMTP_URL: mailServer.url,
    MAIL_FROM: 'Delega <delega@example.org>',
    MAIL_INBOUND_ADDRESS: mailServer.inbound.address,
    MAIL_LISTEN_PORT: String(mailServer.inbound.port),
  };
  let product = await startProduct(settings);
  try {
    const { place, brief, mail } = await prepare(product, mailServer);
    const write = (number: number) =>
      mailServer.answer(
        place.principal,
        mail,
        `Mensaje ${number}: todo bien por aquí.`,
        `<m${number}@bench>`,
      );

    const waits = await watch(executablePath, product, place, brief, write);
    const sorted = waits.toSorted((one, other) => one - other);
    const within = (part: number) =>
      `${(sorted[Math.floor(sorted.length * part)] ?? Number.NaN).toFixed(0)} ms`;

    const killAndStart = async () => {
      await product.kill();
      product = await startProduct(settings, product.dataFolder);
    };
    const waitingKills = [...kills];
    let next = watched + 1;
    let restart: Promise<unknown> = Promise.resolve();
    const sendAll = async () => {
      while (next <= watched + counted) {
        const number = next++;
        if (number - watched > (waitingKills[0] ?? Number.POSITIVE_INFINITY)) {
          waitingKills.shift();
          restart = killAndStart();
        }
        // As a mail server does: until it is told that the mail was taken.
        for (let isTaken = false; !isTaken;)
          isTaken = await write(number).then(
            () => true,
            () => pause(100, false),
          );
      }
    };
    await Promise.all(Array.from({ length: senders }, sendAll));
    await restart;
    const { said, different } = await settled(product, place, brief);
    print('Mails that are taken in by SMTP', [
      { what: `Half of ${watched} stand in an open page within`, is: within(0.5) },
      { what: '99 of 100', is: within(0.99) },
      atMost(
        `Lost of ${counted}, the server killed ${kills.length} times`,
        watched + counted - different,
        0,
        'mails',
      ),
      atMost('Doubled', said - different, 0, 'mails'),
    ]);
  } finally {
    await product.stop();
    await mailServer.stop();
  }
}

async function prepare(product: Product, mailServer: MailServer) {
  const owner = connectAsOwner(product);
  const seed = seedFor(product, owner);
  const place = await seed.place();
  const brief = await briefAt('promised', stepsOn(seed, owner, place));
  await owner.end();
  let mail: Arrived | undefined;
  for (let tries = 0; !mail && tries < 100; tries++) {
    await pause(100);
    mail = mailServer.arrived.filter(({ recipients }) => recipients.includes(place.principal.email)).at(-1);
  }
  if (!mail) throw new Error('No mail came that could be answered');
  return { place, brief, mail };
}

/** Milliseconds from the beginning of each sending to the page that shows it. */
async function watch(
  executablePath: string,
  product: Product,
  place: SeededPlace,
  brief: string,
  write: (number: number) => Promise<void>,
): Promise<number[]> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  const context = await browser.newContext({ locale: 'es-ES' });
  await signInAs(context, place.assistant, product.origin);
  const page = await context.newPage();
  await page.goto(`${product.origin}/w/${place.workspace}/briefs/${brief}`, { waitUntil: 'load' });
  await page.waitForTimeout(500);
  const waits: number[] = [];
  for (let number = 1; number <= watched; number++) {
    const begun = performance.now();
    const isShown = shown(page, `Mensaje ${number}:`);
    await write(number);
    await isShown;
    waits.push(performance.now() - begun);
  }
  await browser.close();
  return waits;
}

const shown = (page: Page, text: string) =>
  page.locator('#conversation li').filter({ hasText: text }).first().waitFor({ timeout: 20_000 });

/** What was said once nothing more is said: how many messages, and how many that differ. */
async function settled(
  product: Product,
  place: SeededPlace,
  brief: string,
): Promise<{ said: number; different: number }> {
  const owner = connectAsOwner(product);
  const until = Date.now() + patienceMs;
  const count = async () => {
    const [row] = await owner.query<{ said: number; different: number }>(
      { power: 'system', workspace: place.workspace },
      `select count(*)::int as said, count(distinct text)::int as different from messages where brief_id = $1`,
      [brief],
    );
    return row ?? { said: 0, different: 0 };
  };
  let now = await count();
  while (now.different < watched + counted && Date.now() < until) {
    await pause(1000);
    now = await count();
  }
  await owner.end();
  return now;
}
