import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeWorld, type World } from '../../testing/world.ts';
import { archiveClient, listClients } from './clients.operations.server.ts';

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());

test('an owner who presses twice puts the client aside once, and both presses are answered', async () => {
  const owner = await world.person('Marta');
  const workspace = await world.workspace(owner);
  await world.engagement(workspace);
  const { clients } = await world.do(listClients, owner, { workspace });
  const client = clients[0]!.id;
  // The second waits for the first's row and is worked out again on it (PostgreSQL's EvalPlanQual).
  const presses = await Promise.all(
    Array.from({ length: 6 }, () => world.try(archiveClient, owner, { workspace, client })),
  );
  expect(presses.map(({ ok }) => ok)).toEqual(presses.map(() => true));
});
