import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { visitor, type Person } from '#kernel/actor.ts';
import type { WorkspaceId } from '#kernel/id.ts';
import { deliverMail, type Post } from '#kernel/mail/deliver.server.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import { getInvitation } from './invitations.operations.server.ts';
import { placeMails } from './places.mails.server.ts';
import { inviteAssistant } from './workspaces.operations.server.ts';

let world: World;
let owner: Person;
let workspace: WorkspaceId;
beforeAll(async () => {
  world = await makeWorld();
  // It runs out two weeks later, when it is the 9th in Madrid and still the 8th in Los Angeles.
  world.clock.now = Temporal.Instant.from('2026-11-25T00:30:00Z');
  owner = await world.person('Ana');
  workspace = await world.workspace(owner);
});
afterAll(() => world.drop());

test('an invitation names its last day in the zone of the account behind the address', async () => {
  const iris = await world.person('Iris');
  await world.asOwner.query(`update people set time_zone = 'America/Los_Angeles' where id = $1`, [iris.id]);
  const { mail } = await invited(iris.email);
  expect(mail).toContain('8 dic 2026');
  expect(mail, 'nothing else of the account').not.toContain('Iris');
});

test('without an account, it is the day of the practice, which the page of the link gives too', async () => {
  const { mail, secret } = await invited('nobody.yet@example.org');
  expect(mail).toContain('9 dic 2026');
  const { timeZone } = await world.do(getInvitation, visitor, { workspace, secret });
  expect(timeZone).toBe('Europe/Madrid');
});

test('an account whose address nobody has confirmed does not count', async () => {
  const iris = await world.person('Iris');
  await world.asOwner.query(
    `update people set time_zone = 'America/Los_Angeles', email_verified = false where id = $1`,
    [iris.id],
  );
  expect((await invited(iris.email)).mail).toContain('9 dic 2026');
});

/** Invites an address and gives the mail as it leaves. */
async function invited(email: string): Promise<{ mail: string; secret: string }> {
  const { secret } = await world.do(inviteAssistant, owner, {
    ...{ workspace, email },
    ...{ role: 'assistant' as const, language: 'es' as const },
  });
  let mail = '';
  const transport = createTransport({ jsonTransport: true });
  transport.use('compile', ({ data }, done) => {
    mail = String(data.text);
    done();
  });
  const post: Post = {
    ...{ db: world.db, templates: placeMails, transport, now: () => world.clock.now },
    ...{ origin: 'https://delega.example', from: 'delega@delega.example', replies: null },
  };
  const { rows } = await world.asOwner.query('select id from mails where address = $1', [email]);
  await deliverMail(post, rows[0].id, { number: 1, isLast: false });
  return { mail, secret };
}
