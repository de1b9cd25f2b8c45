import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { visitor, type Person } from '#kernel/actor.ts';
import { withReach, type Reach } from '#kernel/database/context.server.ts';
import { newId } from '#kernel/new-id.server.ts';
import { notifyOf } from '#kernel/notifier.server.ts';
import { mailsTo, nextRequestOf } from '../../../testing/places.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import { acceptInvitation } from './invitations.operations.server.ts';
import { placeNotifiers } from './places.mails.server.ts';
import {
  createWorkspace,
  endMembership,
  getWorkspace,
  inviteAssistant,
  leaveWorkspace,
  listPeopleOfPractice,
  updateWorkspace,
} from './workspaces.operations.server.ts';

const practice = {
  name: 'Ana Ruiz, asistencia',
  country: 'ES',
  timeZone: 'Europe/Madrid',
  language: 'es',
  currency: 'EUR',
} as const;

let world: World;
let ana: Person;
let carla: Person;
beforeAll(async () => {
  world = await makeWorld();
  [ana, carla] = await Promise.all([world.person('Ana'), world.person('Carla')]);
});
afterAll(() => world.drop());

async function ownPractice(owner: Person) {
  const { workspace } = await world.do(createWorkspace, owner, practice);
  return { workspace, owner: await nextRequestOf(world, owner) };
}

describe('making a practice', () => {
  test('makes its maker the owner', async () => {
    const { workspace, owner } = await ownPractice(ana);
    expect(owner.memberships).toMatchObject([{ workspace, role: 'owner', workspaceName: practice.name }]);
    expect(await world.do(getWorkspace, owner, { workspace })).toEqual(practice);
    const { people } = await world.do(listPeopleOfPractice, owner, { workspace });
    expect(people).toMatchObject([{ id: ana.id, role: 'owner', engagements: [] }]);
  });

  test('a retry with the same key makes one practice', async () => {
    const key = crypto.randomUUID();
    const outcomes = await Promise.all([1, 2].map(() => world.try(createWorkspace, carla, practice, key)));
    expect(outcomes[0]).toEqual(outcomes[1]);
    expect((await nextRequestOf(world, carla)).memberships).toHaveLength(1);
  });

  test('an id in the input is not looked at: nobody can take a practice that exists', async () => {
    const { workspace } = await ownPractice(ana);
    const taken = await world.do(createWorkspace, carla, { ...practice, workspace } as typeof practice);
    expect(taken.workspace).not.toBe(workspace);
  });

  test('each wrong field is told', async () => {
    const wrong = { name: ' ', country: 'XX', timeZone: 'Nowhere/City', language: 'fr', currency: 'DEM' };
    expect(await world.try(createWorkspace, ana, wrong as never)).toMatchObject({
      refusal: {
        fields: {
          name: 'required',
          country: 'invalid_country',
          timeZone: 'invalid_time_zone',
          language: 'invalid_language',
          currency: 'invalid_currency',
        },
      },
    });
  });

  test('visitors and tokens make none', async () => {
    const { session: _, ...same } = ana;
    const token = { ...same, kind: 'token', token: newId() } as const;
    expect(await world.try(createWorkspace, visitor, practice)).toMatchObject({
      refusal: { code: 'signed_out' },
    });
    expect(await world.try(createWorkspace, token, practice)).toMatchObject({
      refusal: { code: 'forbidden' },
    });
  });
});

test('owners change the settings of the practice, assistants do not', async () => {
  const { workspace, owner } = await ownPractice(ana);
  const assistant = await world.person('Iris');
  await world.joinWorkspace(workspace, assistant, 'assistant');
  const changed = { ...practice, name: 'Ruiz y Vega', currency: 'USD' };
  await world.do(updateWorkspace, owner, { workspace, ...changed });
  expect(await world.do(getWorkspace, assistant, { workspace })).toEqual(changed);
  expect(await world.try(updateWorkspace, assistant, { workspace, ...practice })).toMatchObject({
    refusal: { code: 'forbidden' },
  });
});

