import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { visitor, type Person } from '#kernel/actor.ts';
import { withReach } from '#kernel/database/context.server.ts';
import type { WorkspaceId } from '#kernel/id.ts';
import { deliverMail, type Post } from '#kernel/mail/deliver.server.ts';
import { forgetMailsAbout } from '#kernel/mail/store.server.ts';
import { newId } from '#kernel/new-id.server.ts';
import { notifyOf } from '#kernel/notifier.server.ts';
import { hashOf, newSecret } from '#kernel/secret.server.ts';
import { publishPracticePage, savePracticePage, withdrawPracticePage } from '#rooms/front/index.server.ts';
import { emptyEdition } from '#rooms/front/practice-page.ts';
import { publishGuide, saveGuideDraft, withdrawGuide } from '#rooms/guides/index.server.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import { forgetUnconfirmedComments } from './housekeeping.server.ts';
import { commentMails, commentNotifiers } from './mails.server.ts';
import * as practice from './moderation.operations.server.ts';
import type { CommentPart } from './rules.ts';
import type { CommentId } from './store.server.ts';
import * as ops from './visitors.operations.server.ts';

let world: World;
let ana: Person;
let sol: Person;
let zoe: Person;
let workspace: WorkspaceId;
let elsewhere: WorkspaceId;

beforeAll(async () => {
  world = await makeWorld();
  [ana, sol, zoe] = await Promise.all([world.person('Ana'), world.person('Sol'), world.person('Zoe')]);
  workspace = await world.workspace(ana);
  elsewhere = await world.workspace(zoe);
  await world.joinWorkspace(workspace, sol, 'assistant');
  await publish(ana, workspace, 'ana-rios');
  await publish(zoe, elsewhere, 'zoe-paz');
});
afterAll(() => world.drop());
beforeEach(() =>
  world.asOwner.query('truncate guide_comments cascade; delete from mails; delete from events'),
);

async function publish(owner: Person, workspace: WorkspaceId, address: string): Promise<void> {
  await world.do(savePracticePage, owner, {
    ...{ workspace, address, name: owner.name, timeZone: 'Europe/Madrid', spoken: ['es'], tools: [] },
    ...{ workDays: [], workFrom: null, workUntil: null, freeFrom: null, language: 'es', isListed: true },
    edition: { ...emptyEdition, headline: 'Agenda', about: 'Y facturas' },
  });
  await world.do(publishPracticePage, owner, { workspace });
}

const rows = async (sql: string, ...values: unknown[]) => (await world.asOwner.query(sql, values)).rows;
const formOf = (text: string) => createHash('sha256').update(text).digest('hex');
const words = (over: object = {}) => ({
  ...{ address: 'ana-rios', guide: 'trust' as const, secret: newSecret(), form: formOf(newSecret()) },
  ...{ kind: 'question' as const, name: 'Bruno', email: 'bruno@example.org', language: 'es' as const },
  ...{ text: '¿Cómo comparto una clave?', ...over },
});
const write = async (over: object = {}) => {
  const said = words(over);
  await world.do(ops.writeComment, visitor, said);
  return said.secret;
};
/** Written and confirmed; gives its link and its id. */
const say = async (over: object = {}) => {
  const secret = await write(over);
  await world.do(ops.confirmOwnComment, visitor, { secret });
  const { id } = await world.do(ops.readOwnComment, visitor, { secret });
  return { secret, comment: id };
};
const read = (over: object = {}) =>
  world.do(ops.readConversation, visitor, { address: 'ana-rios', guide: 'trust', language: 'es', ...over });
const list = async (part: CommentPart = 'waiting', by = ana) =>
  (await world.do(practice.listComments, by, { workspace, part })).comments;
const show = (comment: CommentId, by = ana) => world.do(practice.showComment, by, { workspace, comment });
/** Runs the notifiers of all events of that kind, as the jobs do, each twice. */
const notify = async (kind: string) => {
  for (const { event_id: event } of await rows('select event_id from events where kind = $1', kind))
    for (let time = 0; time < 2; time++)
      await notifyOf(world.db, commentNotifiers, world.clock.now, { workspace, event });
};
const mailed = async () =>
  (await rows('select template, coalesce(address, person_id::text) as to from mails order by id')).map(
    ({ template, to }) => `${template} to ${to}`,
  );

