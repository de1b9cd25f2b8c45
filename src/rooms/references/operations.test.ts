import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { visitor, type Person } from '#kernel/actor.ts';
import { withReach, type Reach } from '#kernel/database/context.server.ts';
import type { EngagementId, WorkspaceId } from '#kernel/id.ts';
import { forgetMailsAbout } from '#kernel/mail/store.server.ts';
import { notifyOf } from '#kernel/notifier.server.ts';
import { newSecret } from '#kernel/secret.server.ts';
import { endEngagement, leaveEngagement, resumeEngagement } from '#rooms/engagements/index.server.ts';
import { publishPracticePage, savePracticePage, withdrawPracticePage } from '#rooms/front/index.server.ts';
import { emptyEdition } from '#rooms/front/practice-page.ts';
import { makeBrief } from '../../testing/isolation/content.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import { askForReference, listAsked, takeBackAsking } from './asking.operations.server.ts';
import { referenceNotifiers } from './mails.server.ts';
import { quietDays } from './rules.ts';
import * as showing from './showing.operations.server.ts';
import type { ReferenceId } from './store.server.ts';
import { structuredReviews } from './structured.ts';
import * as writing from './writing.operations.server.ts';

let world: World;
let ana: Person;
let alma: Person;
let workspace: WorkspaceId;

beforeAll(async () => {
  world = await makeWorld();
  [ana, alma] = await Promise.all([world.person('Ana'), world.person('Alma')]);
  workspace = await world.workspace(ana, 'Ana Ríos');
  await world.joinWorkspace(workspace, alma, 'assistant');
  await world.do(savePracticePage, ana, {
    ...{ workspace, address: 'ana-rios', name: 'Ana Ríos', timeZone: 'Europe/Madrid', spoken: ['es'] },
    ...{ tools: [], workDays: [], workFrom: null, workUntil: null, freeFrom: null, language: 'es' },
    edition: { ...emptyEdition, headline: 'Agenda', about: 'Y facturas' },
  });
  await world.do(publishPracticePage, ana, { workspace });
});
afterAll(() => world.drop());

const rows = async (sql: string, ...values: unknown[]) => (await world.asOwner.query(sql, values)).rows;

/** An engagement in which Alma assists and somebody decides, with an accepted request unless it is new. */
async function place(name = 'Dora Vega', { isNew = false } = {}) {
  const dora = await world.person(name);
  const engagement = await world.engagement(workspace, `Estudio de ${name}`);
  await world.joinEngagement(workspace, engagement, alma, 'assistant');
  await world.joinEngagement(workspace, engagement, dora, 'principal');
  if (!isNew) await accept(engagement, dora);
  return { engagement, dora };
}

const accept = (engagement: EngagementId, principal: Person) =>
  makeBrief(
    async (table, row) => {
      const places = Object.keys(row).map((_, index) => `$${index + 1}`);
      const statement = `insert into ${table} (${Object.keys(row).join(', ')}) values (${places.join(', ')})`;
      await world.asOwner.query(statement, Object.values(row));
    },
    { workspace_id: workspace, engagement_id: engagement },
    { assistant: alma, principal },
    'accepted',
    world.clock.now,
  );

const ask = (by: Person, engagement: EngagementId, person: Person) =>
  world.try(askForReference, by, { workspace, engagement, person: person.id });

async function asked(name?: string) {
  const made = await place(name);
  const { reference } = await world.do(askForReference, alma, {
    ...{ workspace, engagement: made.engagement, person: made.dora.id },
  });
  return { ...made, reference };
}

const words = (over: object = {}) => ({
  ...{ text: 'Desde entonces sé cada lunes qué falta.', shownAs: 'initial' as const },
  ...{ role: '', business: 'Estudio Vega', language: 'es' as const, consent: 'yes' as const },
  ...over,
});
const publish = (by: Person, reference: ReferenceId, over: object = {}) =>
  world.try(writing.publishReference, by, { workspace, reference, ...words(over) });
async function published(name?: string, over: object = {}) {
  const made = await asked(name);
  await world.do(writing.publishReference, made.dora, {
    workspace,
    reference: made.reference,
    ...words(over),
  });
  return made;
}
const shown = async () =>
  (await world.do(showing.readReferences, visitor, { address: 'ana-rios' })).references;
const textsShown = async () => (await shown()).map(({ text }) => text);
const stateFor = async (dora: Person, reference: ReferenceId) =>
  (await world.do(writing.getOwnReference, dora, { workspace, reference })).state;

