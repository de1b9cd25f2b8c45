import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { visitor, type Person } from '#kernel/actor.ts';
import type { EngagementId, WorkspaceId } from '#kernel/id.ts';
import {
  acceptInvitation,
  acceptInvitationToMe,
  declineInvitationToMe,
  getInvitation,
  inviteAssistant,
  listInvitationsToMe,
  withdrawInvitation,
} from '#rooms/people/index.server.ts';
import { nextRequestOf } from '../../testing/places.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import { archiveEngagement, inviteContact } from './engagements.operations.server.ts';

let world: World;
let owner: Person;
let bruno: Person;
let workspace: WorkspaceId;
let engagement: EngagementId;

beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());
beforeEach(async () => {
  world.clock.now = Temporal.Instant.from('2026-11-24T15:00:00Z');
  [owner, bruno] = (await Promise.all(['Ana', 'Bruno'].map(world.person))) as [Person, Person];
  workspace = await world.workspace(owner, 'Ana Ruiz');
  engagement = await world.engagement(workspace, 'Estudio Lumbre');
});

const inviteBruno = () =>
  world.do(inviteContact, owner, {
    ...{ workspace, engagement },
    ...{ email: bruno.email, role: 'principal', language: 'es' },
  });
const waitingFor = async (person: Person) => (await world.do(listInvitationsToMe, person, {})).invitations;

test('somebody finds the invitations to their address, of every practice, by name', async () => {
  const zoe = await world.person('Zoe');
  const elsewhere = await world.workspace(zoe, 'Casa Norte');
  await inviteBruno();
  await world.do(inviteAssistant, zoe, {
    ...{ workspace: elsewhere, email: bruno.email, role: 'assistant', language: 'es' },
  });
  expect(await waitingFor(bruno)).toMatchObject([
    { practice: 'Casa Norte', engagementName: null, invitedBy: 'Zoe', role: 'assistant' },
    { practice: 'Ana Ruiz', engagementName: 'Estudio Lumbre', invitedBy: 'Ana', role: 'principal' },
  ]);
  expect(await waitingFor({ ...bruno, email: bruno.email.toUpperCase() })).toHaveLength(2);
});

test('they accept one without its link, once, and its link opens no second time', async () => {
  const { invitation, secret } = await inviteBruno();
  const first = await world.do(acceptInvitationToMe, bruno, { workspace, invitation });
  expect(first).toEqual({ workspace, engagement, role: 'principal' });
  expect(await world.do(acceptInvitationToMe, bruno, { workspace, invitation })).toEqual(first);
  expect(await world.do(acceptInvitation, bruno, { workspace, secret })).toEqual(first);
  expect((await nextRequestOf(world, bruno)).memberships).toMatchObject([
    { workspace, role: null, engagements: [{ engagement, role: 'principal' }] },
  ]);
  expect(await waitingFor(bruno)).toEqual([]);
});

test('an invitation to the practice makes somebody one of it', async () => {
  const { invitation } = await world.do(inviteAssistant, owner, {
    ...{ workspace, email: bruno.email, role: 'assistant', language: 'es' },
  });
  await world.do(acceptInvitationToMe, bruno, { workspace, invitation });
  expect((await nextRequestOf(world, bruno)).memberships).toMatchObject([{ workspace, role: 'assistant' }]);
});

test('to anybody else it does not exist, and a visitor has to sign in first', async () => {
  const { invitation } = await inviteBruno();
  const marta = await world.person('Marta');
  expect(await waitingFor(marta)).toEqual([]);
  expect(await world.try(acceptInvitationToMe, marta, { workspace, invitation })).toMatchObject({
    refusal: { code: 'not_found' },
  });
  for (const tried of [
    await world.try(listInvitationsToMe, visitor, {}),
    await world.try(acceptInvitationToMe, visitor, { workspace, invitation }),
  ])
    expect(tried).toMatchObject({ refusal: { code: 'signed_out' } });
});