describe('what a visitor says', () => {
  test('waits for the mail, then for the practice, and only then is there for everybody', async () => {
    const secret = await write();
    expect(await list(), 'nobody has confirmed it').toEqual([]);
    expect(await mailed()).toEqual(['comments.confirm to bruno@example.org']);
    await world.do(ops.confirmOwnComment, visitor, { secret });
    expect((await read()).comments).toEqual([]);
    const [waiting] = await list('waiting', sol);
    expect(waiting).toMatchObject({ name: 'Bruno', guide: 'trust', state: 'waiting' });
    await show(waiting!.id, sol);
    expect((await read()).comments).toMatchObject([{ name: 'Bruno', text: '¿Cómo comparto una clave?' }]);
    expect((await read({ guide: 'systems' })).comments).toEqual([]);
    expect(await read({ language: 'en' })).toMatchObject({ comments: [], languages: { es: 1 } });
    expect(await read({ address: 'zoe-paz' })).toMatchObject({ total: 0 });
  });

  test('is said once, however often the form is sent', async () => {
    const form = formOf('one form');
    for (let time = 0; time < 3; time++) await write({ form });
    expect(await rows('select 1 from guide_comments')).toHaveLength(1);
    expect(await mailed()).toHaveLength(1);
  });

  test('never shows an address, to the practice either', async () => {
    const { comment } = await say();
    await show(comment);
    await world.do(practice.answerComment, ana, { workspace, comment, answer: 'Con un gestor.' });
    const seen = [await read(), await list('shown'), await everywhere()];
    expect(JSON.stringify(seen)).not.toContain('bruno@example.org');
    const { address } = await withReach(
      world.db,
      { workspace, engagements: 'all', side: 'practice', person: ana.id },
      async (tx) => ({ address: await tx.selectFrom('guide_comment_links').select('email').execute() }),
    );
    expect(address).toEqual([]);
  });

  test('stands under the guide by the name that the practice gave it, in the mails too', async () => {
    const which = { workspace, guide: 'trust' as const, language: 'es' as const };
    const title = 'Confiar poco a poco';
    await world.do(saveGuideDraft, ana, { ...which, title, description: 'Por pasos.', body: 'Poco a poco.' });
    await world.do(publishGuide, ana, which);
    const { secret, comment } = await say();
    const { secret: other } = await say({ guide: 'systems' });
    expect(await list()).toMatchObject([{ guideTitle: title }, { guideTitle: null }]);
    expect(await world.do(ops.readOwnComment, visitor, { secret })).toMatchObject({ guideTitle: title });
    expect(await world.do(ops.readOwnComment, visitor, { secret: other })).toMatchObject({
      guideTitle: null,
    });
    await notify('comments.confirmed');
    await show(comment);
    await notify('comments.shown');
    const told = await rows(`select facts ->> 'title' as title from mails where facts ->> 'guide' = 'trust'`);
    expect(told.length).toBeGreaterThan(1);
    expect(new Set(told.map((mail) => mail.title))).toEqual(new Set([title]));
    await world.do(withdrawGuide, ana, which);
    expect(await list()).toMatchObject([{ guideTitle: null }]);
  });

  test('is plain text, to the letter', async () => {
    const hostile = '<script>alert(1)</script> javascript:alert(1) [a](http://x.example) &amp;';
    const { comment } = await say({ text: `${hostile}\u202e`, name: '<b>Ana</b>' });
    await show(comment);
    expect((await read()).comments).toMatchObject([{ text: hostile, name: '<b>Ana</b>' }]);
  });

  test('says at its field what is wrong', async () => {
    expect(
      await world.try(ops.writeComment, visitor, words({ name: '\u200b', email: 'x', text: ' ', kind: '' })),
    ).toMatchObject({
      refusal: {
        fields: { name: 'required', email: 'invalid_email', text: 'required', kind: 'required' },
      },
    });
  });

  test('is for practices with a published page', async () => {
    const { comment } = await say();
    await show(comment);
    await world.do(withdrawPracticePage, ana, { workspace });
    for (const attempt of [
      world.try(ops.writeComment, visitor, words()),
      world.try(ops.readConversation, visitor, { address: 'ana-rios', guide: 'trust', language: 'es' }),
    ])
      expect(await attempt).toMatchObject({ refusal: { code: 'not_found' } });
    const left = await withReach(world.db, {}, (tx) =>
      tx.selectFrom('guide_comments').select('text').execute(),
    );
    expect(left, 'row-level security says so too').toEqual([]);
    await world.do(publishPracticePage, ana, { workspace });
  });

  test('comes page by page, and is found by its address on whichever it is', async () => {
    for (let count = 1; count <= 12; count++) {
      const { comment } = await say({ text: `Pregunta ${count}` });
      world.clock.now = world.clock.now.add({ seconds: 1 });
      await show(comment);
    }
    const first = await read();
    expect(first).toMatchObject({ pages: 2, total: 12, page: 1 });
    expect(first.comments[0]).toMatchObject({ text: 'Pregunta 12' });
    const [oldest] = (await read({ page: 2 })).comments.toReversed();
    expect(oldest).toMatchObject({ text: 'Pregunta 1' });
    expect(await read({ comment: oldest!.id })).toMatchObject({ page: 2 });
  });
});