/** Orders the mails of what happened with a reference, as the job does. */
async function notify(kind: string, reference: ReferenceId) {
  const [event] = await rows(
    `select event_id from events where kind = $1 and facts ->> 'reference' = $2 order by event_id desc limit 1`,
    kind,
    reference,
  );
  await notifyOf(world.db, referenceNotifiers, world.clock.now, { workspace, event: event.event_id });
}
const mailsAbout = (reference: ReferenceId) =>
  rows('select template, person_id, facts from mails where about = $1 order by id', reference);

describe('asking for a reference', () => {
  test('reaches a principal once, however often it is pressed', async () => {
    const { engagement, dora } = await place();
    const input = { workspace, engagement, person: dora.id };
    const first = await world.try(askForReference, alma, input, 'one-press-of-it');
    expect(await world.try(askForReference, alma, input, 'one-press-of-it')).toEqual(first);
    if (!first.ok) throw first.refusal;
    const { reference } = first.value;
    await notify('references.asked', reference);
    await notify('references.asked', reference);
    expect(await mailsAbout(reference)).toEqual([
      {
        template: 'references.asked',
        person_id: dora.id,
        facts: { practice: 'Ana Ríos', path: `/account/references/${workspace}/${reference}` },
      },
    ]);
    expect((await world.do(writing.listOwnReferences, dora, {})).references).toMatchObject([
      { reference, practice: 'Ana Ríos', state: 'asked' },
    ]);
  });

  test('takes somebody who decides for the client, and work that was accepted', async () => {
    const { engagement, dora } = await place('Nueva', { isNew: true });
    expect(await ask(alma, engagement, dora)).toMatchObject({ refusal: { reason: 'nothing_accepted_yet' } });
    const nobody = async () => (await world.do(listAsked, alma, { workspace, engagement })).nobody;
    expect(await nobody()).toBe('nothing_accepted');
    await accept(engagement, dora);
    expect(await nobody()).toBe(null);
    const member = await world.person('Mila');
    await world.joinEngagement(workspace, engagement, member, 'member');
    for (const other of [member, alma, ana, await world.person('Zoe')])
      expect(await ask(alma, engagement, other)).toMatchObject({ refusal: { reason: 'not_a_principal' } });
    await world.do(leaveEngagement, dora, { workspace, engagement });
    expect(await ask(alma, engagement, dora)).toMatchObject({ refusal: { reason: 'no_principal_yet' } });
  });

  test('is held to a principal by the database too', async () => {
    const { engagement } = await place();
    const member = await world.person('Mila');
    await world.joinEngagement(workspace, engagement, member, 'member');
    const request = {
      ...{ workspace_id: workspace, engagement_id: engagement, person_id: member.id, practice: 'Ana' },
      ...{ reference_id: world.ground.newId(), since_year: 2026, state: 'asked' },
      ...{ asked_at: world.clock.now.toString(), changed_at: world.clock.now.toString() },
    };
    const reach: Reach = { workspace, engagements: [engagement], side: 'practice', person: alma.id };
    const written = withReach(world.db, reach, (tx) =>
      tx.insertInto('reference_requests').values(request).execute(),
    );
    await expect(written).rejects.toThrow(/row-level security/);
  });

  test('is for whoever assists there, and no business of the client’s side', async () => {
    const { engagement, dora } = await place();
    expect(await ask(dora, engagement, dora)).toMatchObject({ refusal: { code: 'forbidden' } });
    expect((await ask(ana, engagement, dora)).ok).toBe(true);
    const sol = await world.person('Sol');
    await world.joinWorkspace(workspace, sol, 'assistant');
    expect(await ask(sol, engagement, dora)).toMatchObject({ refusal: { code: 'not_found' } });
  });

  test('comes again only after a month, and can be taken back before there is an answer', async () => {
    const { engagement, dora, reference } = await asked();
    expect(await ask(alma, engagement, dora)).toMatchObject({ refusal: { reason: 'asked_lately' } });
    await world.do(writing.saveReferenceDraft, dora, { workspace, reference, text: 'Empiezo' });
    await world.do(takeBackAsking, alma, { workspace, engagement, reference });
    await notify('references.takenBack', reference);
    expect(await rows('select text from reference_drafts where reference_id = $1', reference)).toEqual([]);
    expect(await publish(dora, reference)).toMatchObject({ refusal: { reason: 'reference_not_asked' } });
    const now = world.clock.now;
    world.clock.now = now.add({ hours: 24 * quietDays.unanswered });
    expect((await ask(alma, engagement, dora)).ok).toBe(true);
    expect(await stateFor(dora, reference)).toBe('asked');
    expect((await publish(dora, reference)).ok).toBe(true);
    expect(await world.try(takeBackAsking, alma, { workspace, engagement, reference })).toMatchObject({
      refusal: { reason: 'reference_answered' },
    });
    expect(await ask(alma, engagement, dora)).toMatchObject({ refusal: { reason: 'already_written' } });
    world.clock.now = now;
    await world.do(writing.withdrawReference, dora, { workspace, reference });
  });

  test('orders no mail once it is taken back', async () => {
    const { engagement, reference } = await asked();
    await world.do(takeBackAsking, alma, { workspace, engagement, reference });
    await notify('references.asked', reference);
    expect(await mailsAbout(reference)).toEqual([]);
  });

  test('can be declined without a reason, and is then left for half a year', async () => {
    const { engagement, dora, reference } = await asked();
    await world.do(writing.saveReferenceDraft, dora, { workspace, reference, text: 'No sé' });
    await world.do(writing.declineReference, dora, { workspace, reference });
    const { people } = await world.do(listAsked, alma, { workspace, engagement });
    expect(people).toMatchObject([{ name: dora.name, mayAsk: false, asked: { state: 'declined' } }]);
    expect(people[0]?.asked?.againFrom?.slice(0, 10)).toBe('2027-05-23');
    expect(await rows('select 1 from reference_drafts where reference_id = $1', reference)).toEqual([]);
  });
});

