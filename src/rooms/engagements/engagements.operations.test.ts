import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '#kernel/actor.ts';
import type { EngagementId, WorkspaceId } from '#kernel/id.ts';
import { newId } from '#kernel/new-id.server.ts';
import { mailsTo, nextRequestOf } from '../../testing/places.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import {
  archiveClient,
  createClient,
  createEngagement,
  getClient,
  listClients,
  renameClient,
  restoreClient,
} from './clients.operations.server.ts';
import {
  addAssistant,
  archiveEngagement,
  endContact,
  getEngagement,
  inviteContact,
  leaveEngagement,
  removeAssistant,
  renameEngagement,
  restoreEngagement,
} from './engagements.operations.server.ts';

let world: World;
let owner: Person;
let assistant: Person;
let workspace: WorkspaceId;

beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());
beforeEach(async () => {
  world.clock.now = Temporal.Instant.from('2026-11-24T15:00:00Z');
  [owner, assistant] = (await Promise.all(['Ana', 'Iris'].map(world.person))) as [Person, Person];
  workspace = await world.workspace(owner, 'Ana Ruiz');
  await world.joinWorkspace(workspace, assistant, 'assistant');
});

const nobody = { engagementName: '', principal: '', language: 'es' } as const;
const forbidden = { refusal: { code: 'forbidden' } };
const missing = { refusal: { code: 'not_found' } };

async function lumbre(): Promise<{ engagement: EngagementId; principal: Person; member: Person }> {
  const engagement = await world.engagement(workspace, 'Estudio Lumbre');
  const [principal, member] = (await Promise.all(['Bruno', 'Marta'].map(world.person))) as [Person, Person];
  await world.joinEngagement(workspace, engagement, principal, 'principal');
  await world.joinEngagement(workspace, engagement, member, 'member');
  return { engagement, principal, member };
}

describe('a new client', () => {
  test('comes with an engagement of its name, its owner inside, and the one who decides invited', async () => {
    const made = await world.do(createClient, owner, {
      ...nobody,
      workspace,
      name: 'Estudio  Lumbre',
      principal: 'bruno@lumbre.example',
    });
    expect(made.invitation).not.toBeNull();
    const seen = await world.do(getEngagement, owner, { workspace, engagement: made.engagement });
    expect(seen).toMatchObject({
      name: 'Estudio Lumbre',
      client: { id: made.client, name: 'Estudio Lumbre' },
      people: [{ name: 'Ana', role: 'assistant' }],
      invitations: [{ email: 'bruno@lumbre.example', role: 'principal', state: 'open' }],
    });
    expect(await mailsTo(world, 'bruno@lumbre.example')).toMatchObject([
      { template: 'people.invitation', facts: { engagement: 'Estudio Lumbre', role: 'principal' } },
    ]);
  });

  test('may come without an address, and with another name for its engagement', async () => {
    const made = await world.do(createClient, owner, {
      ...nobody,
      workspace,
      name: 'Lumbre',
      engagementName: 'Tienda en línea',
    });
    expect(made.invitation).toBeNull();
    expect(await world.do(getEngagement, owner, { workspace, engagement: made.engagement })).toMatchObject({
      name: 'Tienda en línea',
      client: { name: 'Lumbre' },
    });
  });

  test('is not half made when its address is wrong', async () => {
    expect(
      await world.try(createClient, owner, { ...nobody, workspace, name: 'Lumbre', principal: 'bruno@' }),
    ).toMatchObject({ refusal: { fields: { principal: 'invalid_email' } } });
    expect((await world.do(listClients, owner, { workspace })).total).toBe(0);
  });

  test('is made once, however often the request comes; its link is not shown again', async () => {
    const key = crypto.randomUUID();
    const input = { ...nobody, workspace, name: 'Lumbre', principal: 'bruno@lumbre.example' };
    expect((await world.try(createClient, owner, input, key)).ok).toBe(true);
    expect(await world.try(createClient, owner, input, key)).toMatchObject({
      refusal: { code: 'conflict', reason: 'already_done' },
    });
    expect((await world.do(listClients, owner, { workspace })).total).toBe(1);
  });

  test('is made by owners only', async () => {
    const { principal } = await lumbre();
    for (const person of [assistant, principal]) {
      expect(await world.try(createClient, person, { ...nobody, workspace, name: 'X' })).toMatchObject(
        forbidden,
      );
    }
  });
});

