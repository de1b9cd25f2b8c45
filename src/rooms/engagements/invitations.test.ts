import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { visitor, type Person } from '#kernel/actor.ts';
import type { EngagementId, WorkspaceId } from '#kernel/id.ts';
import { newId } from '#kernel/new-id.server.ts';
import { notifyOf } from '#kernel/notifier.server.ts';
import { newSecret } from '#kernel/secret.server.ts';
import {
  acceptInvitation,
  declineInvitation,
  getInvitation,
  getInvitedAddress,
  placeNotifiers,
  resendInvitation,
  withdrawInvitation,
} from '#rooms/people/index.server.ts';
import { mailsTo, nextRequestOf } from '../../testing/places.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import { archiveEngagement, getEngagement, inviteContact } from './engagements.operations.server.ts';

let world: World;
let owner: Person;
let assistant: Person;
let bruno: Person;
let workspace: WorkspaceId;
let engagement: EngagementId;

beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.drop());
beforeEach(async () => {
  world.clock.now = Temporal.Instant.from('2026-11-24T15:00:00Z');
  const people = await Promise.all(['Ana', 'Iris', 'Bruno'].map(world.person));
  [owner, assistant, bruno] = people as [Person, Person, Person];
  workspace = await world.workspace(owner, 'Ana Ruiz');
  engagement = await world.engagement(workspace, 'Estudio Lumbre');
  await world.joinWorkspace(workspace, assistant, 'assistant');
  await world.joinEngagement(workspace, engagement, assistant, 'assistant');
});

const days = (count: number) => {
  world.clock.now = world.clock.now.add({ hours: 24 * count });
};
const inviteBruno = (by: Person = assistant) =>
  world.do(inviteContact, by, {
    workspace,
    engagement,
    email: bruno.email,
    role: 'principal',
    language: 'es',
  });

describe('what the link shows', () => {
  test('to a visitor: from whom, to where, how it stands, and the address masked', async () => {
    const { secret } = await inviteBruno();
    expect(await world.do(getInvitation, visitor, { workspace, secret })).toMatchObject({
      state: 'open',
      role: 'principal',
      practice: 'Ana Ruiz',
      engagementName: 'Estudio Lumbre',
      invitedBy: 'Iris',
      address: expect.stringMatching(/^b•••@example\.org$/),
      isForReader: false,
    });
  });

  test('to the invited person: their own address, in full', async () => {
    const { secret } = await inviteBruno();
    expect(await world.do(getInvitation, bruno, { workspace, secret })).toMatchObject({
      address: bruno.email,
      isForReader: true,
    });
  });

  test("where the practice's page stands, once it is published", async () => {
    const { secret } = await inviteBruno();
    const pageAddress = async () =>
      (await world.do(getInvitation, visitor, { workspace, secret })).pageAddress;
    await world.asOwner.query(
      `insert into practice_pages (workspace_id, address, name, time_zone, spoken, tools, work_days, changed_at)
      values ($1, 'ana-ruiz', 'Ana Ruiz', 'Europe/Madrid', '{}', '{}', '{1}', '2026-01-01T00:00:00Z')`,
      [workspace],
    );
    expect(await pageAddress()).toBeNull();
    await world.asOwner.query('update practice_pages set published_at = changed_at where workspace_id = $1', [
      workspace,
    ]);
    expect(await pageAddress()).toBe('ana-ruiz');
  });

  test('nothing to whoever has another secret, or the secret with another practice', async () => {
    const { secret } = await inviteBruno();
    const elsewhere = await world.workspace(await world.person('Zoe'));
    for (const input of [
      { workspace, secret: newSecret() },
      { workspace: elsewhere, secret },
      { workspace: newId<'workspace'>(), secret },
    ]) {
      expect(await world.try(getInvitation, bruno, input)).toMatchObject({ refusal: { code: 'not_found' } });
      expect(await world.try(getInvitedAddress, visitor, input)).toMatchObject({
        refusal: { code: 'not_found' },
      });
      expect(await world.try(acceptInvitation, bruno, input)).toMatchObject({
        refusal: { code: 'not_found' },
      });
    }
  });

  test('the address for the sign-up form, to whoever holds the link', async () => {
    const { secret } = await inviteBruno();
    expect(await world.do(getInvitedAddress, visitor, { workspace, secret })).toEqual({ email: bruno.email });
  });
});

