import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { Person, TokenBearer } from '../actor.ts';
import { Refusal } from '../errors.ts';
import { idOf, type EngagementId, type WorkspaceId } from '../id.ts';
import { anyMember, anyone, engagementInInput, inEngagement } from '../may.server.ts';
import { operation, type Operation } from '../operation.server.ts';
import { line } from '../text.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import { answerRequest, type Api } from './answer.server.ts';
import { maxBodyBytes } from './body.server.ts';
import { routesOf } from './routes.server.ts';

const workspace = idOf('workspace');
const engagement = idOf('engagement');

const rename = operation({
  name: 'test.rename',
  summary: 'Renames an engagement',
  http: 'POST /workspaces/{workspace}/engagements/{engagement}/name',
  input: z.object({ workspace, engagement, name: line(50) }),
  output: z.object({ name: z.string(), was: z.string() }),
  may: inEngagement(engagementInInput, 'assistant'),
  async run({ tx }, input) {
    if (input.name === 'burst') throw new Error('a secret of the house');
    const row = tx
      .selectFrom('engagements')
      .select('name')
      .where('workspace_id', '=', input.workspace)
      .where('engagement_id', '=', input.engagement);
    const { name: was } = await row.executeTakeFirstOrThrow();
    await tx
      .updateTable('engagements')
      .set({ name: input.name })
      .where('workspace_id', '=', input.workspace)
      .where('engagement_id', '=', input.engagement)
      .execute();
    return { name: input.name, was };
  },
});

const list = operation({
  name: 'test.list',
  summary: 'Lists engagements',
  http: 'GET /workspaces/{workspace}/engagements',
  input: z.object({ workspace, page: z.coerce.number().default(1), states: z.array(z.string()).default([]) }),
  output: z.object({ page: z.number(), states: z.array(z.string()) }),
  may: anyMember,
  run: async (_run, { page, states }) => ({ page, states }),
});

const latest = operation({
  name: 'test.latest',
  summary: 'The latest engagement, under a path that also fits an id',
  http: 'GET /workspaces/{workspace}/engagements/latest',
  input: z.object({ workspace }),
  output: z.literal('latest'),
  may: anyMember,
  run: async () => 'latest' as const,
});

const show = operation({
  name: 'test.show',
  summary: 'Shows an engagement',
  http: 'GET /workspaces/{workspace}/engagements/{engagement}',
  input: z.object({ workspace, engagement }),
  output: z.literal('one'),
  may: anyMember,
  run: async () => 'one' as const,
});

const wave = operation({
  name: 'test.wave',
  summary: 'Anybody may wave',
  http: 'PUT /wave',
  naturallyIdempotent: true,
  input: z.object({}),
  output: z.void(),
  may: anyone,
  run: async () => undefined,
});

let world: World;
let owner: TokenBearer;
let place: WorkspaceId;
let lumbre: EngagementId;
const log = vi.fn<Api['log']>();
const countVisitor = vi.fn<Api['countVisitor']>(async () => {});

beforeAll(async () => {
  world = await makeWorld();
  const [ana, zoe] = await Promise.all([world.person('Ana'), world.person('Zoe')]);
  place = await world.workspace(ana);
  await world.workspace(zoe);
  lumbre = await world.engagement(place, 'Lumbre');
  owner = asToken(ana);
});
afterAll(() => world.drop());
beforeEach(() => {
  log.mockClear();
  countVisitor.mockReset();
});

function asToken({ session: _session, ...person }: Person): TokenBearer {
  return { ...person, kind: 'token', token: 'token-1' };
}

type Asked = { headers?: Record<string, string>; body?: string; token?: string | null; key?: string | null };

async function ask(
  line: string,
  { headers = {}, body, token = 'good', key = crypto.randomUUID() }: Asked = {},
) {
  const [method, path] = line.split(' ') as [string, string];
  const url = new URL(`/api/v1${path}`, 'https://delega.test');
  const request = new Request(url, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(key ? { 'idempotency-key': key } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  });
  const api: Api = {
    ground: world.ground,
    routes: routesOf([show, latest, list, rename, wave] as Operation[]),
    bearerOf: async (given) => (given === 'good' ? owner : null),
    countVisitor,
    log,
  };
  const response = await answerRequest(api, request, url.pathname.slice('/api/v1'.length));
  return { status: response.status, headers: response.headers, value: await response.json() };
}

const renaming = () => `POST /workspaces/${place}/engagements/${lumbre}/name`;
const nameNow = async () =>
  (await world.asOwner.query('select name from engagements where engagement_id = $1', [lumbre])).rows[0].name;

