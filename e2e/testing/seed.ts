import { createHash, createHmac, randomBytes, randomUUIDv7 } from 'node:crypto';
import type { BrowserContext } from '@playwright/test';
import type { Owner } from './owner.ts';
import type { Product } from './product.ts';

/** Somebody with a confirmed account, signed in. */
export interface SeededPerson {
  id: string;
  name: string;
  email: string;
  /** The session's cookie, as a request carries it. */
  cookie: string;
}

/** A practice with one client: an owner who assists, a principal and a member of the client's team. */
export interface SeededPlace {
  workspace: string;
  engagement: string;
  assistant: SeededPerson;
  principal: SeededPerson;
  member: SeededPerson;
}

type Language = 'es' | 'en';
type PersonWishes = { language?: Language; timeZone?: string };

export interface Seed {
  person(name: string, wishes?: PersonWishes): Promise<SeededPerson>;
  place(wishes?: PersonWishes & { practice?: string; client?: string }): Promise<SeededPlace>;
  /** Calls the REST API as somebody, in one workspace; the answer of a call that must succeed. */
  call<Answer = Record<string, string>>(
    as: SeededPerson,
    workspace: string,
    route: string,
    input?: unknown,
  ): Promise<Answer>;
}

/** Prepares people and places by SQL, and everything that happens in them by the product's own API. */
export function seedFor(product: Product, owner: Owner): Seed {
  const tokens = new Map<string, string>();
  const since = new Date().toISOString();
  const later = new Date(Date.now() + 30 * 24 * 3_600_000).toISOString();

  const person: Seed['person'] = async (name, { language = 'es', timeZone = 'Europe/Madrid' } = {}) => {
    const id = randomUUIDv7();
    const email = `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}.${id.slice(-6)}@example.org`;
    const profile = { locale: language, time_zone: timeZone };
    await owner.insert({ power: 'system' }, 'people', { id, name, email, email_verified: true, ...profile });
    const token = randomBytes(24).toString('base64url');
    await owner.insert({ power: 'auth' }, 'sessions', {
      id: randomUUIDv7(),
      token,
      person_id: id,
      expires_at: later,
    });
    const signature = createHmac('sha256', product.authSecret).update(token).digest('base64');
    return { id, name, email, cookie: encodeURIComponent(`${token}.${signature}`) };
  };

  const tokenOf = async (who: SeededPerson, workspace: string) => {
    const known = tokens.get(who.id + workspace);
    if (known) return known;
    const token = `delega_${randomBytes(24).toString('base64url')}`;
    await owner.insert({ power: 'auth' }, 'api_tokens', {
      id: randomUUIDv7(),
      person_id: who.id,
      workspace_id: workspace,
      name: 'journeys',
      token_hash: createHash('sha256').update(token).digest('hex'),
      created_at: since,
      expires_at: later,
    });
    tokens.set(who.id + workspace, token);
    return token;
  };

  return {
    person,
    async place({ practice = 'Marta Soler', client = 'Estudio Lumbre', ...wishes } = {}) {
      const [assistant, principal, member] = await Promise.all([
        person('Marta Soler', wishes),
        person('Irene Vidal', wishes),
        person('Hugo Ramos', wishes),
      ]);
      const [workspace, clientId, engagement] = [1, 2, 3].map(() => randomUUIDv7()) as [
        string,
        string,
        string,
      ];
      const system = { power: 'system', workspace } as const;
      const { language = 'es', timeZone = 'Europe/Madrid' } = wishes;
      await owner.insert(system, 'workspaces', {
        workspace_id: workspace,
        name: practice,
        country: 'ES',
        time_zone: timeZone,
        language,
        currency: 'EUR',
        created_at: since,
      });
      const ids = { workspace_id: workspace, client_id: clientId };
      await owner.insert(system, 'clients', { ...ids, name: client, created_at: since });
      await owner.insert(system, 'engagements', {
        ...ids,
        engagement_id: engagement,
        name: client,
        created_at: since,
      });
      const belongs = (who: SeededPerson, role: string) => ({
        workspace_id: workspace,
        person_id: who.id,
        role,
        since,
      });
      await owner.insert(system, 'workspace_members', belongs(assistant, 'owner'));
      for (const [who, role] of [
        [assistant, 'assistant'],
        [principal, 'principal'],
        [member, 'member'],
      ] as const)
        await owner.insert(system, 'engagement_members', {
          ...belongs(who, role),
          engagement_id: engagement,
        });
      return { workspace, engagement, assistant, principal, member };
    },
    async call(as, workspace, route, input) {
      const [method = '', path = ''] = route.split(' ');
      const answer = await fetch(`${product.origin}/api/v1/workspaces/${workspace}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${await tokenOf(as, workspace)}`,
          'idempotency-key': crypto.randomUUID(),
          ...(input === undefined ? {} : { 'content-type': 'application/json' }),
        },
        body: input === undefined ? undefined : JSON.stringify(input),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${route}: ${answer.status} ${text}`);
      return JSON.parse(text);
    },
  };
}

/** Gives a browser the session of somebody who was prepared. */
export async function signInAs(
  context: BrowserContext,
  { cookie }: SeededPerson,
  origin: string,
): Promise<void> {
  await context.addCookies([{ name: 'delega.session_token', value: cookie, url: origin, httpOnly: true }]);
}