describe('a draft', () => {
  test('is nobody’s but of whoever writes it, not even that there is one', async () => {
    const { engagement, dora, reference } = await asked();
    const before = await world.do(listAsked, alma, { workspace, engagement });
    await world.do(writing.saveReferenceDraft, dora, { workspace, reference, text: 'Al principio' });
    expect(await stateFor(dora, reference)).toBe('draft');
    expect(await world.do(listAsked, alma, { workspace, engagement })).toEqual(before);
    for (const other of [alma, ana])
      expect(await world.try(writing.getOwnReference, other, { workspace, reference })).toMatchObject({
        refusal: { code: 'not_found' },
      });
    const reach = { workspace, engagements: 'all', side: 'practice', person: ana.id } as const;
    const seen = await withReach(world.db, reach, (tx) =>
      tx.selectFrom('reference_drafts').select('text').execute(),
    );
    expect(seen).toEqual([]);
  });
});

describe('a published reference', () => {
  test('stands on the public page as its writer wants to be shown, and says nothing else of them', async () => {
    const { dora, reference } = await published('Dora Vega');
    expect(await shown()).toContainEqual({
      ...{ text: 'Desde entonces sé cada lunes qué falta.', name: 'Dora V.', role: '' },
      ...{ business: 'Estudio Vega', language: 'es', since: 2026, until: null, month: '2026-11' },
    });
    const role = { shownAs: 'role', role: 'Arquitectura', business: '', text: words().text + ' Siempre.' };
    await publish(dora, reference, role);
    const mine = (await shown()).filter(({ text }) => text === role.text);
    expect(mine).toMatchObject([{ name: null, role: 'Arquitectura' }]);
    expect(JSON.stringify(mine)).not.toMatch(/Dora|Vega|Encargo/);
    await world.do(writing.withdrawReference, dora, { workspace, reference });
  });

  test('asks for consent, and for what is shown', async () => {
    const { dora, reference } = await asked();
    const bare = { consent: undefined, text: 'Bien.', shownAs: 'role' };
    expect(await publish(dora, reference, bare)).toMatchObject({
      refusal: { fields: { consent: 'required', text: 'too_short' } },
    });
    expect(await publish(dora, reference, { shownAs: 'role' })).toMatchObject({
      refusal: { fields: { role: 'required' } },
    });
    expect(await shown()).toEqual([]);
  });

  test('is mailed to its writer once, with a link, and told to owners each time', async () => {
    const { dora, reference } = await published();
    await notify('references.published', reference);
    await publish(dora, reference, { text: 'Ahora lo digo con otras palabras.' });
    await notify('references.published', reference);
    expect(await mailsAbout(reference)).toMatchObject([
      { template: 'references.confirmed', person_id: dora.id },
      { template: 'references.published', person_id: ana.id, facts: { isNew: true } },
      { template: 'references.published', person_id: ana.id, facts: { isNew: false } },
    ]);
    expect(await textsShown()).toEqual(['Ahora lo digo con otras palabras.']);
    await world.do(writing.withdrawReference, dora, { workspace, reference });
  });

  test('is not the practice’s to word, in the database neither', async () => {
    const { dora, reference } = await published();
    const reach = { workspace, engagements: 'all', side: 'practice', person: ana.id } as const;
    const changed = await withReach(world.db, reach, (tx) =>
      tx.updateTable('published_references').set({ text: 'Perfecto' }).executeTakeFirst(),
    );
    expect(changed.numUpdatedRows).toBe(0n);
    const claimed = withReach(world.db, { person: dora.id }, (tx) =>
      tx.updateTable('published_references').set({ since_year: 1999 }).execute(),
    );
    await expect(claimed, 'nor the years its writer’s').rejects.toThrow(/row-level security/);
    await world.do(writing.withdrawReference, dora, { workspace, reference });
  });

  test('is hidden, shown and ordered by owners', async () => {
    const first = await published('Uno', { text: 'La primera de todas, y la más antigua.' });
    world.clock.now = world.clock.now.add({ minutes: 1 });
    const second = await published('Dos', { text: 'La segunda, que es más nueva que ella.' });
    const texts = async () => (await textsShown()).map((text) => text.slice(3, 7));
    const of = (one: { reference: ReferenceId }) => ({ workspace, reference: one.reference });
    expect(await texts()).toEqual(['segu', 'prim']);
    await world.do(showing.moveReference, ana, { ...of(first), way: 'up' });
    expect(await texts()).toEqual(['prim', 'segu']);
    await world.do(showing.hideReference, ana, of(first));
    await world.do(showing.hideReference, ana, of(first));
    expect(await texts()).toEqual(['segu']);
    expect(await stateFor(first.dora, first.reference), 'its writer learns it').toBe('hidden');
    await publish(first.dora, first.reference, { text: 'La primera otra vez, con más detalle.' });
    expect(await texts(), 'a new version stays hidden').toEqual(['segu']);
    const listed = await world.do(showing.listReferences, alma, { workspace });
    expect(listed.references).toMatchObject([{ isHidden: true }, { isHidden: false }]);
    expect(await world.try(showing.showReference, alma, of(first))).toMatchObject({
      refusal: { code: 'forbidden' },
    });
    await world.do(showing.showReference, ana, of(first));
    expect(await texts()).toEqual(['prim', 'segu']);
    await world.do(withdrawPracticePage, ana, { workspace });
    expect(await world.try(showing.readReferences, visitor, { address: 'ana-rios' })).toMatchObject({
      refusal: { code: 'not_found' },
    });
    await world.do(publishPracticePage, ana, { workspace });
    for (const { dora, reference } of [first, second])
      await world.do(writing.withdrawReference, dora, { workspace, reference });
  });

  test('outlives the engagement, whose end adds a year, and is still its writer’s to withdraw', async () => {
    const { engagement, dora, reference } = await published();
    const end = { on: '2026-11-24', early: 'no', by: 'both', reason: 'work_done' } as const;
    const told = async (kind: string) => {
      const [event] = await rows(
        'select event_id from events where kind = $1 and engagement_id = $2',
        kind,
        engagement,
      );
      await notifyOf(world.db, referenceNotifiers, world.clock.now, { workspace, event: event.event_id });
    };
    await world.do(endEngagement, ana, { workspace, engagement, ...end });
    await told('engagements.ended');
    expect(await shown()).toMatchObject([{ since: 2026, until: 2026 }]);
    await world.do(resumeEngagement, ana, { workspace, engagement });
    await told('engagements.resumed');
    expect(await shown()).toMatchObject([{ since: 2026, until: null }]);
    await world.do(leaveEngagement, dora, { workspace, engagement });
    const gone = { ...dora, memberships: [] };
    expect((await publish(gone, reference, { text: 'Ya no trabajamos juntos, y lo repetiría.' })).ok).toBe(
      true,
    );
    expect(await textsShown()).toEqual(['Ya no trabajamos juntos, y lo repetiría.']);
    await world.do(writing.withdrawReference, gone, { workspace, reference });
    expect(await shown()).toEqual([]);
  });

  test('is withdrawn by the mailed link with its address, signed in or not', async () => {
    const { dora, reference } = await published('Dora');
    const [mail] = await mailsAbout(reference);
    const { secret } = mail.facts;
    const read = await world.do(writing.readLinkedReference, visitor, { secret });
    expect(read).toMatchObject({ practice: 'Ana Ríos', published: { name: 'Dora' } });
    const withdraw = (email: string) =>
      world.try(writing.withdrawLinkedReference, visitor, { secret, email });
    expect(await withdraw('otra@example.org')).toMatchObject({
      refusal: { fields: { email: 'not_the_asking_address' } },
    });
    expect(await shown()).toHaveLength(1);
    expect((await withdraw(dora.email)).ok).toBe(true);
    expect((await withdraw(dora.email)).ok, 'again is the same').toBe(true);
    expect(await shown()).toEqual([]);
    expect((await world.do(writing.readLinkedReference, visitor, { secret })).published).toBe(null);
    expect(await stateFor(dora, reference)).toBe('withdrawn');
    expect(await world.try(writing.readLinkedReference, visitor, { secret: newSecret() })).toMatchObject({
      refusal: { code: 'not_found' },
    });
    await notify('references.withdrawn', reference);
    expect(await rows(`select facts from mails where template = 'references.withdrawn' limit 1`)).toEqual([
      { facts: { path: `/w/${workspace}/settings/references` } },
    ]);
  });

  test('is a review without a rating to search engines', () => {
    const reference = {
      ...{ text: 'Bien', name: 'Dora V.', role: 'Dirección', business: 'Vega', language: 'es' as const },
      ...{ since: 2025, until: null, month: '2026-11' },
    };
    expect(structuredReviews([reference, { ...reference, name: null, business: '' }])).toEqual([
      {
        ...{ '@type': 'Review', reviewBody: 'Bien', inLanguage: 'es', datePublished: '2026-11' },
        author: {
          ...{ '@type': 'Person', name: 'Dora V.', jobTitle: 'Dirección' },
          worksFor: { '@type': 'Organization', name: 'Vega' },
        },
      },
      {
        ...{ '@type': 'Review', reviewBody: 'Bien', inLanguage: 'es', datePublished: '2026-11' },
        author: { '@type': 'Person', name: 'Dirección' },
      },
    ]);
  });
});