describe('an operation over HTTP', () => {
  test('runs for the bearer of a token; what stands in the path wins over the body', async () => {
    const body = JSON.stringify({ name: 'Uno', workspace: crypto.randomUUID(), engagement: 'x' });
    const answer = await ask(renaming(), { body });
    expect(answer).toMatchObject({ status: 200, value: { name: 'Uno', was: 'Lumbre' } });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('the same key again gives the first answer and changes nothing', async () => {
    const key = crypto.randomUUID();
    const first = await ask(renaming(), { body: '{"name":"Dos"}', key });
    await ask(renaming(), { body: '{"name":"Tres"}' });
    const again = await ask(renaming(), { body: '{"name":"Dos"}', key });
    expect(again.value).toEqual(first.value);
    expect(await nameNow()).toBe('Tres');
  });

  test.each([
    [null, 'required'],
    ['short', 'invalid'],
    ['x'.repeat(101), 'invalid'],
  ])('a change with the key %s is refused', async (key, code) => {
    const answer = await ask(renaming(), { body: '{"name":"Nunca"}', key });
    expect(answer).toMatchObject({
      status: 422,
      value: { code: 'invalid', fields: { 'Idempotency-Key': code } },
    });
    expect(await nameNow()).not.toBe('Nunca');
  });

  test('a read takes its wishes from the query, needs no key, and has a list where the input has one', async () => {
    const answer = await ask(`GET /workspaces/${place}/engagements?page=3&states=open&states=done`, {
      key: null,
    });
    expect(answer.value).toEqual({ page: 3, states: ['open', 'done'] });
  });

  test('a word in the path is not taken for an id', async () => {
    expect((await ask(`GET /workspaces/${place}/engagements/latest`)).value).toBe('latest');
    expect((await ask(`GET /workspaces/${place}/engagements/${lumbre}`)).value).toBe('one');
  });

  test('nothing to answer is answered with null', async () => {
    expect(await ask('PUT /wave')).toMatchObject({ status: 200, value: null });
  });
});

describe('who is asking', () => {
  test.each([['bad'], ['ñ'], ['good bad']])('the token %j gets 401 with a challenge', async (token) => {
    const answer = await ask(`GET /workspaces/${place}/engagements`, {
      token: null,
      headers: { authorization: `Bearer ${encodeURI(token).replace('%20', ' ')}` },
    });
    expect(answer).toMatchObject({ status: 401, value: { code: 'signed_out' } });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  test('a cookie counts for nothing', async () => {
    const answer = await ask(`GET /workspaces/${place}/engagements`, {
      token: null,
      headers: { cookie: 'delega.session_token=good' },
    });
    expect(answer).toMatchObject({ status: 404, value: { code: 'not_found' } });
  });

  test('a visitor may what visitors may, and only so often', async () => {
    expect((await ask('PUT /wave', { token: null })).status).toBe(200);
    countVisitor.mockRejectedValueOnce(new Refusal('too_many'));
    expect(await ask('PUT /wave', { token: null })).toMatchObject({
      status: 429,
      value: { code: 'too_many' },
    });
    await ask('PUT /wave');
    expect(countVisitor).toHaveBeenCalledTimes(2);
  });
});

describe('what is refused', () => {
  test.each([
    ['not JSON', '{"name":'],
    ['no object', '["name"]'],
    ['a bare text', '"name"'],
  ])('a body that is %s', async (_what, body) => {
    expect(await ask(renaming(), { body })).toMatchObject({
      status: 400,
      value: { code: 'invalid', reason: 'malformed_json' },
    });
  });

  test('a body over a megabyte, declared or not', async () => {
    const body = JSON.stringify({ name: 'x'.repeat(maxBodyBytes) });
    expect(await ask(renaming(), { body })).toMatchObject({ status: 413, value: { code: 'too_large' } });
    expect((await ask(renaming(), { body: '{}', headers: { 'content-length': '9999999' } })).status).toBe(
      413,
    );
  });

  test('a wrong field, by its name', async () => {
    expect(await ask(renaming(), { body: '{}' })).toMatchObject({
      status: 422,
      value: { code: 'invalid', fields: { name: 'required' } },
    });
  });

  test.each([
    ['GET /nowhere'],
    ['DELETE /wave'],
    ['GET /workspaces/%zz/engagements'],
    ['GET /workspaces//engagements'],
    [`GET /workspaces/${crypto.randomUUID()}/engagements`],
    ['GET /workspaces/none/engagements'],
  ])('%s does not exist', async (line) => {
    expect(await ask(line)).toMatchObject({ status: 404, value: { code: 'not_found' } });
  });

  test('an unexpected failure is logged under a number; the answer holds nothing but that', async () => {
    const answer = await ask(renaming(), { body: '{"name":"burst"}' });
    expect(answer.status).toBe(500);
    expect(Object.keys(answer.value)).toEqual(['code', 'reference']);
    expect(log).toHaveBeenCalledWith(answer.value.reference, expect.any(Error));
  });
});