describe('accepting', () => {
  test('the invited person joins in the invited role, and sees that engagement only', async () => {
    await world.engagement(workspace, 'Otra');
    const { secret } = await inviteBruno();
    expect(await world.do(acceptInvitation, bruno, { workspace, secret })).toEqual({
      workspace,
      engagement,
      role: 'principal',
    });
    expect((await nextRequestOf(world, bruno)).memberships).toMatchObject([
      { workspace, role: null, engagements: [{ engagement, role: 'principal' }] },
    ]);
  });

  test('a second time is the same as once, and nobody else can use the link', async () => {
    const { secret } = await inviteBruno();
    const first = await world.do(acceptInvitation, bruno, { workspace, secret });
    expect(await world.do(acceptInvitation, bruno, { workspace, secret })).toEqual(first);
    expect(await world.do(getInvitation, bruno, { workspace, secret })).toMatchObject({
      state: 'accepted',
      isAcceptedByReader: true,
    });
    const twin = { ...(await world.person('Bruna')), email: bruno.email };
    expect(await world.try(acceptInvitation, twin, { workspace, secret })).toMatchObject({
      refusal: { reason: 'invitation_used' },
    });
  });

  test('a used link does not bring back whoever was taken out since', async () => {
    const { secret } = await inviteBruno();
    await world.do(acceptInvitation, bruno, { workspace, secret });
    await world.asOwner.query('update engagement_members set until = now() where person_id = $1', [bruno.id]);
    expect(await world.try(acceptInvitation, bruno, { workspace, secret })).toMatchObject({
      refusal: { reason: 'invitation_used' },
    });
  });

  test('two presses at once join once', async () => {
    const { secret } = await inviteBruno();
    const outcomes = await Promise.all(
      [1, 2].map(() => world.try(acceptInvitation, bruno, { workspace, secret })),
    );
    expect(outcomes.every((outcome) => outcome.ok)).toBe(true);
    expect(await acceptances()).toBe(1);
  });

  test('somebody with another address is refused, and nothing changes', async () => {
    const { secret } = await inviteBruno();
    const other = await world.person('Marta');
    expect(await world.try(acceptInvitation, other, { workspace, secret })).toMatchObject({
      refusal: { reason: 'invitation_for_another_address' },
    });
    expect((await nextRequestOf(world, other)).memberships).toEqual([]);
  });

  test('an address that was not verified is refused', async () => {
    const { secret } = await inviteBruno();
    await world.asOwner.query('update people set email_verified = false where id = $1', [bruno.id]);
    expect(await world.try(acceptInvitation, bruno, { workspace, secret })).toMatchObject({
      refusal: { reason: 'address_not_verified' },
    });
  });

  test('a visitor has to sign in first', async () => {
    const { secret } = await inviteBruno();
    expect(await world.try(acceptInvitation, visitor, { workspace, secret })).toMatchObject({
      refusal: { code: 'signed_out' },
    });
  });

  test('an archived engagement takes nobody in', async () => {
    const { secret } = await inviteBruno();
    await world.do(archiveEngagement, owner, { workspace, engagement });
    expect(await world.try(acceptInvitation, bruno, { workspace, secret })).toMatchObject({
      refusal: { reason: 'engagement_archived' },
    });
  });

  test('whoever invited is told, once', async () => {
    const { secret } = await inviteBruno();
    await world.do(acceptInvitation, bruno, { workspace, secret });
    const { rows } = await world.asOwner.query(
      "select event_id from events where workspace_id = $1 and kind = 'people.invitationAccepted'",
      [workspace],
    );
    for (const _ of [1, 2]) {
      await notifyOf(world.db, placeNotifiers, world.clock.now, { workspace, event: rows[0].event_id });
    }
    expect(await mailsTo(world, assistant.id)).toMatchObject([
      {
        template: 'people.invitation_accepted',
        facts: { name: 'Bruno', place: 'Estudio Lumbre', engagement },
      },
    ]);
  });

  test('whoever invited and has left since is told nothing', async () => {
    const { secret } = await inviteBruno();
    await world.do(acceptInvitation, bruno, { workspace, secret });
    await world.asOwner.query('update workspace_members set until = now() where person_id = $1', [
      assistant.id,
    ]);
    await world.asOwner.query('update engagement_members set until = now() where person_id = $1', [
      assistant.id,
    ]);
    const { rows } = await world.asOwner.query(
      "select event_id from events where workspace_id = $1 and kind = 'people.invitationAccepted'",
      [workspace],
    );
    await notifyOf(world.db, placeNotifiers, world.clock.now, { workspace, event: rows[0].event_id });
    expect(await mailsTo(world, assistant.id)).toEqual([]);
  });
});

