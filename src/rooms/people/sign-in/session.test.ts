import { afterAll, beforeAll, expect, test } from 'vitest';
import { goodPassword, makeDoorstep, secret, whoIs, type Doorstep } from './entrance.fixtures.ts';
import { actorOf, actorOfToken, sessionTokenIn } from './session.server.ts';
import { signInWithPassword } from './sign-in.server.ts';
import { createToken, endToken, listTokens } from './tokens.operations.server.ts';
import { endOtherSessions, endSession, listSessions } from './account.operations.server.ts';

let door: Doorstep;
beforeAll(async () => {
  door = await makeDoorstep();
});
afterAll(() => door.close());

const days = (count: number) => ({ hours: count * 24 });

test('a cookie whose signature is not ours is nobody', async () => {
  const { browser } = await door.newcomer('signed@example.org');
  const cookie = browser.cookieHeader;
  const now = Temporal.Now.instant();
  const asks = (header: string, key = secret) => actorOf(door.entrance.pool, header, key, now);
  expect(await asks(cookie)).not.toBeNull();
  expect(await asks(`theme=dark; ${cookie}; x=y`)).not.toBeNull();
  expect(await asks(cookie, `${secret}0`)).toBeNull();
  const forged = [
    cookie.replace(/=./, '=_'),
    cookie.split('.').slice(0, -1).join('.'),
    cookie.slice(0, -8),
    'delega.session_token=',
    'delega.session_token=%E0%A4%A',
    'delega.session_token=.',
    `delega.session_token=' or true --.${'A'.repeat(43)}=`,
  ];
  for (const header of forged) expect(await asks(header)).toBeNull();
});

test('the signature is checked before the database is asked', () => {
  expect(sessionTokenIn('delega.session_token=abc.def', secret)).toBeNull();
  expect(sessionTokenIn(null, secret)).toBeNull();
});

test('over https the cookie is a secure one, and is read under that name', async () => {
  const secure = await makeDoorstep('https://delega.example.org');
  try {
    const { browser, person } = await secure.newcomer('secure@example.org');
    expect([...browser.cookies.keys()]).toEqual(['__Secure-delega.session_token']);
    expect(person.email).toBe('secure@example.org');
  } finally {
    await secure.close();
  }
});

test('a session that is used lives on; one that is not used for thirty days ends', async () => {
  const { browser } = await door.newcomer('slides@example.org');
  const start = Temporal.Now.instant();
  for (const day of [20, 40, 60])
    expect(await whoIs(door.entrance, browser, start.add(days(day)))).not.toBeNull();
  expect(await whoIs(door.entrance, browser, start.add(days(91)))).toBeNull();
});

test('a session is prolonged once a day at most', async () => {
  const { browser } = await door.newcomer('daily@example.org');
  // A whole second, whose fraction some formats leave out.
  const start = Temporal.Now.instant().round('second');
  const endAfter = async (hours: number) =>
    (await whoIs(door.entrance, browser, start.add({ hours })))!.session.expiresAt;
  const first = await endAfter(1);
  expect(await endAfter(20)).toBe(first);
  const moved = await endAfter(25);
  expect(moved > first).toBe(true);
  expect(await endAfter(30)).toBe(moved);
});

test('a person carries the places they belong to, by name, and none that they have left', async () => {
  const { world } = door;
  const { browser, person } = await door.newcomer('places@example.org');
  const other = await world.person('Otra');
  const own = await world.workspace(person, 'Mi espacio');
  const theirs = await world.workspace(other, 'Su espacio');
  const left = await world.workspace(other, 'De antes');
  const engagement = await world.engagement(theirs, 'Estudio Lumbre');
  const gone = await world.engagement(theirs, 'Ya no');
  await world.joinEngagement(theirs, engagement, person, 'principal');
  await world.joinEngagement(theirs, gone, person, 'member');
  await world.joinWorkspace(left, person, 'assistant');
  await world.asOwner.query('update engagement_members set until = now() where engagement_id = $1', [gone]);
  await world.asOwner.query(
    'update workspace_members set until = now() where workspace_id = $1 and person_id = $2',
    [left, person.id],
  );
  expect((await whoIs(door.entrance, browser))?.memberships).toEqual([
    { workspace: own, workspaceName: 'Mi espacio', role: 'owner', engagements: [] },
    {
      workspace: theirs,
      workspaceName: 'Su espacio',
      role: null,
      engagements: [{ engagement, name: 'Estudio Lumbre', role: 'principal' }],
    },
  ]);
});

test('knowing who asks takes one statement', async () => {
  const { browser } = await door.newcomer('single@example.org');
  let statements = 0;
  const counting = new Proxy(door.entrance.pool, {
    get: (pool, name) => {
      if (name === 'query') statements++;
      const value = Reflect.get(pool, name) as unknown;
      return typeof value === 'function' ? value.bind(pool) : value;
    },
  });
  await actorOf(counting, browser.cookieHeader, secret, Temporal.Now.instant());
  expect(statements).toBe(1);
});