describe('the list of clients', () => {
  test('shows to an assistant only clients of engagements they are in', async () => {
    const { engagement } = await lumbre();
    await world.engagement(workspace, 'Otra');
    await world.joinEngagement(workspace, engagement, assistant, 'assistant');
    const seen = await world.do(listClients, assistant, { workspace });
    expect(seen.clients.map((one) => one.name)).toEqual(['Estudio Lumbre']);
    expect(seen.clients[0]!.engagements).toMatchObject([
      { id: engagement, contacts: ['Bruno', 'Marta'], assistants: ['Iris'], waitingInvitations: 0 },
    ]);
    expect((await world.do(listClients, owner, { workspace })).clients.map((one) => one.name)).toEqual([
      'Estudio Lumbre',
      'Otra',
    ]);
  });

  test('finds by a part of the name, whatever signs it has', async () => {
    for (const name of ['Lumbre', '100% Lumbre', 'Aldea_Norte']) {
      await world.do(createClient, owner, { ...nobody, workspace, name });
    }
    const named = async (named: string) =>
      (await world.do(listClients, owner, { workspace, named })).clients.map((one) => one.name);
    expect(await named('lumb')).toEqual(['100% Lumbre', 'Lumbre']);
    expect(await named('%')).toEqual(['100% Lumbre']);
    expect(await named('a_n')).toEqual(['Aldea_Norte']);
  });

  test('comes in pages of twenty', async () => {
    for (let number = 10; number < 31; number++) {
      await world.do(createClient, owner, { ...nobody, workspace, name: `Cliente ${number}` });
    }
    expect(await world.do(listClients, owner, { workspace })).toMatchObject({ total: 21, pages: 2 });
    const second = await world.do(listClients, owner, { workspace, page: 2 });
    expect(second.clients.map((one) => one.name)).toEqual(['Cliente 30']);
  });

  test('is not for contacts', async () => {
    const { principal } = await lumbre();
    expect(await world.try(listClients, principal, { workspace })).toMatchObject(forbidden);
  });
});

describe('putting aside and bringing back', () => {
  test('a client goes with its open engagements, and comes back with exactly these', async () => {
    const { client, engagement } = await world.do(createClient, owner, {
      ...nobody,
      workspace,
      name: 'Lumbre',
    });
    const old = await world.do(createEngagement, owner, { workspace, client, name: 'Terminada' });
    await world.do(archiveEngagement, owner, { workspace, engagement: old.engagement });
    world.clock.now = world.clock.now.add({ hours: 1 });
    await world.do(archiveClient, owner, { workspace, client });
    expect((await world.do(listClients, owner, { workspace })).total).toBe(0);
    expect((await world.do(listClients, owner, { workspace, show: 'archived' })).total).toBe(1);
    await world.do(restoreClient, owner, { workspace, client });
    expect((await world.do(getClient, owner, { workspace, client })).engagements).toMatchObject([
      { id: engagement, isArchived: false },
      { id: old.engagement, isArchived: true },
    ]);
  });

  test('restoring one engagement of an archived client brings back the client, and not the others', async () => {
    const { client, engagement } = await world.do(createClient, owner, {
      ...nobody,
      workspace,
      name: 'Lumbre',
    });
    const other = await world.do(createEngagement, owner, { workspace, client, name: 'Otra' });
    await world.do(archiveClient, owner, { workspace, client });
    await world.do(restoreEngagement, owner, { workspace, engagement });
    const seen = await world.do(getClient, owner, { workspace, client });
    expect(seen.archivedAt).toBeNull();
    expect(seen.engagements.find((one) => one.id === other.engagement)).toMatchObject({ isArchived: true });
  });

  test('nobody is invited to an archived engagement', async () => {
    const { engagement, principal } = await lumbre();
    await world.do(archiveEngagement, owner, { workspace, engagement });
    expect(
      await world.try(inviteContact, principal, {
        workspace,
        engagement,
        email: 'nueva@example.org',
        role: 'member',
        language: 'es',
      }),
    ).toMatchObject({ refusal: { reason: 'engagement_archived' } });
  });

  test('names change by owners only', async () => {
    const { engagement, principal } = await lumbre();
    await world.joinEngagement(workspace, engagement, assistant, 'assistant');
    const { client } = await world.do(getEngagement, owner, { workspace, engagement });
    for (const person of [assistant, principal]) {
      expect(await world.try(renameEngagement, person, { workspace, engagement, name: 'X' })).toMatchObject(
        forbidden,
      );
    }
    await world.do(renameEngagement, owner, { workspace, engagement, name: 'Tienda' });
    await world.do(renameClient, owner, { workspace, client: client.id, name: 'Lumbre SL' });
    expect(await world.do(getEngagement, principal, { workspace, engagement })).toMatchObject({
      name: 'Tienda',
      client: { name: 'Lumbre SL' },
    });
  });
});