describe('the people of a practice', () => {
  test('an invited assistant joins and sees only what is theirs', async () => {
    const { workspace, owner } = await ownPractice(ana);
    await world.engagement(workspace, 'Lumbre');
    const iris = await world.person('Iris');
    const { secret } = await world.do(inviteAssistant, owner, {
      workspace,
      email: iris.email.toUpperCase(),
      role: 'assistant',
      language: 'en',
    });
    expect(await mailsTo(world, iris.email)).toMatchObject([
      {
        template: 'people.invitation',
        locale: 'en',
        facts: { secret, role: 'assistant', practice: practice.name, invitedBy: 'Ana', engagement: null },
      },
    ]);
    await world.do(acceptInvitation, iris, { workspace, secret });
    const assistant = await nextRequestOf(world, iris);
    expect(assistant.memberships).toMatchObject([{ workspace, role: 'assistant', engagements: [] }]);
    const { people, invitations } = await world.do(listPeopleOfPractice, assistant, { workspace });
    expect(people.map((one) => [one.name, one.role])).toEqual([
      ['Ana', 'owner'],
      ['Iris', 'assistant'],
    ]);
    expect(invitations).toEqual([]);
  });

  test('owners see who is invited; assistants and contacts can invite nobody', async () => {
    const { workspace, owner } = await ownPractice(ana);
    const engagement = await world.engagement(workspace);
    const [assistant, principal] = await Promise.all(['Iris', 'Bruno'].map(world.person));
    await world.joinWorkspace(workspace, assistant!, 'assistant');
    await world.joinEngagement(workspace, engagement, principal!, 'principal');
    const whom = { workspace, email: 'nueva@example.org', role: 'owner', language: 'es' } as const;
    for (const person of [assistant!, principal!]) {
      expect(await world.try(inviteAssistant, person, whom)).toMatchObject({
        refusal: { code: 'forbidden' },
      });
    }
    await world.do(inviteAssistant, owner, whom);
    const seen = await world.do(listPeopleOfPractice, owner, { workspace });
    expect(seen.invitations).toMatchObject([
      { email: 'nueva@example.org', role: 'owner', state: 'open', invitedBy: 'Ana' },
    ]);
    expect((await world.do(listPeopleOfPractice, assistant!, { workspace })).invitations).toEqual([]);
    expect(await world.try(listPeopleOfPractice, principal!, { workspace })).toMatchObject({
      refusal: { code: 'forbidden' },
    });
  });

  test('a contact of one of its clients is not invited to the practice', async () => {
    const { workspace, owner } = await ownPractice(ana);
    const engagement = await world.engagement(workspace);
    const bruno = await world.person('Bruno');
    await world.joinEngagement(workspace, engagement, bruno, 'principal');
    expect(
      await world.try(inviteAssistant, owner, {
        workspace,
        email: bruno.email,
        role: 'assistant',
        language: 'es',
      }),
    ).toMatchObject({ refusal: { reason: 'is_a_contact' } });
  });

  test('whoever is taken out loses access at once, also to the engagements they assisted in', async () => {
    const { workspace, owner } = await ownPractice(ana);
    const engagement = await world.engagement(workspace);
    const iris = await world.person('Iris');
    await world.joinWorkspace(workspace, iris, 'assistant');
    await world.joinEngagement(workspace, engagement, iris, 'assistant');
    await world.do(endMembership, owner, { workspace, person: iris.id });
    const former = await nextRequestOf(world, iris);
    expect(former.memberships).toEqual([]);
    expect(await world.try(getWorkspace, former, { workspace })).toMatchObject({
      refusal: { code: 'not_found' },
    });
    expect(await world.try(endMembership, owner, { workspace, person: iris.id })).toMatchObject({
      refusal: { code: 'not_found' },
    });
  });

  test('the last owner stays, also when two take each other out at once', async () => {
    const { workspace, owner } = await ownPractice(ana);
    expect(await world.try(endMembership, owner, { workspace, person: owner.id })).toMatchObject({
      refusal: { reason: 'last_owner' },
    });
    const other = await world.person('Olga');
    await world.joinWorkspace(workspace, other, 'owner');
    const outcomes = await Promise.all([
      world.try(endMembership, owner, { workspace, person: other.id }),
      world.try(endMembership, other, { workspace, person: owner.id }),
    ]);
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    const { rows } = await world.asOwner.query(
      "select 1 from workspace_members where workspace_id = $1 and role = 'owner' and until is null",
      [workspace],
    );
    expect(rows).toHaveLength(1);
  });

  test('an assistant leaves at once, and the owners are told; their name stays to be read', async () => {
    const { workspace, owner } = await ownPractice(ana);
    const engagement = await world.engagement(workspace);
    const [iris, bruno] = (await Promise.all(['Iris', 'Bruno'].map(world.person))) as [Person, Person];
    await world.joinWorkspace(workspace, iris, 'assistant');
    await world.joinEngagement(workspace, engagement, iris, 'assistant');
    await world.joinEngagement(workspace, engagement, bruno, 'principal');
    const key = crypto.randomUUID();
    const outcome = await world.try(leaveWorkspace, iris, { workspace }, key);
    expect(outcome).toEqual({ ok: true, value: {} });
    const former = await nextRequestOf(world, iris);
    expect(former.memberships).toEqual([]);
    expect(await world.try(leaveWorkspace, former, { workspace }, key), 'pressed again').toEqual(outcome);
    expect(await world.try(leaveWorkspace, former, { workspace })).toMatchObject({
      refusal: { code: 'not_found' },
    });
    const { rows } = await world.asOwner.query(
      "select event_id, facts from events where workspace_id = $1 and kind = 'people.left' and actor_id = $2",
      [workspace, iris.id],
    );
    expect(rows).toMatchObject([{ facts: { role: 'assistant' } }]);
    await notifyOf(world.db, placeNotifiers, world.clock.now, { workspace, event: rows[0].event_id });
    const told = (await mailsTo(world, owner.id)).filter(({ facts }) => facts.workspace === workspace);
    expect(told).toMatchObject([
      { template: 'people.left', facts: { practice: practice.name, name: 'Iris' } },
    ]);
    expect(await mailsTo(world, bruno.id)).toEqual([]);
    const readers: Reach[] = [
      { person: owner.id, workspace, engagements: 'all', side: 'practice' },
      { person: bruno.id, workspace, engagements: [engagement], side: 'client' },
    ];
    for (const reach of readers) {
      const names = await withReach(world.db, reach, (tx) =>
        tx.selectFrom('people').select('name').where('id', '=', iris.id).execute(),
      );
      expect(names, 'the history keeps the name').toEqual([{ name: 'Iris' }]);
    }
  });

  test('a contact does not leave a practice, and nobody changes more than their own end by leaving', async () => {
    const { workspace } = await ownPractice(ana);
    const engagement = await world.engagement(workspace);
    const [iris, bruno] = (await Promise.all(['Iris', 'Bruno'].map(world.person))) as [Person, Person];
    await world.joinWorkspace(workspace, iris, 'assistant');
    await world.joinEngagement(workspace, engagement, bruno, 'principal');
    expect(await world.try(leaveWorkspace, bruno, { workspace })).toMatchObject({
      refusal: { code: 'forbidden' },
    });
    const asIris: Reach = { person: iris.id, workspace, engagements: [], side: 'practice' };
    const raised = withReach(world.db, asIris, (tx) =>
      tx.updateTable('workspace_members').set({ role: 'owner' }).where('person_id', '=', iris.id).execute(),
    );
    await expect(raised).rejects.toThrow(/row-level security/);
  });

  test('the last owner can’t leave, also when two leave at once', async () => {
    const { workspace, owner } = await ownPractice(ana);
    expect(await world.try(leaveWorkspace, owner, { workspace })).toMatchObject({
      refusal: { reason: 'last_owner' },
    });
    const other = await world.person('Olga');
    await world.joinWorkspace(workspace, other, 'owner');
    const outcomes = await Promise.all(
      [owner, other].map((person) => world.try(leaveWorkspace, person, { workspace })),
    );
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(outcomes.find((outcome) => !outcome.ok)).toMatchObject({ refusal: { reason: 'last_owner' } });
  });
});