describe('declining', () => {
  const brunosNo = (secret: string) =>
    world.do(declineInvitation, visitor, { workspace, secret, email: ` ${bruno.email.toUpperCase()}` });

  test('whoever types the invited address declines without an account, and whoever invited is told, once', async () => {
    const { secret } = await inviteBruno();
    expect(
      await world.try(declineInvitation, visitor, { workspace, secret, email: 'otra@example.org' }),
    ).toMatchObject({ refusal: { fields: { email: 'not_the_invited_address' } } });
    expect(await world.do(getInvitation, visitor, { workspace, secret })).toMatchObject({ state: 'open' });
    await brunosNo(secret);
    await brunosNo(secret);
    expect(await world.do(getInvitation, visitor, { workspace, secret })).toMatchObject({
      state: 'declined',
    });
    const { rows } = await world.asOwner.query(
      "select event_id from events where workspace_id = $1 and kind = 'people.invitationDeclined'",
      [workspace],
    );
    expect(rows).toHaveLength(1);
    for (const _ of [1, 2]) {
      await notifyOf(world.db, placeNotifiers, world.clock.now, { workspace, event: rows[0].event_id });
    }
    expect(await mailsTo(world, assistant.id)).toMatchObject([
      {
        template: 'people.invitation_declined',
        facts: { email: bruno.email, name: '', place: 'Estudio Lumbre', engagement },
      },
    ]);
  });

  test('whoever invited sees it, and sends it again or invites anew', async () => {
    const { invitation, secret } = await inviteBruno();
    await brunosNo(secret);
    const listed = async () =>
      (await world.do(getEngagement, assistant, { workspace, engagement })).invitations;
    expect(await listed()).toMatchObject([
      { id: invitation, state: 'declined', declinedAt: '2026-11-24T15:00:00Z' },
    ]);
    days(1);
    const again = await world.do(resendInvitation, assistant, { workspace, invitation });
    expect(await listed()).toMatchObject([{ id: invitation, state: 'open', declinedAt: null }]);
    await brunosNo(again.secret);
    const anew = await inviteBruno();
    expect(await listed()).toMatchObject([{ id: anew.invitation, state: 'open' }]);
    await world.do(acceptInvitation, bruno, { workspace, secret: anew.secret });
  });
});

describe('the end of an invitation', () => {
  test('after fourteen days it has expired, and sending it again opens it under a new link', async () => {
    const { invitation, secret } = await inviteBruno();
    days(14);
    expect(await world.do(getInvitation, visitor, { workspace, secret })).toMatchObject({ state: 'expired' });
    expect(await world.try(acceptInvitation, bruno, { workspace, secret })).toMatchObject({
      refusal: { reason: 'invitation_expired' },
    });
    const again = await world.do(resendInvitation, owner, { workspace, invitation });
    expect(await world.try(getInvitation, visitor, { workspace, secret })).toMatchObject({
      refusal: { code: 'not_found' },
    });
    await world.do(acceptInvitation, bruno, { workspace, secret: again.secret });
    expect(await mailsTo(world, bruno.email)).toHaveLength(2);
  });

  test('it is not mailed twice within five minutes', async () => {
    const { invitation } = await inviteBruno();
    expect(await world.try(resendInvitation, assistant, { workspace, invitation })).toMatchObject({
      refusal: { reason: 'mailed_just_now' },
    });
  });

  test('a withdrawn invitation can’t be accepted nor sent again', async () => {
    const { invitation, secret } = await inviteBruno();
    await world.do(withdrawInvitation, assistant, { workspace, invitation });
    await world.do(withdrawInvitation, assistant, { workspace, invitation });
    expect(await world.try(acceptInvitation, bruno, { workspace, secret })).toMatchObject({
      refusal: { reason: 'invitation_withdrawn' },
    });
    days(1);
    expect(await world.try(resendInvitation, assistant, { workspace, invitation })).toMatchObject({
      refusal: { reason: 'invitation_withdrawn' },
    });
  });

  test('an accepted one can’t be withdrawn', async () => {
    const { invitation, secret } = await inviteBruno();
    await world.do(acceptInvitation, bruno, { workspace, secret });
    expect(await world.try(withdrawInvitation, owner, { workspace, invitation })).toMatchObject({
      refusal: { reason: 'invitation_used' },
    });
  });

  test('members and people of other engagements can’t touch it; for the latter it does not exist', async () => {
    const { invitation } = await inviteBruno();
    const other = await world.engagement(workspace, 'Otra');
    const [member, stranger] = await Promise.all(['Marta', 'Zoe'].map(world.person));
    await world.joinEngagement(workspace, engagement, member!, 'member');
    await world.joinEngagement(workspace, other, stranger!, 'principal');
    for (const operation of [withdrawInvitation, resendInvitation]) {
      expect(await world.try(operation, member!, { workspace, invitation })).toMatchObject({
        refusal: { code: 'forbidden' },
      });
      const theirs = await world.try(operation, stranger!, { workspace, invitation });
      expect(theirs).toEqual(await world.try(operation, stranger!, { workspace, invitation: newId() }));
      expect(theirs).toMatchObject({ refusal: { code: 'not_found' } });
    }
  });
});

async function acceptances(): Promise<number> {
  const { rows } = await world.asOwner.query(
    "select count(*)::int as n from events where workspace_id = $1 and kind = 'people.invitationAccepted'",
    [workspace],
  );
  return rows[0].n;
}