const everywhere = async () =>
  (await world.do(ops.readEverywhere, visitor, { guide: 'trust', language: 'es' })).comments;

test('the house shows what practices show that want to be found, and whose it is', async () => {
  const { comment } = await say();
  await show(comment);
  expect(await everywhere()).toMatchObject([{ practice: ana.name, address: 'ana-rios', name: 'Bruno' }]);
  await rows('update practice_pages set is_listed = false where workspace_id = $1', workspace);
  expect(await everywhere()).toEqual([]);
  await rows('update practice_pages set is_listed = true where workspace_id = $1', workspace);
});

describe('the practice', () => {
  test('hides, shows again where it stood, and answers in public', async () => {
    const first = await say({ text: 'Primera' });
    const second = await say({ text: 'Segunda' });
    await show(first.comment);
    world.clock.now = world.clock.now.add({ seconds: 1 });
    await show(second.comment);
    await world.do(practice.hideComment, ana, { workspace, comment: first.comment });
    expect((await read()).comments).toMatchObject([{ text: 'Segunda' }]);
    world.clock.now = world.clock.now.add({ seconds: 1 });
    await show(first.comment);
    expect((await read()).comments).toMatchObject([{ text: 'Segunda' }, { text: 'Primera' }]);
    const answer = (text: string) =>
      world.do(practice.answerComment, sol, { workspace, comment: first.comment, answer: text });
    await answer('Así.');
    await answer('Así, y con calma.');
    expect((await read()).comments[1]).toMatchObject({ answer: 'Así, y con calma.' });
    await world.do(practice.removeAnswer, ana, { workspace, comment: first.comment });
    expect((await read()).comments[1]).toMatchObject({ answer: null });
  });

  test('is told of what waits by one mail, however much comes', async () => {
    for (let count = 0; count < 5; count++) {
      await say();
      await notify('comments.confirmed');
    }
    expect((await mailed()).filter((mail) => mail.startsWith('comments.waiting'))).toEqual([
      `comments.waiting to ${ana.id}`,
    ]);
  });

  test('is told of a report once for each reason, and keeps it shown or hides it', async () => {
    const { comment } = await say();
    const report = (reason: 'spam' | 'private') =>
      world.try(ops.reportComment, visitor, { address: 'ana-rios', comment, reason });
    expect(await report('spam'), 'not shown yet').toMatchObject({ refusal: { code: 'not_found' } });
    await show(comment);
    for (const reason of ['spam', 'spam', 'private'] as const) await report(reason);
    expect(await list('reported')).toMatchObject([{ id: comment, reports: ['spam', 'private'] }]);
    await notify('comments.reported');
    expect((await mailed()).filter((mail) => mail.startsWith('comments.reported'))).toHaveLength(2);
    for (let press = 0; press < 2; press++) await world.do(practice.keepComment, ana, { workspace, comment });
    expect(
      await rows(`select 1 from events where kind = 'comments.kept'`),
      'it is decided once',
    ).toHaveLength(1);
    await report('spam');
    expect(await list('reported'), 'that reason is settled').toEqual([]);
    await report('private');
    expect(
      await world.try(ops.reportComment, visitor, { address: 'zoe-paz', comment, reason: 'spam' }),
      'of another practice',
    ).toMatchObject({ refusal: { code: 'not_found' } });
  });

  test('has nothing to do with what another one is told', async () => {
    const { comment } = await say();
    for (const operation of [practice.showComment, practice.hideComment, practice.eraseComment])
      expect(await world.try(operation, zoe, { workspace: elsewhere, comment })).toMatchObject({
        refusal: { code: 'not_found' },
      });
    expect(await world.try(practice.eraseComment, sol, { workspace, comment })).toMatchObject({
      refusal: { code: 'forbidden' },
    });
  });
});