test('whoever made the account without showing that the address is theirs finds nothing', async () => {
  const { invitation } = await inviteBruno();
  await world.asOwner.query('update people set email_verified = false where id = $1', [bruno.id]);
  expect(await waitingFor(bruno)).toEqual([]);
  expect(await world.try(acceptInvitationToMe, bruno, { workspace, invitation })).toMatchObject({
    refusal: { reason: 'address_not_verified' },
  });
});

test('what can’t be accepted any more is not shown', async () => {
  await inviteBruno();
  world.clock.now = world.clock.now.add({ hours: 24 * 14 });
  expect(await waitingFor(bruno), 'expired').toEqual([]);

  const { invitation } = await inviteBruno();
  expect(await waitingFor(bruno)).toHaveLength(1);
  await world.do(archiveEngagement, owner, { workspace, engagement });
  expect(await waitingFor(bruno), 'archived').toEqual([]);

  const other = await world.engagement(workspace, 'Taller Sur');
  const inOther = await world.do(inviteContact, owner, {
    ...{ workspace, engagement: other },
    ...{ email: bruno.email, role: 'member', language: 'es' },
  });
  await world.do(withdrawInvitation, owner, { workspace, invitation: inOther.invitation });
  expect(await waitingFor(bruno), 'withdrawn').toEqual([]);
  expect(await world.try(acceptInvitationToMe, bruno, { workspace, invitation })).toMatchObject({
    refusal: { reason: 'engagement_archived' },
  });
});

test('whoever joined the practice meanwhile is not asked to be its client', async () => {
  await inviteBruno();
  await world.joinWorkspace(workspace, bruno, 'assistant');
  expect(await waitingFor(bruno)).toEqual([]);
});

describe('declining', () => {
  test('it is not shown any more, can’t be accepted, and a second time is the same as once', async () => {
    const { invitation, secret } = await inviteBruno();
    const decline = () => world.do(declineInvitationToMe, bruno, { workspace, invitation });
    await Promise.all([decline(), decline()]);
    await decline();
    expect(await waitingFor(bruno)).toEqual([]);
    expect(await world.do(getInvitation, bruno, { workspace, secret })).toMatchObject({ state: 'declined' });
    expect(await world.try(acceptInvitationToMe, bruno, { workspace, invitation })).toMatchObject({
      refusal: { reason: 'invitation_declined' },
    });
    const { rows } = await world.asOwner.query(
      "select count(*)::int as n from events where workspace_id = $1 and kind = 'people.invitationDeclined'",
      [workspace],
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  test('nobody else can, nor whoever has not shown that the address is theirs', async () => {
    const { invitation } = await inviteBruno();
    const marta = await world.person('Marta');
    expect(await world.try(declineInvitationToMe, marta, { workspace, invitation })).toMatchObject({
      refusal: { code: 'not_found' },
    });
    expect(await world.try(declineInvitationToMe, visitor, { workspace, invitation })).toMatchObject({
      refusal: { code: 'signed_out' },
    });
    await world.asOwner.query('update people set email_verified = false where id = $1', [bruno.id]);
    expect(await world.try(declineInvitationToMe, bruno, { workspace, invitation })).toMatchObject({
      refusal: { reason: 'address_not_verified' },
    });
    await world.asOwner.query('update people set email_verified = true where id = $1', [bruno.id]);
    expect(await waitingFor(bruno)).toHaveLength(1);
  });

  test('what is accepted, withdrawn or expired can’t be declined', async () => {
    const withdrawn = await inviteBruno();
    await world.do(withdrawInvitation, owner, { workspace, invitation: withdrawn.invitation });
    const expired = await inviteBruno();
    world.clock.now = world.clock.now.add({ hours: 24 * 14 });
    const accepted = await inviteBruno();
    await world.do(acceptInvitationToMe, bruno, { workspace, invitation: accepted.invitation });
    for (const [{ invitation }, reason] of [
      // The one that had expired gave way to the next.
      [expired, 'invitation_withdrawn'],
      [withdrawn, 'invitation_withdrawn'],
      [accepted, 'invitation_used'],
    ] as const) {
      expect(await world.try(declineInvitationToMe, bruno, { workspace, invitation })).toMatchObject({
        refusal: { reason },
      });
    }
  });
});
