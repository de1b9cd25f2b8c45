import type { Browser, Request } from '@playwright/test';
import { signInAs, type SeededPerson } from '../e2e/testing/seed.ts';
import type { MeasuredPractice } from './practice.ts';
import { atMost, type Figure } from './report.ts';

const limitKB = { inside: 70, public: 30 };
const quietMs = 500;

/** What each kind of page loads of JavaScript when somebody comes for the first time. */
export async function scriptFigures(
  browser: Browser,
  origin: string,
  { place, talkedOver, growing, draft }: MeasuredPractice,
): Promise<Figure[]> {
  const { assistant } = place;
  const { principal } = growing;
  const [practice, client] = [`/w/${place.workspace}`, `/w/${growing.workspace}`];
  const inside: [string, string, SeededPerson][] = [
    ['Home of an assistant', practice, assistant],
    ['List of briefs', `${practice}/briefs`, assistant],
    ['Brief with messages, for the assistant', `${practice}/briefs/${talkedOver}`, assistant],
    ['The same, for the client', `${practice}/briefs/${talkedOver}`, place.principal],
    ['New brief', `${client}/briefs/new`, principal],
    ['Draft', `${client}/briefs/${await draft()}`, principal],
    ['Home of a client', client, principal],
    ['Clients', `${practice}/clients`, assistant],
    ['Engagement', `${practice}/engagements/${place.engagement}`, assistant],
    ['Two views', `${practice}/engagements/${place.engagement}/readiness`, assistant],
    ['A view of the client', `${practice}/engagements/${place.engagement}/readiness/answer`, assistant],
    [
      'What was said and what happened',
      `${practice}/engagements/${place.engagement}/relationship`,
      assistant,
    ],
    ['Team', `${practice}/team`, assistant],
    ['Settings of the practice', `${practice}/settings`, assistant],
    ['Account', '/account', assistant],
    ['Signing in, of the account', '/account/access', assistant],
  ];
  const open = ['/', '/test', '/test/1', '/sign-in', '/sign-up', '/api'];
  const figures: Figure[] = [];
  for (const [what, path, reader] of inside)
    figures.push(figure(what, await scriptBytes(browser, origin, path, reader), limitKB.inside));
  for (const path of open)
    figures.push(figure(`Public: ${path}`, await scriptBytes(browser, origin, path, null), limitKB.public));
  return figures;
}

const figure = (what: string, bytes: number, limit: number) => atMost(what, bytes / 1000, limit, 'kB', 1);

/** Bytes of all scripts as they come over the wire until the page is quiet, without the headers of the answers. */
async function scriptBytes(
  browser: Browser,
  origin: string,
  path: string,
  reader: SeededPerson | null,
): Promise<number> {
  // By themselves browsers would take Brotli, which is smaller.
  const context = await browser.newContext({ extraHTTPHeaders: { 'accept-encoding': 'gzip' } });
  if (reader) await signInAs(context, reader, origin);
  const page = await context.newPage();
  const loaded: Request[] = [];
  let lastAt = Date.now();
  page.on('requestfinished', (request) => {
    lastAt = Date.now();
    if (request.resourceType() === 'script') loaded.push(request);
  });
  const answer = await page.goto(origin + path, { waitUntil: 'load' });
  if (!answer?.ok()) throw new Error(`${path}: ${answer?.status()}`);
  // A page that stays open for changes is never idle to the browser.
  while (Date.now() - lastAt < quietMs) await page.waitForTimeout(100);
  const sizes = await Promise.all(loaded.map((script) => script.sizes()));
  await context.close();
  return sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
}