describe('the people of an engagement', () => {
  test('a contact sees everybody in it, and which owner can look in without taking part', async () => {
    const { engagement, member } = await lumbre();
    await world.joinEngagement(workspace, engagement, assistant, 'assistant');
    const seen = await world.do(getEngagement, member, { workspace, engagement });
    expect(seen.people.map((one) => [one.name, one.role])).toEqual([
      ['Bruno', 'principal'],
      ['Marta', 'member'],
      ['Iris', 'assistant'],
    ]);
    expect(seen).toMatchObject({ overseers: ['Ana'], invitations: [], mayAdd: [] });
  });

  test('for people of another engagement, and for one that does not exist, the answer is the same', async () => {
    const { engagement } = await lumbre();
    const other = await world.engagement(workspace, 'Otra');
    const stranger = await world.person('Zoe');
    await world.joinEngagement(workspace, other, stranger, 'principal');
    const theirs = await world.try(getEngagement, stranger, { workspace, engagement });
    expect(theirs).toEqual(await world.try(getEngagement, stranger, { workspace, engagement: newId() }));
    expect(theirs).toMatchObject(missing);
  });

  test('a principal invites for their own side; a member does not', async () => {
    const { engagement, principal, member } = await lumbre();
    const whom = {
      workspace,
      engagement,
      email: 'nueva@example.org',
      role: 'member',
      language: 'en',
    } as const;
    expect(await world.try(inviteContact, member, whom)).toMatchObject(forbidden);
    await world.do(inviteContact, principal, whom);
    expect(await world.try(inviteContact, owner, whom)).toMatchObject({
      refusal: { reason: 'already_invited' },
    });
    world.clock.now = world.clock.now.add({ hours: 24 * 14 });
    await world.do(inviteContact, owner, whom);
    const { invitations } = await world.do(getEngagement, owner, { workspace, engagement });
    expect(invitations).toHaveLength(1);
  });

  test('whoever takes part already, or is of the practice, is not invited', async () => {
    const { engagement, member } = await lumbre();
    const whom = { workspace, engagement, role: 'principal', language: 'es' } as const;
    expect(await world.try(inviteContact, owner, { ...whom, email: member.email })).toMatchObject({
      refusal: { reason: 'already_there' },
    });
    expect(await world.try(inviteContact, owner, { ...whom, email: assistant.email })).toMatchObject({
      refusal: { reason: 'is_of_the_practice' },
    });
  });

  test('fifty invitations a day are enough', async () => {
    const { engagement } = await lumbre();
    const whom = { workspace, engagement, role: 'member', language: 'es' } as const;
    for (let number = 0; number < 50; number++) {
      await world.do(inviteContact, owner, { ...whom, email: `p${number}@example.org` });
    }
    expect(await world.try(inviteContact, owner, { ...whom, email: 'p50@example.org' })).toMatchObject({
      refusal: { code: 'too_many' },
    });
  });

  test('a contact whose part was ended sees nothing from then on', async () => {
    const { engagement, principal, member } = await lumbre();
    expect(
      await world.try(endContact, member, { workspace, engagement, person: principal.id }),
    ).toMatchObject(forbidden);
    await world.do(endContact, principal, { workspace, engagement, person: member.id });
    const former = await nextRequestOf(world, member);
    expect(await world.try(getEngagement, former, { workspace, engagement })).toMatchObject(missing);
    expect(
      await world.try(endContact, principal, { workspace, engagement, person: member.id }),
    ).toMatchObject(missing);
  });

  test('an owner adds assistants of the practice and takes them out; nobody else does', async () => {
    const { engagement, principal, member } = await lumbre();
    const iris = { workspace, engagement, person: assistant.id };
    expect(await world.try(addAssistant, principal, iris)).toMatchObject(forbidden);
    expect((await world.do(getEngagement, owner, { workspace, engagement })).mayAdd).toMatchObject([
      { name: 'Ana' },
      { name: 'Iris' },
    ]);
    await world.do(addAssistant, owner, iris);
    expect(await world.try(addAssistant, owner, iris)).toMatchObject({
      refusal: { reason: 'already_there' },
    });
    const inside = await nextRequestOf(world, assistant);
    expect((await world.do(getEngagement, inside, { workspace, engagement })).rights).toEqual({
      mayInvite: true,
      mayEndContacts: true,
      mayManage: false,
      mayLeave: true,
    });
    await world.do(removeAssistant, owner, iris);
    const outside = await nextRequestOf(world, assistant);
    expect(await world.try(getEngagement, outside, { workspace, engagement })).toMatchObject(missing);
    for (const person of [member.id, (await world.person('Zoe')).id, newId<'person'>()]) {
      expect(await world.try(addAssistant, owner, { workspace, engagement, person })).toMatchObject({
        refusal: { reason: 'not_an_assistant_here' },
      });
    }
    expect(
      await world.try(removeAssistant, owner, { workspace, engagement, person: member.id }),
    ).toMatchObject(missing);
  });

  test('everybody may leave; an owner who only oversees has nothing to leave', async () => {
    const { engagement, member } = await lumbre();
    await world.do(leaveEngagement, member, { workspace, engagement });
    expect((await nextRequestOf(world, member)).memberships).toEqual([]);
    expect(await world.try(leaveEngagement, owner, { workspace, engagement })).toMatchObject({
      refusal: { reason: 'owner_not_inside' },
    });
  });
});