test('sessions are listed and ended, one or all others, and only the own', async () => {
  const { world, entrance } = door;
  const { browser, person } = await door.newcomer('list@example.org');
  const stranger = await door.newcomer('stranger@example.org');
  for (let count = 0; count < 2; count++) {
    await signInWithPassword(entrance, door.browser().asks(), {
      email: person.email,
      password: goodPassword,
    });
  }
  world.clock.now = Temporal.Now.instant();
  const { sessions } = await world.do(listSessions, person, {});
  expect(sessions.map(({ isThisOne }) => isThisOne).toSorted()).toEqual([false, false, true]);
  const another = sessions.find(({ isThisOne }) => !isThisOne)!;
  const byStranger = await world.try(endSession, stranger.person, { session: another.id });
  expect(byStranger).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
  await world.do(endSession, person, { session: another.id });
  expect((await world.do(listSessions, person, {})).sessions).toHaveLength(2);
  await world.do(endOtherSessions, person, {});
  expect((await world.do(listSessions, person, {})).sessions).toMatchObject([{ isThisOne: true }]);
  expect(await whoIs(entrance, browser)).not.toBeNull();
  expect(await whoIs(entrance, stranger.browser)).not.toBeNull();
});

test('a token acts for its person in its workspace only, until it is ended or too old', async () => {
  const { world, entrance } = door;
  const { person } = await door.newcomer('token@example.org');
  const [one, two] = [await world.workspace(person, 'Uno'), await world.workspace(person, 'Dos')];
  const now = Temporal.Now.instant();
  world.clock.now = now;
  const made = await world.do(createToken, person, { workspace: one, name: 'Hoja de cálculo', days: 30 });
  expect(made.token).toMatch(/^delega_[A-Za-z0-9_-]{32}$/);
  const bearer = await actorOfToken(entrance.pool, made.token, now);
  expect(bearer).toMatchObject({ kind: 'token', id: person.id, token: made.id });
  expect(bearer!.memberships.map(({ workspace }) => workspace)).toEqual([one]);
  expect(await actorOfToken(entrance.pool, made.token, now.add(days(31)))).toBeNull();
  expect(await actorOfToken(entrance.pool, `delega_${'x'.repeat(32)}`, now)).toBeNull();
  expect(await actorOfToken(entrance.pool, "delega_' or true", now)).toBeNull();
  // It can neither make another token nor see the others.
  for (const attempt of [
    world.try(createToken, bearer!, { workspace: one, name: 'Otro', days: 30 }),
    world.try(listTokens, bearer!, {}),
    world.try(endToken, bearer!, { token: made.id }),
  ]) {
    expect(await attempt).toMatchObject({ ok: false, refusal: { code: 'forbidden' } });
  }
  const elsewhere = await world.try(createToken, bearer!, { workspace: two, name: 'Otro', days: 30 });
  expect(elsewhere).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
  await world.do(endToken, person, { token: made.id });
  expect(await actorOfToken(entrance.pool, made.token, now)).toBeNull();
  expect((await world.do(listTokens, person, {})).tokens).toEqual([]);
});

test('the token itself is nowhere in the database', async () => {
  const { world } = door;
  const { person } = await door.newcomer('hashed@example.org');
  const workspace = await world.workspace(person);
  const made = await world.try(createToken, person, { workspace, name: 'X', days: 1 }, 'key-of-this-form');
  if (!made.ok) throw made.refusal;
  for (const table of ['api_tokens', 'performed_requests']) {
    const { rows } = await world.asOwner.query(`select t::text as row from ${table} t`);
    expect(rows.map(({ row }) => row).join('\n')).not.toContain(made.value.token.slice(7));
  }
});

test('a token of somebody who has left the workspace opens nothing', async () => {
  const { world, entrance } = door;
  const { person } = await door.newcomer('left@example.org');
  const workspace = await world.workspace(await world.person('Dueña'));
  await world.joinWorkspace(workspace, person, 'assistant');
  world.clock.now = Temporal.Now.instant();
  const { token } = await world.do(createToken, person, { workspace, name: 'X', days: 30 });
  await world.asOwner.query('update workspace_members set until = now() where person_id = $1', [person.id]);
  expect(await actorOfToken(entrance.pool, token, world.clock.now)).toBeNull();
});

test('when a token was last used is kept to the hour', async () => {
  const { world, entrance } = door;
  const { person } = await door.newcomer('used@example.org');
  const workspace = await world.workspace(person);
  const start = Temporal.Now.instant();
  world.clock.now = start;
  const { id, token } = await world.do(createToken, person, { workspace, name: 'X', days: 30 });
  const usedAfter = async (minutes: number) => {
    await actorOfToken(entrance.pool, token, start.add({ minutes }));
    const { rows } = await world.asOwner.query('select last_used_at from api_tokens where id = $1', [id]);
    return rows[0].last_used_at.getTime() - start.epochMilliseconds;
  };
  expect(await usedAfter(0)).toBe(0);
  expect(await usedAfter(59)).toBe(0);
  expect(await usedAfter(61)).toBe(61 * 60_000);
});

test('somebody without a place in a workspace makes no token for it', async () => {
  const { world } = door;
  const { person } = await door.newcomer('outside@example.org');
  const workspace = await world.workspace(await world.person('Dueña'));
  const outcome = await world.try(createToken, person, { workspace, name: 'X', days: 30 });
  expect(outcome).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
});
