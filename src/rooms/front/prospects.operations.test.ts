import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { visitor, type Person } from '#kernel/actor.ts';
import { withReach } from '#kernel/database/context.server.ts';
import type { WorkspaceId } from '#kernel/id.ts';
import { deliverMail, type Post } from '#kernel/mail/deliver.server.ts';
import { forgetMailsAbout } from '#kernel/mail/store.server.ts';
import { newId } from '#kernel/new-id.server.ts';
import { notifyOf } from '#kernel/notifier.server.ts';
import { hashOf, newSecret } from '#kernel/secret.server.ts';
import { everythingAt } from '#rooms/readiness/factories.ts';
import { WEIGHT_PRESETS, assess } from '#rooms/readiness/rules.ts';
import { copyToShare } from '#rooms/readiness/sharing.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import * as pages from './page.operations.server.ts';
import { emptyEdition } from './practice-page.ts';
import { carryAnswers, frontMails, frontNotifiers } from './prospects.mails.server.ts';
import * as ops from './prospects.operations.server.ts';

let world: World;
let ana: Person;
let sol: Person;
let zoe: Person;
let workspace: WorkspaceId;

beforeAll(async () => {
  world = await makeWorld();
  [ana, sol, zoe] = await Promise.all([world.person('Ana'), world.person('Sol'), world.person('Zoe')]);
  workspace = await world.workspace(ana);
  await world.workspace(zoe);
  await world.joinWorkspace(workspace, sol, 'assistant');
  await world.do(pages.savePracticePage, ana, {
    ...{
      workspace,
      address: 'ana-rios',
      name: 'Ana Ríos',
      timeZone: 'Europe/Madrid',
      spoken: ['es'],
      tools: [],
    },
    ...{ workDays: [], workFrom: null, workUntil: null, freeFrom: null, language: 'es' },
    edition: { ...emptyEdition, headline: 'Agenda', about: 'Y facturas' },
  });
  await world.do(pages.publishPracticePage, ana, { workspace });
});
afterAll(() => world.drop());

const request = (over: object = {}) => ({
  ...{ address: 'ana-rios', secret: newSecret(), name: 'Bruno Vega', email: 'bruno@example.org' },
  ...{ language: 'es' as const, wish: 'talk' as const, message: 'Quiero soltar la agenda', shared: null },
  ...over,
});
const ask = async (over: object = {}) => {
  const asked = request(over);
  await world.do(ops.askPractice, visitor, asked);
  return { secret: asked.secret, prospect: (await list()).prospects[0]!.id };
};
const list = (part: 'open' | 'won' | 'closed' = 'open') =>
  world.do(ops.listProspects, ana, { workspace, part });
const rows = async (sql: string, ...values: unknown[]) => (await world.asOwner.query(sql, values)).rows;