describe('what is erased', () => {
  const hidden = {
    text: 'La quimera de mi despacho es otra desde entonces.',
    shownAs: 'role',
    role: 'Quimera',
  };

  test('a withdrawn reference leaves no word of it in any table', async () => {
    for (const by of ['the writer', 'the link']) {
      const { dora, reference } = await published('Dora', hidden);
      await world.do(writing.saveReferenceDraft, dora, { workspace, reference, text: 'Otra quimera' });
      await notify('references.published', reference);
      expect(await tracesOf(/quimera/i), 'before').toEqual(['published_references', 'reference_drafts']);
      const [mail] = await mailsAbout(reference);
      if (by === 'the writer') await world.do(writing.withdrawReference, dora, { workspace, reference });
      else {
        const { secret } = mail.facts;
        await world.do(writing.withdrawLinkedReference, visitor, { secret, email: dora.email });
      }
      await notify('references.withdrawn', reference);
      // What the job does that withdrawing has ordered.
      const ordered = await rows(
        `select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
         where t.identifier = 'forget_mails'`,
      );
      expect(ordered).toContainEqual({ payload: { about: reference } });
      await forgetMailsAbout(world.db, reference);
      expect(await mailsAbout(reference)).toEqual([]);
      expect(await tracesOf(/quimera/i), by).toEqual([]);
    }
  });

  test('goes with its engagement and with its person, by the rules of the tables', async () => {
    const rules = await rows(
      `select conrelid::regclass::text as from, confrelid::regclass::text as to from pg_constraint
       where contype = 'f' and confdeltype = 'c' and conrelid::regclass::text ~ 'reference' order by 1, 2`,
    );
    expect(rules.map(({ from, to }) => `${from} with ${to}`)).toEqual([
      'published_references with reference_requests',
      'reference_drafts with reference_requests',
      'reference_requests with engagements',
      'reference_requests with people',
    ]);
    const { reference } = await published('Dora', hidden);
    await rows('delete from reference_requests where reference_id = $1', reference);
    expect(await tracesOf(/quimera/i)).toEqual([]);
  });
});

/** The tables in which any row speaks of it. */
async function tracesOf(words: RegExp): Promise<string[]> {
  const tables = await rows(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
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