describe('whoever wrote it', () => {
  test('is told once that it is shown and once that it was answered, each time with a link', async () => {
    const { comment, secret } = await say();
    await show(comment);
    await notify('comments.shown');
    await world.do(practice.hideComment, ana, { workspace, comment });
    await show(comment);
    await notify('comments.shown');
    for (const answer of ['Así.', 'De otro modo.']) {
      await world.do(practice.answerComment, ana, { workspace, comment, answer });
      await notify('comments.answered');
    }
    const mails = await rows(
      `select template, facts ->> 'secret' as secret from mails where address = 'bruno@example.org' order by id`,
    );
    expect(mails.map(({ template }) => template)).toEqual([
      'comments.confirm',
      'comments.shown',
      'comments.answered',
    ]);
    for (const link of [secret, ...mails.map((mail) => mail.secret)])
      expect((await world.try(ops.readOwnComment, visitor, { secret: link })).ok).toBe(true);
  });

  test('gets one mail where it was answered before it was shown', async () => {
    const { comment } = await say();
    await world.do(practice.answerComment, ana, { workspace, comment, answer: 'Así.' });
    await notify('comments.answered');
    await notify('comments.shown');
    expect((await mailed()).filter((mail) => mail.includes('bruno')).slice(1)).toEqual([
      'comments.answered to bruno@example.org',
    ]);
  });

  test('is no program that presses the buttons of mailed links', async () => {
    const { secret } = await say();
    expect(
      await world.try(ops.takeBackComment, visitor, { secret, email: 'otra@example.org' }),
    ).toMatchObject({ refusal: { fields: { email: 'not_the_asking_address' } } });
  });

  test('can neither show their own words nor write anything else into the log', async () => {
    const { secret, comment } = await say();
    const asVisitor = <T>(work: Parameters<typeof withReach<T>>[2]) =>
      withReach(world.db, { secret: hashOf(secret) }, work);
    const changed = await asVisitor((tx) =>
      tx.updateTable('guide_comments').set({ state: 'shown', shown_at: '2026-01-01T00:00:00Z' }).execute(),
    );
    expect(changed[0]?.numUpdatedRows).toBe(0n);
    const event = (kind: string, facts: object) => ({
      ...{ workspace_id: workspace, event_id: newId(), actor_kind: 'visitor', kind },
      ...{ at: world.clock.now.toString(), facts: JSON.stringify(facts) },
    });
    for (const row of [
      event('people.left', { comment }),
      event('comments.reported', { comment }),
      event('comments.confirmed', { comment: newId() }),
    ])
      await expect(asVisitor((tx) => tx.insertInto('events').values(row).execute())).rejects.toThrow(
        /row-level security/,
      );
  });

  test('whose address nobody confirms is forgotten', async () => {
    await write({ name: 'Quimera' });
    const { comment } = await say({ name: 'Otra persona' });
    await forgetUnconfirmedComments(world.db, world.clock.now.add({ hours: 71 }));
    expect(await rows('select 1 from guide_comments')).toHaveLength(2);
    await forgetUnconfirmedComments(world.db, world.clock.now.add({ hours: 73 }));
    expect(await rows('select comment_id from guide_comments')).toEqual([{ comment_id: comment }]);
  });

  test.each(['the link', 'the practice'])('leaves no trace in any table, erased by %s', async (by) => {
    const canary = { name: 'Quimera', email: 'quimera@example.org', text: 'Soy Quimera' };
    const { secret, comment } = await say(canary);
    await show(comment);
    await notify('comments.shown');
    await world.do(ops.reportComment, visitor, { address: 'ana-rios', comment, reason: 'spam' });
    await world.do(practice.answerComment, ana, { workspace, comment, answer: 'Hola, Quimera' });
    await notify('comments.answered');
    await sendMails();
    expect(await tracesOf('quimera'), 'before').toContain('public.mails');
    if (by === 'the link') await world.do(ops.takeBackComment, visitor, { secret, email: canary.email });
    else await world.do(practice.eraseComment, ana, { workspace, comment });
    const ordered = await rows(
      `select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where t.identifier = 'forget_mails'`,
    );
    expect(ordered).toContainEqual({ payload: { about: comment } });
    await forgetMailsAbout(world.db, comment);
    expect(await tracesOf('quimera')).toEqual([]);
  });
});

async function sendMails(): Promise<void> {
  const post: Post = {
    ...{
      db: world.db,
      templates: commentMails,
      origin: 'https://delega.example',
      from: 'delega@delega.example',
    },
    // Writes them down and sends nothing.
    transport: createTransport({ jsonTransport: true }),
    replies: null,
    now: () => world.clock.now,
  };
  const mails = await rows('select id from mails');
  for (const { id } of mails) await deliverMail(post, id, { number: 1, isLast: false });
  expect(await rows(`select template from mails where state <> 'sent'`)).toEqual([]);
}

/** The tables in which any row speaks of it, those of the job queue included. */
async function tracesOf(word: string): Promise<string[]> {
  const tables = await rows(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_schema in ('public', 'graphile_worker') and table_type = 'BASE TABLE'`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await rows(`select count(*)::int as count from ${name} t where t::text ~* $1`, word);
    if (row.count > 0) found.push(name);
  }
  return found;
}