describe('asking a practice', () => {
  test('reaches its owners once, however often the form is sent', async () => {
    const { secret, prospect } = await ask();
    await world.do(ops.askPractice, visitor, request({ secret }));
    expect((await list()).prospects).toMatchObject([{ name: 'Bruno Vega', state: 'new', verdict: null }]);
    const [event] = await rows(`select event_id from events where kind = 'front.prospectAsked'`);
    for (let time = 0; time < 2; time++)
      await notifyOf(world.db, frontNotifiers, world.clock.now, { workspace, event: event.event_id });
    const mails = await rows(
      `select template, person_id, address from mails where about = $1 order by template`,
      prospect,
    );
    expect(mails).toEqual([
      { template: 'front.asked', person_id: null, address: 'bruno@example.org' },
      { template: 'front.prospect', person_id: ana.id, address: null },
    ]);
  });

  test('is for practices with a published page', async () => {
    expect(await world.try(ops.askPractice, visitor, request({ address: 'nadie' }))).toMatchObject({
      refusal: { code: 'not_found' },
    });
    await world.do(pages.withdrawPracticePage, ana, { workspace });
    expect(await world.try(ops.askPractice, visitor, request())).toMatchObject({
      refusal: { code: 'not_found' },
    });
    await world.do(pages.publishPracticePage, ana, { workspace });
  });

  test('says at its field what is missing', async () => {
    expect(
      await world.try(ops.askPractice, visitor, {
        ...request({ name: ' ', email: 'x' }),
        wish: '' as 'talk',
      }),
    ).toMatchObject({
      refusal: { fields: { name: 'required', email: 'invalid_email', wish: 'required' } },
    });
  });

  test('writes into the log of the practice that somebody asked, and nothing else', async () => {
    const { secret } = await ask();
    const event = {
      ...{ workspace_id: workspace, event_id: newId(), actor_kind: 'visitor', kind: 'people.left' },
      ...{ at: world.clock.now.toString(), facts: '{}' },
    };
    const written = withReach(world.db, { secret: hashOf(secret) }, (tx) =>
      tx.insertInto('events').values(event).execute(),
    );
    await expect(written).rejects.toThrow(/row-level security/);
  });

  test('is read by its link, and nobody else’s business', async () => {
    const { secret, prospect } = await ask();
    expect(await world.do(ops.readAsked, visitor, { secret })).toMatchObject({
      name: 'Bruno Vega',
      practice: 'Ana Ríos',
    });
    expect(await world.try(ops.readAsked, visitor, { secret: newSecret() })).toMatchObject({
      refusal: { code: 'not_found' },
    });
    expect(await world.try(ops.getProspect, sol, { workspace, prospect })).toMatchObject({
      refusal: { code: 'forbidden' },
    });
    expect(await world.try(ops.getProspect, zoe, { workspace, prospect })).toMatchObject({
      refusal: { code: 'not_found' },
    });
  });
});

describe('a prospect', () => {
  test('is moved along, lost with a reason, and talked to again', async () => {
    const { prospect } = await ask();
    const move = (to: 'talking' | 'proposed' | 'lost' | 'unfit', why: 'price' | null = null) =>
      world.try(ops.moveProspect, ana, { workspace, prospect, to, why });
    await move('talking');
    await move('proposed');
    expect(await move('lost')).toMatchObject({ refusal: { fields: { why: 'required' } } });
    await move('lost', 'price');
    expect((await list('closed')).prospects).toMatchObject([{ id: prospect, lostWhy: 'price' }]);
    expect(await move('proposed')).toMatchObject({ refusal: { reason: 'not_in_this_state' } });
    expect((await move('talking')).ok).toBe(true);
    expect(await world.do(ops.getProspect, ana, { workspace, prospect })).toMatchObject({
      state: 'talking',
      lostWhy: null,
    });
  });

  test('becomes a client with an engagement and an invitation in one step', async () => {
    const { prospect } = await ask({ email: 'nueva@example.org' });
    const made = await world.do(ops.winProspect, ana, { workspace, prospect, client: 'Estudio Vega' });
    expect(made.invitation).not.toBe(null);
    expect(
      await rows('select email, role from invitations where engagement_id = $1', made.engagement),
    ).toEqual([{ email: 'nueva@example.org', role: 'principal' }]);
    expect((await list('won')).prospects).toMatchObject([{ id: prospect, engagement: made.engagement }]);
    expect(await world.try(ops.winProspect, ana, { workspace, prospect, client: 'Otra vez' })).toMatchObject({
      refusal: { reason: 'not_in_this_state' },
    });
  });

  test('takes along what they shared, once they are there to see it, and only once', async () => {
    const answers = everythingAt(4);
    const result = assess(answers, { form: 'full', weights: WEIGHT_PRESETS.recommended });
    const shared = {
      ...{ form: 'full' as const, edition: 1, finishedAt: '2026-11-20T10:00:00Z' },
      ...copyToShare(result, answers, 'answers'),
    };
    const bruno = await world.person('Bruno');
    const { prospect } = await ask({ email: bruno.email, shared });
    expect((await list()).prospects[0]).toMatchObject({ verdict: 'ready' });
    const { engagement } = await world.do(ops.winProspect, ana, { workspace, prospect, client: 'Vega' });
    const accepted = {
      ...{ id: newId(), workspace, brief: null, at: world.clock.now.toString(), facts: {} },
      ...{ engagement, by: bruno.id, kind: 'people.invitationAccepted' },
    };
    const carry = () =>
      withReach(world.db, { workspace, engagements: 'all', side: 'practice', power: 'system' }, (tx) =>
        carryAnswers(tx, accepted),
      );
    await carry();
    await carry();
    expect(await rows('select shared_by, what from shared_assessments')).toEqual([
      { shared_by: bruno.id, what: 'answers' },
    ]);
  });

  test('is noted about, and a note can be removed', async () => {
    const { prospect } = await ask();
    const { note } = await world.do(ops.noteProspect, ana, { workspace, prospect, text: 'Llamar el lunes' });
    expect((await world.do(ops.getProspect, ana, { workspace, prospect })).notes).toMatchObject([
      { id: note, by: ana.name, text: 'Llamar el lunes' },
    ]);
    await world.do(ops.removeProspectNote, ana, { workspace, prospect, note });
    expect((await world.do(ops.getProspect, ana, { workspace, prospect })).notes).toEqual([]);
  });
});

