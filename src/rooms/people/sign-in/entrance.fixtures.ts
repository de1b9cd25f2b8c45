import { authPool } from '#kernel/database/pools.server.ts';
import type { Person } from '#kernel/actor.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import { callerOf, openEntrance, type Caller, type Entrance } from './entrance.server.ts';
import { actorOf } from './session.server.ts';
import { confirmAddress, signUp } from './sign-up.server.ts';

export const secret = 'f3b1c9d2e84756a0bd1e2f3948576a6b7c8d9e0f1a2b3c4d';
export const goodPassword = 'una frase larga y buena';

/** A mail that was ordered, as the job would find it. */
export type Letter = { template: string; address: string; locale: string; facts: { token?: string } };

/** The entrance over a real database, browsers that keep cookies, and the mails that were ordered. */
export type Doorstep = {
  world: World;
  entrance: Entrance;
  browser(address?: string): Browser;
  /** The mails to this address, oldest first. */
  lettersTo(address: string): Promise<Letter[]>;
  /** Signs up and confirms in a browser of its own. */
  newcomer(email: string, password?: string): Promise<{ browser: Browser; person: Person }>;
  close(): Promise<void>;
};

/** A browser: what it sends, and what it keeps of an answer. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly address: string;
  constructor(address: string) {
    this.address = address;
  }
  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }
  asks(locale: 'es' | 'en' = 'es'): Caller {
    const headers = { cookie: this.cookieHeader, 'user-agent': 'Tests/1', origin: 'http://localhost:3000' };
    return callerOf(new Request('http://localhost:3000/', { headers }), this.address, locale);
  }
  keep(headers: Headers | null): void {
    for (const line of headers?.getSetCookie() ?? []) {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
      if (/max-age=0/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}

export async function makeDoorstep(origin = 'http://localhost:3000'): Promise<Doorstep> {
  const world = await makeWorld();
  const pool = authPool(world.appUrl);
  const entrance = openEntrance({
    db: world.db,
    pool,
    secret,
    origin,
    now: () => Temporal.Now.instant(),
    steadyMilliseconds: 0,
  });
  let places = 0;
  const doorstep: Doorstep = {
    world,
    entrance,
    browser: (address = `203.0.113.${++places}`) => new Browser(address),
    async lettersTo(address) {
      const { rows } = await world.asOwner.query<Letter>(
        'select template, address, locale, facts from mails where address = $1 order by id',
        [address],
      );
      return rows;
    },
    async newcomer(email, password = goodPassword) {
      const browser = doorstep.browser();
      const input = { name: 'Vera', email, password, timeZone: 'America/Bogota' };
      const signingUp = await signUp(entrance, browser.asks(), input);
      const token = (await doorstep.lettersTo(email)).at(-1)?.facts.token;
      browser.keep(await confirmAddress(entrance, browser.asks(), { token }, signingUp));
      return { browser, person: (await whoIs(entrance, browser))! };
    },
    async close() {
      await pool.end();
      await world.drop();
    },
  };
  return doorstep;
}

export function whoIs(entrance: Entrance, browser: Browser, now = entrance.now()): Promise<Person | null> {
  return actorOf(entrance.pool, browser.cookieHeader, secret, now);
}
