import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { makeWorld, type World } from '../testing/world.ts';
import { changesChannel, type Change } from './events.server.ts';
import { listenForChanges, type Live } from './live.server.ts';

let world: World;
let live: Live;

beforeAll(async () => {
  world = await makeWorld();
  live = listenForChanges(world.appUrl);
  await vi.waitUntil(async () => (await listeners()).length === 1);
});
afterAll(async () => {
  await live.stop();
  await world.drop();
});

async function listeners(): Promise<number[]> {
  const { rows } = await world.asOwner.query<{ pid: number }>(
    `select pid from pg_stat_activity
     where datname = current_database() and query = $1 and state = 'idle'`,
    [`listen ${changesChannel}`],
  );
  return rows.map(({ pid }) => pid);
}

const changeOf = (kind: string, workspace = 'ours'): Change => ({
  workspace,
  engagement: null,
  brief: null,
  kind,
  by: null,
});

async function happen(change: Change): Promise<void> {
  await world.asOwner.query('select pg_notify($1, $2)', [changesChannel, JSON.stringify(change)]);
}

/** What an open page hears, as it hears it. */
function open(after?: string) {
  const kinds: string[] = [];
  const positions: string[] = [];
  const close = live.subscribe(
    'ours',
    ({ kind }, position) => {
      kinds.push(kind);
      positions.push(position);
    },
    after,
  );
  return { kinds, positions, close };
}

test('a page hears the changes of its workspace and no others', async () => {
  const page = open();
  await happen(changeOf('foreign', 'theirs'));
  await happen(changeOf('one'));
  await vi.waitUntil(() => page.kinds.length > 0);
  expect(page.kinds).toEqual(['one']);
  page.close();
});

test('what happened between the reading of a page and its stream is told first, and nothing twice', async () => {
  const first = open();
  const read = live.position();
  await happen(changeOf('between'));
  await happen(changeOf('foreign', 'theirs'));
  await happen(changeOf('also between'));
  await vi.waitUntil(() => first.kinds.length === 2);
  const late = open(read);
  expect(late.kinds).toEqual(['between', 'also between']);
  expect(open(late.positions[0]).kinds).toEqual(['also between']);
  expect(open(late.positions[1]).kinds).toEqual([]);
  first.close();
  late.close();
});

test('whoever comes too late, or from another process, is told to catch up', async () => {
  const read = live.position();
  for (const never of ['', 'x', 'another.3', `${read.split('.')[0]}.none`, `${read.split('.')[0]}.-1000`]) {
    expect(open(never).kinds, never).toEqual(['caught_up']);
  }
});

test('after a broken connection everybody is told to catch up, whoever had read a page before it too', async () => {
  const page = open();
  const read = live.position();
  const [pid] = await listeners();
  await world.asOwner.query('select pg_terminate_backend($1)', [pid]);
  await vi.waitUntil(() => page.kinds.length > 0, 5000);
  expect(page.kinds).toEqual(['caught_up']);
  expect(open(read).kinds).toEqual(['caught_up']);
  await happen(changeOf('one'));
  await vi.waitUntil(() => page.kinds.length > 1);
  expect(page.kinds).toEqual(['caught_up', 'one']);
});