test('a program that presses the buttons of mailed links erases nothing', async () => {
  const { secret } = await ask();
  expect(await world.try(ops.eraseAsked, visitor, { secret, email: 'otra@example.org' })).toMatchObject({
    refusal: { fields: { email: 'not_the_asking_address' } },
  });
  expect((await world.try(ops.readAsked, visitor, { secret })).ok).toBe(true);
});

test('whoever is erased leaves no trace in any table', async () => {
  const canary = 'Zacarías Quimera';
  const texts = { name: canary, email: 'quimera@example.org', message: `Soy ${canary}` };
  // Also once their mails are sent, when only the address is kept of them.
  for (const by of ['the link', 'the practice']) {
    const { secret, prospect } = await ask(texts);
    await world.do(ops.noteProspect, ana, { workspace, prospect, text: `${canary} llama` });
    await world.do(ops.moveProspect, ana, { workspace, prospect, to: 'talking' });
    const asked = await rows(
      `select event_id from events where kind = 'front.prospectAsked' and facts ->> 'prospect' = $1`,
      prospect,
    );
    await notifyOf(world.db, frontNotifiers, world.clock.now, { workspace, event: asked[0].event_id });
    await sendMailsAbout(prospect);
    expect(await tracesOf(/quimera/i), 'before').toContain('public.mails');
    if (by === 'the link') await world.do(ops.eraseAsked, visitor, { secret, email: texts.email });
    else await world.do(ops.eraseProspect, ana, { workspace, prospect });
    // What the job does that the erasure has ordered.
    const ordered = await rows(
      `select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where t.identifier = 'forget_mails'`,
    );
    expect(ordered).toContainEqual({ payload: { about: prospect } });
    await forgetMailsAbout(world.db, prospect);
    expect(await tracesOf(/quimera/i), by).toEqual([]);
  }
});

async function sendMailsAbout(prospect: string): Promise<void> {
  const post: Post = {
    ...{
      db: world.db,
      templates: frontMails,
      origin: 'https://delega.example',
      from: 'delega@delega.example',
    },
    // Writes them down and sends nothing.
    transport: createTransport({ jsonTransport: true }),
    replies: null,
    now: () => world.clock.now,
  };
  const mails = await rows('select id from mails where about = $1', prospect);
  for (const { id } of mails) await deliverMail(post, id, { number: 1, isLast: false });
  expect(await rows('select state from mails where about = $1', prospect)).toEqual([
    { state: 'sent' },
    { state: 'sent' },
  ]);
}

/** The tables in which any row speaks of it, those of the job queue included. */
async function tracesOf(words: RegExp): Promise<string[]> {
  const tables = await rows(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_schema in ('public', 'graphile_worker') and table_type = 'BASE TABLE'`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await rows(
      `select count(*)::int as count from ${name} t where t::text ~* $1`,
      words.source,
    );
    if (row.count > 0) found.push(name);
  }
  return found;
}
